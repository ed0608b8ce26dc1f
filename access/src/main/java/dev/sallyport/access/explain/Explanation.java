package dev.sallyport.access.explain;

import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.rbac.Decision;

import java.util.List;

/**
 * The passage of one principal with one request, step by step.
 *
 * @param cluster where, for people
 * @param remedies for a no, what would make it a yes, the narrowest first; empty where nothing here can
 * @param limits what was not looked at, a sentence each
 * @param remarks what else is worth knowing, a sentence each
 */
public record Explanation(String cluster, Question question, Verdict verdict, MappingStep mapping, AccessStep access,
        List<Remedy> remedies, List<String> limits, List<String> remarks) {

    public Explanation {
        remedies = List.copyOf(remedies);
        limits = List.copyOf(limits);
        remarks = List.copyOf(remarks);
    }

    /** Of somebody whom the cluster does not let in, so that nothing of it can be seen. */
    public static Explanation notLetIn(String cluster, Question question) {
        return new Explanation(cluster, question, Verdict.NO,
                new MappingStep.Inferred("the API server answers 401 to your own sign-in: nothing maps you"
                        + " (inferred; who is not let in may not read aws-auth)"),
                new AccessStep.NotReached(), List.of(), AuthenticationMode.UNKNOWN.remark().stream().toList(),
                List.of());
    }

    /** Of somebody whose token the cluster refuses, whatever the map says. */
    public static Explanation tokenRefused(String cluster, Question question, String because) {
        return new Explanation(cluster, question, Verdict.NO, new MappingStep.Inferred(because),
                new AccessStep.NotReached(), List.of(), List.of(), List.of());
    }

    /** Every way that leads to a yes; each is enough by itself, and without all of them it is a no. */
    public List<Decision.Chain> chains() {
        return switch (access) {
            case AccessStep.NotReached _ -> List.of();
            case AccessStep.ByRbac rbac -> rbac.decision().chains();
            case AccessStep.ByNodeAuthorizer node -> node.decision().chains();
        };
    }
}
