package dev.sallyport.cluster.export;

import dev.sallyport.cluster.review.MapReading;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of a map as a cluster on EKS reads them, in another tool's form. Of several entries for one ARN only the one
 * that counts is carried over.
 *
 * @param documents manifests: maps, lists and texts
 * @param leftOut what could not be carried over, a sentence each
 */
public record MapExport(List<Map<String, Object>> documents, List<String> leftOut) {

    public MapExport {
        documents = List.copyOf(documents);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A custom resource for each rule. Source: kubernetes-sigs/aws-iam-authenticator, {@code deploy/iamidentitymapping.yaml}:
     * {@code spec.arn} and {@code spec.username} are required, and there is no word for an account.
     */
    public static MapExport identityMappings(AwsAuth map) {
        List<MappingRule> carried = new ArrayList<>();
        List<String> leftOut = dropped(map);
        for (MappingRule rule : MapReading.of(map).rules()) {
            switch (rule) {
                case MappingRule.Account account -> leftOut.add(account.place() + ": the account " + account.accountId()
                        + ": an IAMIdentityMapping names one principal; map those that are meant, one by one.");
                case MappingRule.ArnPattern pattern -> leftOut.add(pattern.place() + ": the pattern "
                        + pattern.pattern() + ": an IAMIdentityMapping names one principal.");
                case MappingRule.Role _,MappingRule.User _ when rule.username().isEmpty() -> leftOut.add(rule.place()
                        + ": " + rule.subject() + " has no user name, which an IAMIdentityMapping must have.");
                case MappingRule.Role _,MappingRule.User _ -> carried.add(rule);
            }
        }
        Map<MappingRule, String> names = ResourceNames.of(carried);
        return new MapExport(carried.stream().map(rule -> {
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("arn", rule.subject());
            spec.put("username", rule.username());
            spec.put("groups", rule.groups());
            return manifest("iamauthenticator.k8s.aws/v1alpha1", "IAMIdentityMapping",
                    Map.of("name", names.getOrDefault(rule, "")), "spec", spec);
        }).toList(), leftOut);
    }

    /**
     * One ClusterConfig with all rules. Source: eksctl, {@code pkg/apis/eksctl.io/v1alpha5/identitymapping.go}, and its
     * user guide, "Manage IAM users and roles": an account stands alone; an ARN is a role's or a user's.
     *
     * @param cluster the cluster's name
     * @param region its region
     */
    public static MapExport eksctl(AwsAuth map, String cluster, String region) {
        List<Object> mappings = new ArrayList<>();
        List<String> leftOut = dropped(map);
        for (MappingRule rule : MapReading.of(map).rules()) {
            switch (rule) {
                case MappingRule.Account account -> mappings.add(Map.of("account", account.accountId()));
                case MappingRule.ArnPattern pattern -> leftOut.add(pattern.place() + ": the pattern "
                        + pattern.pattern() + ": eksctl maps one principal.");
                case MappingRule.Role _,MappingRule.User _ when !rule.subject().contains(":role/")
                        && !rule.subject().contains(":user/") ->
                    leftOut.add(rule.place() + ": " + rule.subject() + ": eksctl maps roles and users alone.");
                case MappingRule.Role _,MappingRule.User _ -> mappings.add(principal(rule));
            }
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", cluster);
        metadata.put("region", region);
        return new MapExport(List.of(manifest("eksctl.io/v1alpha5", "ClusterConfig", metadata, "iamIdentityMappings",
                mappings)), leftOut);
    }

    private static Map<String, Object> principal(MappingRule rule) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("arn", rule.subject());
        if (!rule.username().isEmpty()) {
            mapping.put("username", rule.username());
        }
        if (!rule.groups().isEmpty()) {
            mapping.put("groups", rule.groups());
        }
        mapping.put("noDuplicateARNs", true);
        return mapping;
    }

    private static Map<String, Object> manifest(String version, String kind, Map<String, Object> metadata,
            String field, Object content) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", version);
        manifest.put("kind", kind);
        manifest.put("metadata", metadata);
        manifest.put(field, content);
        return manifest;
    }

    /** What the map itself loses, so that there is no rule to carry over. */
    private static List<String> dropped(AwsAuth map) {
        List<String> dropped = new ArrayList<>();
        map.findings().stream().filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .forEach(finding -> dropped
                        .add(finding.place() + " " + finding.code() + ": " + finding.message() + "."));
        return dropped;
    }
}
