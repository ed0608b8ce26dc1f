package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.Principal;
import dev.sallyport.mapping.NearRule;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks IAM which of those exist on whom it hangs what mends a refusal: the one who was refused, and those whom the nearest
 * entries of the map name. A handful of calls; who may not make them learns nothing by it.
 */
public final class KnownPrincipals {

    private KnownPrincipals() {}

    /**
     * Whether IAM has anything to say to an explanation.
     *
     * @param walked by {@link Explainer#walk}
     */
    public static boolean matterTo(Explanation walked) {
        return walked.mapping() instanceof MappingStep.NoRule && walked.question().asker() instanceof Asker.Iam;
    }

    /**
     * The world with what IAM does not know.
     *
     * @param walked what was asked of it, by {@link Explainer#walk}
     * @param account of which the IAM is
     */
    public static AccessWorld in(AccessWorld world, Explanation walked, IamPrincipals iam, String account) {
        if (!(walked.mapping() instanceof MappingStep.NoRule(var _, List<NearRule> nearest)
                && walked.question().asker() instanceof Asker.Iam who)) {
            return world;
        }
        Set<String> gone = new HashSet<>();
        isGone(iam, who.given().toString(), account).filter(it -> it).ifPresent(_ -> gone.add(who.given().toString()));
        nearest.stream().map(near -> near.rule().subject())
                .filter(arn -> isGone(iam, arn, account).orElse(false)).forEach(gone::add);
        return world.without(gone);
    }

    /** Empty where IAM did not say. */
    private static Optional<Boolean> isGone(IamPrincipals iam, String text, String account) {
        Optional<Arn> arn = Arn.tryParse(text.strip()).filter(parsed -> parsed.account().equals(account));
        return arn.flatMap(KnownPrincipals::principal).flatMap(principal -> switch (principal) {
            case Principal.User user -> gone(iam.user(user.name()));
            case Principal.Role role -> gone(iam.role(role.name()));
            case Principal.AssumedRoleSession session ->
                gone(iam.role(session.roleName().substring(session.roleName().lastIndexOf('/') + 1)));
            case Principal.FederatedUser _ -> Optional.empty();
            case Principal.Root _ -> Optional.of(false);
        });
    }

    private static Optional<Principal> principal(Arn arn) {
        try {
            return Optional.of(Principal.of(arn));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // such as an instance profile
        }
    }

    private static <T> Optional<Boolean> gone(AwsAnswer<Optional<T>> found) {
        return found.optional().map(Optional::isEmpty);
    }
}
