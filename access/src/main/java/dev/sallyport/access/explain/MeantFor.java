package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.NearRule;

import java.util.List;
import java.util.Optional;

/**
 * Says whether an entry that is nearly somebody's may be given to them: it may where it is nobody else's.
 *
 * <p>An ARN with a path, a session's, or one with blanks around it never matches anybody. One of another name matches
 * nobody when IAM was asked and knows no such user or role. One of another account cannot be asked for there; it counts as
 * a slip of the pen when that account stands nowhere else in the map, that of the principal does, and the two differ in one
 * or two digits: accounts are numbered at random, so that two real ones are never so near.
 */
final class MeantFor {

    private static final int SLIP = 2; // digits; two that changed places are two

    private MeantFor() {}

    static boolean nobodyElse(NearRule near, Asker.Iam who, AccessWorld world) {
        // Somebody whom IAM does not know is the slip themselves.
        boolean whoIsThere = !world.iam().gone().contains(who.given().toString());
        return whoIsThere && switch (near.reason()) {
            case PATH, NOT_THE_ROLE, BLANKS -> true;
            case OTHER_KIND, SIMILAR_NAME -> world.iam().gone().contains(near.rule().subject());
            case OTHER_ACCOUNT -> isSlip(near.rule(), who, world);
            case OTHER_PARTITION -> false;
        };
    }

    private static boolean isSlip(MappingRule rule, Asker.Iam who, AccessWorld world) {
        String written = account(rule).orElse("");
        String meant = who.identity().account();
        List<String> others = world.table().rules().stream().filter(other -> !other.equals(rule))
                .flatMap(other -> account(other).stream()).toList();
        return differences(written, meant) <= SLIP && others.contains(meant) && !others.contains(written);
    }

    private static Optional<String> account(MappingRule rule) {
        return rule instanceof MappingRule.Account account
                ? Optional.of(account.accountId())
                : Arn.tryParse(rule.subject().strip()).map(Arn::account);
    }

    private static int differences(String one, String other) {
        int differences = Math.abs(one.length() - other.length());
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            differences += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return differences;
    }
}
