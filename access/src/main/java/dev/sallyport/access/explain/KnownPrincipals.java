package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.IamWord;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.Principal;
import dev.sallyport.mapping.NearRule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks IAM about those on whom an answer hangs: who may assume the role in question, and after a refusal whether the one
 * who was refused, and those whom the nearest entries of the map name, exist. A handful of calls; who may not make them
 * learns nothing by it.
 */
public final class KnownPrincipals {

    private final IamPrincipals iam;
    private final String account;
    private final Set<String> gone = new HashSet<>();
    private final Map<String, String> trustPolicies = new HashMap<>();

    private KnownPrincipals(IamPrincipals iam, String account) {
        this.iam = iam;
        this.account = account;
    }

    /**
     * Whether IAM has anything to say to an explanation.
     *
     * @param walked by {@link Explainer#walk}
     */
    public static boolean matterTo(Explanation walked) {
        return walked.question().asker() instanceof Asker.Iam who
                && (walked.mapping() instanceof MappingStep.NoRule || roleName(who.given()).isPresent());
    }

    /**
     * The world with what IAM says.
     *
     * @param walked what was asked of it, by {@link Explainer#walk}
     * @param account of which the IAM is
     */
    public static AccessWorld in(AccessWorld world, Explanation walked, IamPrincipals iam, String account) {
        if (!(walked.question().asker() instanceof Asker.Iam who)) {
            return world;
        }
        KnownPrincipals known = new KnownPrincipals(iam, account);
        known.ask(who.given().toString());
        if (walked.mapping() instanceof MappingStep.NoRule(var _, List<NearRule> nearest)) {
            nearest.forEach(near -> known.ask(near.rule().subject()));
        }
        return world.with(new IamWord(known.gone, known.trustPolicies));
    }

    private void ask(String text) {
        Optional<Arn> arn = Arn.tryParse(text.strip()).filter(parsed -> parsed.account().equals(account));
        arn.flatMap(KnownPrincipals::roleName).flatMap(name -> iam.role(name).optional()).ifPresent(answer -> answer
                .ifPresentOrElse(role -> trustPolicies.put(text, role.trustPolicy()), () -> gone.add(text)));
        arn.flatMap(KnownPrincipals::userName).flatMap(name -> iam.user(name).optional())
                .filter(Optional::isEmpty).ifPresent(_ -> gone.add(text));
    }

    private static Optional<String> roleName(Arn arn) {
        return principal(arn).flatMap(principal -> switch (principal) {
            case Principal.Role role -> Optional.of(role.name());
            case Principal.AssumedRoleSession session ->
                Optional.of(session.roleName().substring(session.roleName().lastIndexOf('/') + 1));
            case Principal.User _,Principal.FederatedUser _,Principal.Root _ -> Optional.empty();
        });
    }

    private static Optional<String> userName(Arn arn) {
        return principal(arn).flatMap(
                principal -> principal instanceof Principal.User user ? Optional.of(user.name()) : Optional.empty());
    }

    private static Optional<Principal> principal(Arn arn) {
        try {
            return Optional.of(Principal.of(arn));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // such as an instance profile
        }
    }
}
