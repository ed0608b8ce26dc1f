package dev.sallyport.cluster.review;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The difference between two maps by meaning: for whom it makes one, as a cluster on EKS reads both. Comments, order,
 * quoting, the case of an ARN and the order of groups make none.
 */
public final class MapDifference {

    private MapDifference() {}

    /** Everybody for whom it makes a difference, those of the later map first, in its order. */
    public static List<PrincipalChange> between(AwsAuth before, AwsAuth after) {
        MapReading old = MapReading.of(before);
        MapReading now = MapReading.of(after);
        Map<String, String> subjects = new LinkedHashMap<>();
        now.rules().forEach(rule -> subjects.put(ArnCase.folded(rule.subject()), rule.subject()));
        old.rules().forEach(rule -> subjects.putIfAbsent(ArnCase.folded(rule.subject()), rule.subject()));
        List<PrincipalChange> changes = new ArrayList<>();
        subjects.values().forEach(subject -> {
            Optional<MappingRule> was = old.of(subject);
            Optional<MappingRule> is = now.of(subject);
            PrincipalChange change = new PrincipalChange(subject, was, is);
            if (change.gains() || change.loses()) {
                changes.add(change);
            }
        });
        return List.copyOf(changes);
    }
}
