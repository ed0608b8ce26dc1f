package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;

import java.util.List;
import java.util.Optional;

/**
 * Walks a principal with a request through both doors, and says where it stops and why.
 *
 * <p>The map is asked as a cluster on EKS asks it, then the authorizers in the API server's order: for nodes the Node
 * authorizer, then RBAC. A no whose ground could not be seen whole is not known, and no no. Safe to share between threads.
 */
public final class Explainer {

    private static final int NEAREST = 3;

    /** Fills an instance's name with the template itself: EC2 is not asked who a node is. */
    private static final PrivateDnsNames ANY_NODE = _ -> Optional.of("{{EC2PrivateDNSName}}");

    private static final String ANY_INSTANCE = "i-0123456789abcdef0";

    private final AccessWorld world;

    private Explainer(AccessWorld world) {
        this.world = world;
    }

    /** Explains in this world. */
    public static Explainer in(AccessWorld world) {
        return new Explainer(world);
    }

    /** The explanation, with remedies for a no. */
    public Explanation explain(Question question) {
        Explanation bare = walk(question);
        if (bare.verdict() != Verdict.NO) {
            return bare;
        }
        return new Explanation(bare.cluster(), question, bare.verdict(), bare.stop(), bare.mapping(), bare.access(),
                new Remedies(world).of(bare), bare.limits(), bare.remarks());
    }

    /** As {@link #explain}, without remedies: cheap enough to ask for every principal and request. */
    public Explanation walk(Question question) {
        MappingStep mapping = switch (question.asker()) {
            case Asker.Iam iam -> mapping(iam);
            case Asker.Kubernetes _ -> new MappingStep.NotAsked();
        };
        AccessStep access = user(question.asker(), mapping).map(user -> access(user, question))
                .orElseGet(AccessStep.NotReached::new);
        return new Explanation(world.cluster().name(), question, verdict(mapping, access), Optional.empty(), mapping,
                access, List.of(), world.limits(), Remarks.of(world, question, mapping, access));
    }

    private MappingStep mapping(Asker.Iam iam) {
        MappingStep byMap = byMap(iam);
        if (iam.seen().isEmpty()) {
            return byMap;
        }
        KubernetesUser seen = iam.seen().get();
        return switch (byMap) {
            case MappingStep.ByRule(MappingRule rule, KubernetesUser user) when user.username()
                    .equals(seen.username()) ->
                new MappingStep.ByRule(rule, seen);
            case MappingStep.ByRule(MappingRule rule, KubernetesUser user) -> new MappingStep.AsSeen(seen,
                    "by " + rule.place() + " they would be " + user.username() + ": an access entry or the creator's"
                            + " rule wins over it, or it changed since they signed in");
            case MappingStep.NoRule _ -> new MappingStep.AsSeen(seen, "no rule that was read speaks of them: an access"
                    + " entry, the creator's rule, or another authenticator");
            case MappingStep.Unfillable(MappingRule rule, String problem) ->
                new MappingStep.AsSeen(seen, "by " + rule.place() + " they would be nobody (" + problem + ")");
            case MappingStep.NotKnown(String because) -> new MappingStep.AsSeen(seen, because);
            case MappingStep.AsSeen other -> other;
            case MappingStep.Inferred _ -> new MappingStep.AsSeen(seen, "the map could not be read");
            case MappingStep.NotAsked other -> other;
        };
    }

    private MappingStep byMap(Asker.Iam iam) {
        if (world.mode() == AuthenticationMode.API) {
            return new MappingStep.NotKnown("the cluster asks its access entries alone, and they were not looked at");
        }
        MappingResult result = world.table().lookup(iam.identity(), ANY_NODE);
        if (result instanceof MappingResult.Unfillable && iam.isAnySession()) {
            result = world.table().lookup(asInstance(iam.identity()), ANY_NODE);
        }
        return switch (result) {
            case MappingResult.Mapped(KubernetesUser user, MappingRule rule) -> new MappingStep.ByRule(rule, user);
            case MappingResult.Unfillable(MappingRule rule, String problem) ->
                new MappingStep.Unfillable(rule, problem);
            case MappingResult.Unavailable(MappingRule rule, String problem) ->
                new MappingStep.Unfillable(rule, problem);
            case MappingResult.Unmapped _ -> world.hidden(Unseen.Hides.THE_MAP)
                    ? new MappingStep.NotKnown("the map could not be read")
                    : new MappingStep.NoRule(world.cluster().ruleSets(),
                            world.table().nearest(iam.identity(), NEAREST));
        };
    }

    private static CallerIdentity asInstance(CallerIdentity role) {
        return new CallerIdentity(role.arn(), role.canonicalArn(), role.account(), role.userId(), ANY_INSTANCE,
                role.accessKeyId());
    }

    /** Who they are once the map has spoken; empty for nobody. */
    private static Optional<RbacUser> user(Asker asker, MappingStep mapping) {
        return switch (mapping) {
            case MappingStep.ByRule rule -> Optional.of(rbacUser(rule.user()));
            case MappingStep.AsSeen seen -> Optional.of(rbacUser(seen.user()));
            case MappingStep.NotAsked _ -> asker instanceof Asker.Kubernetes(RbacUser user)
                    ? Optional.of(user)
                    : Optional.empty();
            case MappingStep.NoRule _ -> Optional.empty();
            case MappingStep.Unfillable _ -> Optional.empty();
            case MappingStep.Inferred _ -> Optional.empty();
            case MappingStep.NotKnown _ -> Optional.empty();
        };
    }

    /** The part of a user that authorizers look at, as the API server sees it. */
    public static RbacUser rbacUser(KubernetesUser user) {
        return new RbacUser(user.username(), user.groupsAsAuthenticated());
    }

    private AccessStep access(RbacUser user, Question question) {
        Decision decision = world.authorizer().decide(user, question.request());
        return NodeAuthorizer.isNode(user)
                ? new AccessStep.ByNodeAuthorizer(user, NodeAuthorizer.of(question.request()), decision)
                : new AccessStep.ByRbac(user, decision);
    }

    private Verdict verdict(MappingStep mapping, AccessStep access) {
        return switch (access) {
            case AccessStep.NotReached _ -> switch (mapping) {
                case MappingStep.NoRule _ -> Verdict.NO;
                case MappingStep.Unfillable _ -> Verdict.NO;
                case MappingStep.Inferred _ -> Verdict.NO;
                case MappingStep.NotKnown _ -> Verdict.NOT_KNOWN;
                case MappingStep.ByRule _ -> Verdict.NOT_KNOWN;
                case MappingStep.AsSeen _ -> Verdict.NOT_KNOWN;
                case MappingStep.NotAsked _ -> Verdict.NOT_KNOWN;
            };
            case AccessStep.ByRbac rbac -> byRbac(rbac.decision());
            case AccessStep.ByServer server -> server.allowed() ? Verdict.YES : Verdict.NO;
            case AccessStep.ByNodeAuthorizer node -> node.decision().allowed() ? Verdict.YES : switch (node.answer()) {
                case ALLOWS -> Verdict.YES;
                case FOR_ITS_OWN -> Verdict.NOT_KNOWN;
                case PASSES_ON -> byRbac(node.decision());
            };
        };
    }

    private Verdict byRbac(Decision decision) {
        if (decision.allowed()) {
            return Verdict.YES;
        }
        return world.hidden(Unseen.Hides.RIGHTS) ? Verdict.NOT_KNOWN : Verdict.NO;
    }
}
