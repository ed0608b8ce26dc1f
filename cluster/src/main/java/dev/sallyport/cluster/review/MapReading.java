package dev.sallyport.cluster.review;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.mapping.NearRule;
import dev.sallyport.mapping.PrivateDnsNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map as a cluster on EKS reads it: which rule speaks of whom. Templates stay as they are written. */
public final class MapReading {

    private final MappingTable table;
    private final Map<String, MappingRule> bySubject = new LinkedHashMap<>();

    private MapReading(MappingTable table) {
        this.table = table;
        // A role's rule wins over a user's with the same ARN, and stands before it.
        table.rules().forEach(rule -> bySubject.putIfAbsent(ArnCase.folded(rule.subject()), rule));
    }

    /** The reference reading of a map. */
    public static MapReading of(AwsAuth map) {
        return new MapReading(MappingTable.of(List.of(map.referenceReading())));
    }

    /** The rules that can let somebody in: of several for one ARN the one that counts. */
    public List<MappingRule> rules() {
        return List.copyOf(bySubject.values());
    }

    /** The rule for exactly this ARN or account, as rules name it. */
    public Optional<MappingRule> of(String subject) {
        return Optional.ofNullable(bySubject.get(ArnCase.folded(subject)));
    }

    /** The rule that lets a principal in: its own, or its account's. */
    public Optional<MappingRule> lettingIn(CanonicalArn arn) {
        return identity(arn).flatMap(identity -> switch (table.lookup(identity, PrivateDnsNames.NONE)) {
            case MappingResult.Mapped mapped -> Optional.of(mapped.rule());
            case MappingResult.Unfillable unfillable -> Optional.of(unfillable.rule());
            case MappingResult.Unavailable unavailable -> Optional.of(unavailable.rule());
            case MappingResult.Unmapped _ -> Optional.empty();
        });
    }

    /** Rules that were probably meant for a principal whom none lets in; the likeliest first. */
    public List<NearRule> nearest(CanonicalArn arn, int limit) {
        return identity(arn).map(identity -> table.nearest(identity, limit)).orElse(List.of());
    }

    private static Optional<CallerIdentity> identity(CanonicalArn arn) {
        return Arn.tryParse(arn.value())
                .map(parsed -> new CallerIdentity(parsed, arn, parsed.account(), "", "", ""));
    }

    /** The groups that one rule gives and another does not. */
    static List<String> lostGroups(MappingRule before, MappingRule after) {
        List<String> lost = new ArrayList<>(before.groups());
        lost.removeAll(after.groups());
        return lost;
    }
}
