package dev.sallyport.sandbox.aws.world;

import dev.sallyport.sandbox.aws.policy.PolicyDocument;
import dev.sallyport.sandbox.aws.policy.PolicyEvaluator;
import dev.sallyport.sandbox.aws.policy.RequestContext;
import dev.sallyport.sandbox.aws.policy.Verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says what a caller's policies allow: a user's own, its groups', a role's, each narrowed down by the session's policy
 * where there is one. Root may do everything.
 *
 * <p>Source: IAM User Guide, "Policy evaluation logic". Boundaries, service and resource control policies are not of
 * this world.
 */
public final class Permissions {

    /**
     * A verdict and whose it is.
     *
     * @param verdict the verdict
     * @param policyType {@code identity-based} or {@code session}: the policies that decided, where the verdict is no
     */
    public record Ruling(Verdict verdict, String policyType) {

        /** Whether the answer is yes. */
        public boolean isAllowed() {
            return verdict instanceof Verdict.Allowed;
        }
    }

    private final AwsWorld world;

    Permissions(AwsWorld world) {
        this.world = world;
    }

    /**
     * A request as policies see it: with the condition keys that the caller brings along, over those that the request
     * has.
     */
    public RequestContext request(Caller caller, String action, String resource, Map<String, List<String>> keys) {
        Map<String, List<String>> all = new HashMap<>(keys);
        all.put("aws:PrincipalArn", List.of(caller.principalArn()));
        all.put("aws:PrincipalAccount", List.of(caller.account()));
        all.put("aws:PrincipalType", List.of(switch (caller.kind()) {
            case ROOT -> "Account";
            case USER -> "User";
            case ROLE_SESSION -> "AssumedRole";
            case FEDERATED_USER -> "FederatedUser";
        }));
        all.put("aws:userid", List.of(caller.userId()));
        if (caller.kind() == Caller.Kind.USER) {
            all.put("aws:username", List.of(caller.name()));
        }
        caller.since().ifPresent(since -> {
            all.put("aws:TokenIssueTime", List.of(since.toString()));
            all.put("aws:MultiFactorAuthPresent", List.of("false"));
        });
        all.put("aws:CurrentTime", List.of(world.now().toString()));
        all.put("aws:EpochTime", List.of(Long.toString(world.now().getEpochSecond())));
        tags(caller).forEach((key, value) -> all.put("aws:PrincipalTag/" + key, List.of(value)));
        return new RequestContext(action, resource, all);
    }

    /** What the caller's policies say. */
    public Ruling rule(Caller caller, RequestContext request) {
        Verdict identity = isRoot(caller)
                ? new Verdict.Allowed()
                : PolicyEvaluator.evaluate(documents(caller), request);
        if (!(identity instanceof Verdict.Allowed) || caller.sessionPolicy().isEmpty()) {
            return new Ruling(identity, "identity-based");
        }
        return new Ruling(PolicyEvaluator.evaluate(caller.sessionPolicy().stream().toList(), request), "session");
    }

    /** Whether the session's own policy allows the request; one without a policy does not narrow anything down. */
    boolean sessionAllows(Caller caller, RequestContext request) {
        return caller.sessionPolicy().isEmpty() || PolicyEvaluator
                .evaluate(caller.sessionPolicy().stream().toList(), request) instanceof Verdict.Allowed;
    }

    /** Lets an allowed request pass. Throws AWS's refusal otherwise. */
    public void require(Caller caller, RequestContext request) {
        Ruling ruling = rule(caller, request);
        if (!ruling.isAllowed()) {
            throw AccessRefusal.of(caller, request, ruling);
        }
    }

    /** Root itself, or somebody whom root vouches for. */
    private static boolean isRoot(Caller caller) {
        return caller.uniqueId().equals(caller.account());
    }

    private List<PolicyDocument> documents(Caller caller) {
        Account account = world.account(caller.account());
        Stream<GrantedPolicies> granted = switch (caller.kind()) {
            case ROOT -> Stream.empty();
            case USER, FEDERATED_USER -> Stream.concat(
                    account.users().find(caller.name()).map(IamUser::policies).stream(),
                    IamGroups.of(account, caller.name()).stream().map(IamGroup::policies));
            case ROLE_SESSION -> account.roles().find(caller.name()).map(IamRole::policies).stream();
        };
        return world.policies(caller.account()).documents(granted.toList());
    }

    /** The tags of the caller's user or role. */
    Map<String, String> tags(Caller caller) {
        Account account = world.account(caller.account());
        return switch (caller.kind()) {
            case ROOT -> Map.of();
            case USER, FEDERATED_USER -> account.users().find(caller.name()).map(user -> user.tags().asMap())
                    .orElse(Map.of());
            case ROLE_SESSION -> account.roles().find(caller.name()).map(role -> role.tags().asMap()).orElse(Map.of());
        };
    }
}
