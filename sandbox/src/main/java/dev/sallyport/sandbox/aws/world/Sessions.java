package dev.sallyport.sandbox.aws.world;

import dev.sallyport.identity.Arn;
import dev.sallyport.sandbox.aws.policy.MalformedPolicy;
import dev.sallyport.sandbox.aws.policy.PolicyDocument;
import dev.sallyport.sandbox.aws.policy.RequestContext;
import dev.sallyport.sandbox.aws.policy.TrustEvaluator;
import dev.sallyport.sandbox.aws.policy.TrustEvaluator.Candidate;
import dev.sallyport.sandbox.aws.policy.TrustEvaluator.Trust;
import dev.sallyport.sandbox.aws.policy.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gives out temporary keys. Source: STS API Reference. */
public final class Sessions {

    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST_TOKEN = Duration.ofHours(36);
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern FEDERATED_NAME = Pattern.compile("[\\w+=,.@-]{2,32}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    /**
     * What is asked for when a role is assumed.
     *
     * @param roleArn the role
     * @param sessionName what the session is to be called
     * @param duration how long; an hour when it is not said
     * @param externalId what the trust policy may ask for
     * @param policy what narrows the session down
     * @param policyArns managed policies of the role's account that narrow it down together with {@code policy}
     */
    public record RoleOrder(String roleArn, String sessionName, Optional<Duration> duration,
            Optional<String> externalId, Optional<String> policy, List<String> policyArns) {

        public RoleOrder {
            policyArns = List.copyOf(policyArns);
        }

        /** A session of an hour without an external id. */
        public static RoleOrder of(String roleArn, String sessionName) {
            return new RoleOrder(roleArn, sessionName, Optional.empty(), Optional.empty(), Optional.empty(),
                    List.of());
        }
    }

    private final AwsWorld world;

    Sessions(AwsWorld world) {
        this.world = world;
    }

    /**
     * Assumes a role: its trust policy must let the caller in, and the caller's own policies must allow it unless the
     * trust policy names the caller of the same account by itself.
     *
     * @param keys the condition keys of the request
     */
    public SigningKey assumeRole(Caller caller, RoleOrder order, Map<String, List<String>> keys) {
        check(order);
        if (caller.kind() == Caller.Kind.ROOT) {
            throw new AwsFault(403, "AccessDenied", "Roles may not be assumed by root accounts.");
        }
        if (caller.kind() == Caller.Kind.FEDERATED_USER) {
            throw new AwsFault(403, "AccessDenied", "Cannot call AssumeRole with federated user credentials");
        }
        RequestContext request = assumption(
                world.permissions().request(caller, "sts:AssumeRole", order.roleArn(), keys),
                order);
        Permissions.Ruling ruling = world.permissions().rule(caller, request);
        Optional<IamRole> role = find(order.roleArn());
        Trust trust = role.map(found -> TrustEvaluator.evaluate(found.trust(), found.trusted(),
                Candidate.principal(caller.account(), caller.namesInPolicies(), caller.uniqueId()), request))
                .orElse(Trust.NONE);
        boolean sameAccount = role.filter(found -> accountOf(found).equals(caller.account())).isPresent();
        boolean namedAtHome = trust == Trust.DIRECT && sameAccount
                && ruling.verdict() instanceof Verdict.Silent && world.permissions().sessionAllows(caller, request);
        if ((!ruling.isAllowed() && !namedAtHome) || (trust != Trust.DIRECT && trust != Trust.BY_ACCOUNT)) {
            throw AccessRefusal.of(caller, request, refusal(ruling, trust, role.map(IamRole::trust)));
        }
        Duration longest = caller.kind() == Caller.Kind.ROLE_SESSION ? HOUR : role.orElseThrow().maxSession();
        Duration duration = order.duration().orElse(HOUR);
        if (duration.compareTo(longest) > 0) {
            throw AwsFault.validation(caller.kind() == Caller.Kind.ROLE_SESSION
                    ? "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
                    : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return issue(role.orElseThrow(), order.sessionName(), duration, sessionPolicy(role.orElseThrow(), order));
    }

    /**
     * Assumes a role for somebody whom a provider outside vouches for.
     *
     * @param provider the ARN of the identity provider
     * @param keys the condition keys that the provider's token gives, such as {@code issuer:sub}
     */
    public SigningKey assumeRoleFor(String provider, RoleOrder order, Map<String, List<String>> keys) {
        check(order);
        RequestContext request = assumption(
                new RequestContext("sts:AssumeRoleWithWebIdentity", order.roleArn(), keys), order);
        IamRole role = find(order.roleArn())
                .filter(found -> TrustEvaluator.evaluate(found.trust(), found.trusted(), Candidate.outside(provider),
                        request) == Trust.DIRECT)
                .orElseThrow(() -> new AwsFault(403, "AccessDenied",
                        "Not authorized to perform sts:AssumeRoleWithWebIdentity"));
        Duration duration = order.duration().orElse(HOUR);
        if (duration.compareTo(role.maxSession()) > 0) {
            throw AwsFault
                    .validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return issue(role, order.sessionName(), duration, sessionPolicy(role, order));
    }

    /** A role's session that no trust policy is asked for: what the sign-in portal and the instances give out. */
    public SigningKey ofRole(IamRole role, String sessionName, Duration duration) {
        return issue(role, sessionName, duration, Optional.empty());
    }

    /** Temporary keys of a user or root, for themselves. */
    public SigningKey sessionToken(Caller caller, Optional<Duration> asked) {
        if (caller.isTemporary()) {
            throw new AwsFault(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
        }
        Duration longest = caller.kind() == Caller.Kind.ROOT ? HOUR : LONGEST_TOKEN;
        Duration duration = ordered(asked.orElse(caller.kind() == Caller.Kind.ROOT ? HOUR : Duration.ofHours(12)));
        return world.issue(duration.compareTo(longest) > 0 ? longest : duration,
                now -> new Caller(caller.kind(), caller.account(), caller.arn(), caller.userId(), caller.name(),
                        caller.principalArn(), caller.uniqueId(), Optional.empty(), Optional.of(now)));
    }

    /**
     * Temporary keys for somebody whom a user vouches for. They may do what both the user and the policy allow, and
     * nothing without a policy.
     */
    public SigningKey federate(Caller caller, String name, Optional<Duration> asked, Optional<String> policy) {
        if (caller.isTemporary()) {
            throw new AwsFault(403, "AccessDenied", "Cannot call GetFederationToken with session credentials");
        }
        if (!FEDERATED_NAME.matcher(name).matches()) {
            throw constraint(name, "name",
                    "Member must satisfy regular expression pattern: [\\w+=,.@-]* and have 2 to 32 characters");
        }
        Optional<PolicyDocument> read = policy.map(Sessions::readPolicy);
        String arn = "arn:" + world.partition().id() + ":sts::" + caller.account() + ":federated-user/" + name;
        return world.issue(ordered(asked.orElse(Duration.ofHours(12))),
                now -> new Caller(Caller.Kind.FEDERATED_USER, caller.account(), arn, caller.account() + ":" + name,
                        caller.name(), arn, caller.uniqueId(),
                        Optional.of(read.orElse(PolicyDocument.union(List.of()))), Optional.of(now)));
    }

    /** Whether somebody may enter a role as a service, such as {@code ec2.amazonaws.com}. */
    public boolean serviceMayAssume(IamRole role, String service) {
        return TrustEvaluator.evaluate(role.trust(), role.trusted(), Candidate.outside(service),
                new RequestContext("sts:AssumeRole", role.arn(), Map.of())) == Trust.DIRECT;
    }

    private SigningKey issue(IamRole role, String sessionName, Duration duration, Optional<PolicyDocument> policy) {
        String account = accountOf(role);
        String arn = "arn:" + world.partition().id() + ":sts::" + account + ":assumed-role/" + role.name() + "/"
                + sessionName;
        return world.issue(duration, (Instant now) -> new Caller(Caller.Kind.ROLE_SESSION, account, arn,
                role.id() + ":" + sessionName, role.name(), role.arn(), role.id(), policy, Optional.of(now)));
    }

    private Optional<IamRole> find(String roleArn) {
        return Arn.tryParse(roleArn).flatMap(arn -> world.findAccount(arn.account()))
                .flatMap(account -> account.roles().values().stream().filter(role -> role.arn().equals(roleArn))
                        .findFirst());
    }

    private static String accountOf(IamRole role) {
        return Arn.parse(role.arn()).account();
    }

    private static RequestContext assumption(RequestContext request, RoleOrder order) {
        RequestContext named = request.with("sts:RoleSessionName", order.sessionName());
        return order.externalId().map(id -> named.with("sts:ExternalId", id)).orElse(named);
    }

    /** STS does not say which of the two sides refused, but for an explicit deny of the caller's own. */
    private static Permissions.Ruling refusal(Permissions.Ruling ruling, Trust trust,
            Optional<PolicyDocument> policy) {
        return switch (trust) {
            case DENIED -> new Permissions.Ruling(new Verdict.Denied(), "resource-based");
            case UNDECIDABLE -> new Permissions.Ruling(
                    new Verdict.Undecidable("", policy.flatMap(PolicyDocument::unknownOperator).orElse("")),
                    "resource-based");
            case NONE, DIRECT, BY_ACCOUNT -> ruling.isAllowed()
                    ? new Permissions.Ruling(new Verdict.Silent(), "identity-based")
                    : ruling;
        };
    }

    private static void check(RoleOrder order) {
        if (Arn.tryParse(order.roleArn()).filter(arn -> arn.service().equals("iam"))
                .filter(arn -> arn.resource().startsWith("role/")).isEmpty()) {
            throw AwsFault.validation(order.roleArn() + " is invalid");
        }
        if (!SESSION_NAME.matcher(order.sessionName()).matches()) {
            throw constraint(order.sessionName(), "roleSessionName",
                    "Member must satisfy regular expression pattern: [\\w+=,.@-]* and have 2 to 64 characters");
        }
        if (order.externalId().filter(id -> !EXTERNAL_ID.matcher(id).matches()).isPresent()) {
            throw constraint(order.externalId().orElseThrow(), "externalId",
                    "Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]* and have 2 to 1224 characters");
        }
        order.duration().ifPresent(Sessions::ordered);
    }

    private static Duration ordered(Duration duration) {
        if (duration.compareTo(SHORTEST) < 0) {
            throw constraint(Long.toString(duration.toSeconds()), "durationSeconds",
                    "Member must have value greater than or equal to " + SHORTEST.toSeconds());
        }
        if (duration.compareTo(LONGEST_TOKEN) > 0) {
            throw constraint(Long.toString(duration.toSeconds()), "durationSeconds",
                    "Member must have value less than or equal to " + LONGEST_TOKEN.toSeconds());
        }
        return duration;
    }

    private static AwsFault constraint(String value, String member, String rule) {
        return AwsFault.validation("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + rule);
    }

    private Optional<PolicyDocument> sessionPolicy(IamRole role, RoleOrder order) {
        List<PolicyDocument> policies = new ArrayList<>();
        order.policy().map(Sessions::readPolicy).ifPresent(policies::add);
        for (String arn : order.policyArns()) {
            policies.add(world.policies(accountOf(role)).get(arn).document());
        }
        return policies.isEmpty() ? Optional.empty() : Optional.of(PolicyDocument.union(policies));
    }

    private static PolicyDocument readPolicy(String text) {
        try {
            return PolicyDocument.identityPolicy(text);
        } catch (MalformedPolicy problem) {
            throw AwsFault.malformedPolicy(problem);
        }
    }
}
