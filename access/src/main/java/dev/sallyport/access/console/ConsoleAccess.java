package dev.sallyport.access.console;

import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Explainer;
import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.MappingStep;
import dev.sallyport.access.explain.Question;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.rbac.AccessRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds what the EKS console lacks when it says "Your current user or role does not have access to Kubernetes objects on
 * this EKS cluster". It signs in to the API server as whoever uses it, so both doors count: IAM's, with {@code
 * eks:AccessKubernetesApi} in front, and the cluster's.
 */
public final class ConsoleAccess {

    private ConsoleAccess() {}

    /**
     * Looks at both halves.
     *
     * @param iam what IAM says, by {@link ConsoleIam#ask}
     */
    public static ConsoleReport of(AccessWorld world, Asker.Iam asker, ConsoleCluster cluster, ConsoleIam iam) {
        return of(world, asker, cluster, iam, _ -> Optional.empty());
    }

    /**
     * As {@link #of(AccessWorld, Asker.Iam, ConsoleCluster, ConsoleIam)}, of whoever can ask the API server about themselves.
     *
     * @param server says whether they may do what roles and bindings do not tell; empty where it does not answer
     */
    public static ConsoleReport of(AccessWorld world, Asker.Iam asker, ConsoleCluster cluster, ConsoleIam iam,
            Function<AccessRequest, Optional<Boolean>> server) {
        Explainer explainer = Explainer.in(world);
        List<AccessRequest.Resource> missing = new ArrayList<>();
        List<AccessRequest.Resource> unseen = new ArrayList<>();
        boolean byServer = false;
        MappingStep mapping = new MappingStep.NotAsked();
        for (AccessRequest.Resource request : ConsoleView.requests()) {
            Explanation walked = explainer.walk(new Question(asker, request));
            mapping = walked.mapping();
            switch (walked.verdict()) {
                case YES -> {
                    // one piece that is there
                }
                case NO -> missing.add(request);
                case NOT_KNOWN -> {
                    Optional<Boolean> said = server.apply(request);
                    byServer |= said.isPresent();
                    if (said.isEmpty()) {
                        unseen.add(request);
                    } else if (!said.get()) {
                        missing.add(request);
                    }
                }
            }
        }
        boolean refused = switch (iam) {
            case ConsoleIam.Asked asked -> !asked.missing().isEmpty();
            case ConsoleIam.NoSuchPrincipal _ -> true;
            case ConsoleIam.OtherAccount _ -> false;
            case ConsoleIam.NotKnown _ -> false;
        };
        boolean unasked = switch (iam) {
            case ConsoleIam.Asked _,ConsoleIam.NoSuchPrincipal _ -> false;
            case ConsoleIam.OtherAccount _,ConsoleIam.NotKnown _ -> true;
        };
        Verdict verdict = refused || !missing.isEmpty()
                ? Verdict.NO
                : !unseen.isEmpty() || unasked ? Verdict.NOT_KNOWN : Verdict.YES;
        return new ConsoleReport(asker, cluster, verdict, iam, mapping, missing, unseen, byServer,
                world.limits());
    }
}
