package dev.sallyport.cluster.review;

import dev.sallyport.cluster.RbacReader;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.rbac.RbacSnapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * As much of a cluster's state as can be seen within a bound of time, for somebody who must answer by then. What cannot be
 * read, or not soon enough, is left out and named; nothing of it is a failure. Safe for use by several threads.
 */
public final class ClusterSight {

    /** Each reading lists the Nodes and all roles; more at once would only slow each other down. */
    private static final int AT_ONCE = 4;

    private final ClusterConnection cluster;
    private final Duration within;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    private ClusterSight(ClusterConnection cluster, Duration within) {
        this.cluster = cluster;
        this.within = within;
    }

    /** Sees this cluster, in this time at most. */
    public static ClusterSight of(ClusterConnection cluster, Duration within) {
        return new ClusterSight(cluster, within);
    }

    /**
     * What was seen.
     *
     * @param state without a caller
     * @param unseen what was not, each in a few words with the reason; empty when everything was
     */
    public record Seen(ClusterState state, List<String> unseen) {
        public Seen {
            unseen = List.copyOf(unseen);
        }
    }

    /** The state as it is now, as far as it can be seen. */
    public Seen look() {
        List<String> unseen = new ArrayList<>();
        long end = System.nanoTime() + within.toNanos();
        if (!takesATurn()) {
            return new Seen(ClusterState.unknown(),
                    List.of("the Nodes, roles and bindings (as many readings as are allowed at once are under way)"));
        }
        CompletableFuture<ClusterAnswer<List<String>>> nodes = begun(() -> ClusterStateReader.nodes(cluster));
        CompletableFuture<ClusterAnswer<RbacSnapshot>> rbac = begun(() -> RbacReader.of(cluster).read());
        var _ = CompletableFuture.allOf(nodes, rbac).whenComplete((done, thrown) -> turns.release());
        Optional<List<String>> nodesSeen = taken("the Nodes", nodes, end, unseen);
        Optional<RbacSnapshot> rbacSeen = taken("the roles and bindings", rbac, end, unseen);
        return new Seen(new ClusterState(nodesSeen, rbacSeen, Optional.empty()), unseen);
    }

    /** Whoever comes while as many readings are under way as may be waits for one to end, as long as there is time. */
    private boolean takesATurn() {
        try {
            return turns.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> CompletableFuture<T> begun(java.util.function.Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("cluster-sight").start(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static <T> Optional<T> taken(String what, CompletableFuture<ClusterAnswer<T>> answer, long end,
            List<String> unseen) {
        try {
            ClusterAnswer<T> got = answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (got instanceof ClusterAnswer.Failed<T> failed) {
                unseen.add(what + " (" + failed.failure().message() + ")");
            }
            return got.optional();
        } catch (TimeoutException e) {
            unseen.add(what + " (no answer in time)");
        } catch (ExecutionException e) {
            unseen.add(what + " (a fault of ours: " + String.valueOf(e.getCause()).split(":", 2)[0] + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unseen.add(what + " (interrupted)");
        }
        return Optional.empty();
    }
}
