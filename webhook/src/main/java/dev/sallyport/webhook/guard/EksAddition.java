package dev.sallyport.webhook.guard;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.SectionReading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recognises what EKS itself adds when a managed node group or a Fargate profile is made: entries for nodes and nothing
 * else, by one of its own users. In audit logs of EKS it is {@code eks:node-manager} that reads and writes the map.
 * The prefix {@code eks:} is EKS's: no access entry may give such a name. The content is looked at as well, so that an
 * entry of aws-auth which gives such a name is no way past the guard.
 */
final class EksAddition {

    private static final String EKS_USER = "eks:";
    private static final String NODE_NAME = "system:node:";

    /** What EKS gives to nodes on Linux, on Windows and on Fargate. */
    private static final Set<String> NODE_GROUPS = Set.of("system:bootstrappers", "system:nodes",
            "system:node-proxier", "eks:kube-proxy-windows");

    private static final RulePlace NOWHERE = new RulePlace("", "", 0);

    private EksAddition() {}

    /** Whether an edit is one: all entries that were there still are, in their order, and those that came are for nodes. */
    static boolean is(KubernetesUser user, AwsAuth before, AwsAuth after) {
        if (!user.username().startsWith(EKS_USER) || !after.unreadableSections().isEmpty()) {
            return false;
        }
        Map<MapSection, SectionReading> old = new HashMap<>();
        before.sections().forEach(section -> old.put(section.section(), section));
        Map<MapSection, SectionReading> now = new HashMap<>();
        after.sections().forEach(section -> now.put(section.section(), section));
        return MapSection.all().stream().allMatch(section -> onlyNodesCame(entries(old.get(section)),
                entries(now.get(section)))) && otherKeys(before).equals(otherKeys(after));
    }

    private static List<SectionReading.Entry> entries(@org.jspecify.annotations.Nullable SectionReading section) {
        return section == null ? List.of() : section.entries();
    }

    private static boolean onlyNodesCame(List<SectionReading.Entry> before, List<SectionReading.Entry> after) {
        int met = 0;
        for (SectionReading.Entry entry : after) {
            if (met < before.size() && meaning(entry).equals(meaning(before.get(met)))) {
                met++;
            } else if (entry.rule().filter(EksAddition::isForNodes).isEmpty()) {
                return false;
            }
        }
        return met == before.size();
    }

    /** An entry that makes no rule is as good as another. */
    private static Object meaning(SectionReading.Entry entry) {
        return entry.rule().<Object>map(rule -> rule.at(NOWHERE)).orElse("");
    }

    private static boolean isForNodes(MappingRule rule) {
        return rule.username().startsWith(NODE_NAME) && !rule.groups().isEmpty()
                && NODE_GROUPS.containsAll(rule.groups());
    }

    private static Map<String, String> otherKeys(AwsAuth map) {
        Map<String, String> keys = new HashMap<>(map.data());
        MapSection.all().forEach(section -> keys.remove(section.key()));
        return keys;
    }
}
