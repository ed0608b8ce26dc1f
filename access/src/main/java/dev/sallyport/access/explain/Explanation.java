package dev.sallyport.access.explain;

import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;

import java.util.List;
import java.util.Optional;

/**
 * The passage of one principal with one request, step by step.
 *
 * @param cluster where, for people
 * @param stop where IAM stops them before the cluster is asked; the steps and remedies after it are those of the role that
 *     they would have
 * @param remedies for a no, what would make it a yes, the narrowest first; empty where nothing here can
 * @param limits what was not looked at, a sentence each
 * @param remarks what else is worth knowing, a sentence each
 */
public record Explanation(String cluster, Question question, Verdict verdict, Optional<IamStop> stop,
        MappingStep mapping, AccessStep access, List<Remedy> remedies, List<String> limits, List<String> remarks) {

    public Explanation {
        remedies = List.copyOf(remedies);
        limits = List.copyOf(limits);
        remarks = List.copyOf(remarks);
    }

    /** Of somebody whom the cluster does not let in, so that nothing of it can be seen. */
    public static Explanation notLetIn(String cluster, Question question) {
        return new Explanation(cluster, question, Verdict.NO, Optional.empty(),
                new MappingStep.Inferred("the API server answers 401 to your own sign-in: nothing maps you"
                        + " (inferred; who is not let in may not read aws-auth)"),
                new AccessStep.NotReached(), List.of(), AuthenticationMode.UNKNOWN.remark().stream().toList(),
                List.of());
    }

    /** Of somebody whose token the cluster refuses, whatever the map says. */
    public static Explanation tokenRefused(String cluster, Question question, String because) {
        return new Explanation(cluster, question, Verdict.NO, Optional.empty(),
                new MappingStep.Inferred(because), new AccessStep.NotReached(), List.of(), List.of(), List.of());
    }

    /** Of somebody who would sign in as a role that they cannot assume, to a cluster that could not be looked at. */
    public static Explanation notSignedIn(String cluster, Question question, IamStop stop) {
        return new Explanation(cluster, question, Verdict.NO, Optional.of(stop),
                new MappingStep.NotKnown("not reached"), new AccessStep.NotReached(), List.of(), List.of(), List.of());
    }

    /** This, of somebody who would sign in as the role that it is about, and cannot assume it. */
    public Explanation stoppedAtIam(IamStop byIam) {
        return new Explanation(cluster, question, Verdict.NO, Optional.of(byIam), mapping, access, remedies, limits,
                remarks);
    }

    /**
     * This, where too little could be seen for an answer and the API server gave one to whoever asked about themselves.
     *
     * @param reason its own words; may be empty
     */
    public Explanation asServerSays(boolean allowed, String reason) {
        RbacUser user = switch (access) {
            case AccessStep.ByRbac rbac -> rbac.user();
            case AccessStep.ByNodeAuthorizer node -> node.user();
            case AccessStep.ByServer server -> server.user();
            case AccessStep.NotReached _ -> throw new IllegalStateException("nobody was let in who could ask");
        };
        return new Explanation(cluster, question, allowed ? Verdict.YES : Verdict.NO, stop, mapping,
                new AccessStep.ByServer(user, allowed, reason), List.of(), limits, remarks);
    }

    /** Every way that leads to a yes; each is enough by itself, and without all of them it is a no. */
    public List<Decision.Chain> chains() {
        return switch (access) {
            case AccessStep.NotReached _,AccessStep.ByServer _ -> List.of();
            case AccessStep.ByRbac rbac -> rbac.decision().chains();
            case AccessStep.ByNodeAuthorizer node -> node.decision().chains();
        };
    }
}
