package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.cluster.IamIdentityMappingWatch;
import dev.sallyport.cluster.IdentityMappingRule;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RuleSet;

import java.util.ArrayList;
import java.util.List;

/** The rules that the custom resources {@code IAMIdentityMapping} make. */
record IdentityMappings(RuleSet rules, List<Unseen> unseen) {

    static final String SOURCE = IamIdentityMappingWatch.SOURCE;
    private static final String GROUP = "iamauthenticator.k8s.aws";

    static IdentityMappings of(List<ClusterObject> objects) {
        List<MappingRule> rules = new ArrayList<>();
        List<Unseen> unseen = new ArrayList<>();
        for (ClusterObject object : objects) {
            if (!object.key().kind().equals(SOURCE) || !object.group().equals(GROUP)) {
                continue;
            }
            JsonNode spec = object.json().path("spec");
            List<String> groups = new ArrayList<>();
            spec.path("groups").forEach(group -> groups.add(group.asText()));
            try {
                rules.add(IdentityMappingRule.of(object.key().name(), spec.path("arn").asText(""),
                        spec.path("username").asText(""), groups));
            } catch (IllegalArgumentException e) {
                unseen.add(new Unseen(Unseen.Hides.DETAILS, object.key().toString(),
                        "it lets nobody in: " + e.getMessage(), ""));
            }
        }
        return new IdentityMappings(new RuleSet(SOURCE, rules), unseen);
    }
}
