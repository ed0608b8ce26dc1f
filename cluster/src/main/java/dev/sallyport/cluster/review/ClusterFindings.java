package dev.sallyport.cluster.review;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a map and a cluster's bindings say past each other: groups that no binding mentions, and bindings for users whom
 * no entry produces. Looks at what a cluster on EKS makes of the text. What a template may become counts as produced.
 */
public final class ClusterFindings {

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{[^{}]*}}");

    /** Names that come from elsewhere: Kubernetes' own, EKS's, and the creator's. */
    private static final List<String> OTHERS = List.of("system:", "eks:", "aws:");
    private static final String CREATOR = "kubernetes-admin";

    private final List<MappingRule> rules;
    private final RbacSnapshot rbac;

    private ClusterFindings(AwsAuth map, RbacSnapshot rbac) {
        this.rules = MapReading.of(map).rules();
        this.rbac = rbac;
    }

    /**
     * What there is to find: groups at the first entry that gives them, bindings by their names.
     *
     * @param rbac every role and binding of the cluster; with some of them unseen, groups would be found that are bound
     */
    public static List<Finding> of(AwsAuth map, RbacSnapshot rbac) {
        ClusterFindings findings = new ClusterFindings(map, rbac);
        List<Finding> found = new ArrayList<>(findings.unboundGroups());
        if (map.unreadableSections().isEmpty()) { // else everybody in one would be missed
            found.addAll(findings.unknownUsers());
        }
        return List.copyOf(found);
    }

    /** Whether a subject of bindings comes from elsewhere than a map: Kubernetes' own, EKS's, and the creator. */
    public static boolean comesFromElsewhere(Subject subject) {
        return switch (subject) {
            case Subject.User(String name) -> isOthers(name) || name.equals(CREATOR);
            case Subject.Group(String name) -> isOthers(name);
            case Subject.ServiceAccount _ -> true;
        };
    }

    private static boolean isOthers(String name) {
        return OTHERS.stream().anyMatch(name::startsWith);
    }

    private List<Finding> unboundGroups() {
        Set<String> bound = new HashSet<>();
        rbac.bindings().forEach(binding -> binding.subjects().forEach(subject -> {
            if (subject instanceof Subject.Group group) {
                bound.add(group.name());
            }
        }));
        Map<String, List<MappingRule>> unbound = new LinkedHashMap<>();
        for (MappingRule rule : rules) {
            rule.groups().stream().distinct()
                    .filter(group -> !group.isEmpty() && !isOthers(group) && !bound.contains(group)
                            && !TEMPLATE.matcher(group).find())
                    .forEach(group -> unbound.computeIfAbsent(group, _ -> new ArrayList<>()).add(rule));
        }
        List<Finding> found = new ArrayList<>();
        unbound.forEach((group, giving) -> found.add(finding(FindingCode.UNBOUND_GROUP, giving.getFirst().place(),
                "no binding mentions the group " + Quoted.of(group)
                        + (giving.size() > 1 ? ", which " + giving.size() + " entries give" : "")
                        + ", so it opens nothing",
                "Write the name as a binding has it, or make the binding.")));
        return found;
    }

    private List<Finding> unknownUsers() {
        Set<String> names = new HashSet<>();
        List<Pattern> forms = new ArrayList<>();
        Set<String> accounts = new HashSet<>();
        for (MappingRule rule : rules) {
            if (rule instanceof MappingRule.Account account) {
                accounts.add(account.accountId());
            } else if (TEMPLATE.matcher(rule.username()).find()) {
                forms.add(form(rule.username()));
            } else {
                names.add(rule.username());
            }
        }
        Map<String, Set<String>> waiting = new TreeMap<>();
        for (Binding binding : rbac.bindings()) {
            for (Subject subject : binding.subjects()) {
                if (subject instanceof Subject.User(String name) && !comesFromElsewhere(subject)
                        && !names.contains(name) && forms.stream().noneMatch(form -> form.matcher(name).matches())
                        && !isOfAccount(name, accounts)) {
                    waiting.computeIfAbsent(described(binding), _ -> new HashSet<>()).add(name);
                }
            }
        }
        List<Finding> found = new ArrayList<>();
        waiting.forEach((binding, users) -> users.stream().sorted().forEach(user -> found.add(
                finding(FindingCode.UNKNOWN_USER, new RulePlace(binding, "", 0),
                        "this binding is for the user " + Quoted.of(user) + ", whom no entry produces",
                        "Map the user, or take the binding away; leave it where the user comes in otherwise."))));
        return found;
    }

    private static Pattern form(String template) {
        StringBuilder form = new StringBuilder();
        Matcher parts = TEMPLATE.matcher(template);
        int at = 0;
        while (parts.find()) {
            form.append(Pattern.quote(template.substring(at, parts.start()))).append(".*");
            at = parts.end();
        }
        return Pattern.compile(form.append(Pattern.quote(template.substring(at))).toString());
    }

    /** Whoever is let in by an account keeps the canonical ARN for a name. */
    private static boolean isOfAccount(String name, Set<String> accounts) {
        String[] parts = name.split(":", -1);
        return parts.length > 5 && parts[0].equals("arn") && accounts.contains(parts[4]);
    }

    private static String described(Binding binding) {
        return binding.isClusterRoleBinding()
                ? "ClusterRoleBinding " + binding.name()
                : "RoleBinding " + binding.namespace() + "/" + binding.name();
    }

    private static Finding finding(FindingCode code, RulePlace place, String message, String remedy) {
        return new Finding(code.severity(), code.code(), place, 0, message, remedy);
    }
}
