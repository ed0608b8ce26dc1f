package dev.sallyport.mapping.lint;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.Partition;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.yaml.Quoted;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges what entries are to each other: one hides another, two share a name, some are of another partition. */
final class NeighbourJudge {

    private NeighbourJudge() {}

    static void judge(List<JudgedEntry> entries) {
        hidden(entries);
        sameNames(entries);
        partitions(entries);
    }

    /** Roles are looked up before users. Source: aws-iam-authenticator, {@code pkg/mapper/configmap}. */
    private static void hidden(List<JudgedEntry> entries) {
        Map<String, MappingRule> roles = new HashMap<>();
        for (JudgedEntry entry : entries) {
            String arn = ArnCase.folded(entry.rule().subject());
            if (entry.section() == MapSection.ROLES) {
                roles.put(arn, entry.rule());
            }
        }
        for (JudgedEntry entry : entries) {
            MappingRule role = roles.get(ArnCase.folded(entry.rule().subject()));
            if (entry.section() == MapSection.USERS && role != null) {
                entry.find(FindingCode.SHADOWED, "userarn", "this ARN stands in " + role.place()
                        + " too, which is asked first; this entry never counts", "Keep one of them.");
            }
        }
    }

    private static void sameNames(List<JudgedEntry> entries) {
        Map<String, MappingRule> names = new HashMap<>();
        for (JudgedEntry entry : entries) {
            String name = entry.rule().username();
            if (name.isEmpty() || name.contains("{{")) {
                continue;
            }
            MappingRule first = names.putIfAbsent(name, entry.rule());
            if (first != null && !ArnCase.folded(first.subject()).equals(ArnCase.folded(entry.rule().subject()))) {
                entry.find(FindingCode.SAME_NAME, "username", "the user name " + Quoted.of(name)
                        + " is also that of " + first.place() + "; audit logs and bindings cannot tell the two apart",
                        "Give each a name of its own, and both one group.");
            }
        }
    }

    /** A cluster's tokens come from the STS of one partition. */
    private static void partitions(List<JudgedEntry> entries) {
        Map<String, Integer> counts = new HashMap<>();
        entries.forEach(entry -> counts.merge(partition(entry), 1, Integer::sum));
        counts.remove("");
        if (counts.size() < 2) {
            return;
        }
        String most = counts.entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()))).orElseThrow().getKey();
        for (JudgedEntry entry : entries) {
            String partition = partition(entry);
            if (!partition.isEmpty() && !partition.equals(most)) {
                entry.find(FindingCode.PARTITIONS, entry.section().arnKey(), "this ARN is of the partition "
                        + Quoted.of(partition) + ", others here are of " + Quoted.of(most)
                        + "; a cluster knows those of its own alone", "Take out whichever are not of the cluster's.");
            }
        }
    }

    private static String partition(JudgedEntry entry) {
        return entry.section() == MapSection.ACCOUNTS
                ? ""
                : Arn.tryParse(ArnCase.folded(entry.rule().subject())).map(Arn::partition)
                        .filter(id -> Partition.byId(id).isPresent()).orElse("");
    }
}
