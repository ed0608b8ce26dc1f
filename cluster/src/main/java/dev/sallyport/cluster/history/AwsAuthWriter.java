package dev.sallyport.cluster.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Writes the map so that no change is lost, and the history so that it has no gap.
 *
 * <p>Map and history are two objects, and Kubernetes writes one at a time. So a revision with the whole new text is
 * written first; it counts for nothing yet. Then the ConfigMap is written, on condition of the version that was read, and
 * names the revision in an annotation: by that one write the map changes and the revision becomes the newest of the
 * history. Whoever dies in between leaves a revision that nothing names. The next writer takes it away, after its own
 * write: from then on the dead one's condition can no longer hold.
 *
 * <p>Others write the map too, and name no revision. A writer that finds a text which is not that of the revision named
 * records it first, as a revision whose author nobody saw, and builds on that.
 *
 * <p>Safe for use by several threads.
 */
public final class AwsAuthWriter {

    /** How many revisions are kept. */
    public static final int KEPT = 100;

    private static final int MOST_TRIES = 40; // with the pauses below, more than eight busy writers need
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    private final ClusterConnection cluster;
    private final RevisionStore store;
    private final Clock clock;
    private final RandomGenerator random;

    private AwsAuthWriter(ClusterConnection cluster, Clock clock, RandomGenerator random) {
        this.cluster = cluster;
        this.store = new RevisionStore(cluster);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Writes into this cluster.
     *
     * @param clock dates the revisions
     * @param random names them, and keeps writers from meeting again and again
     */
    public static AwsAuthWriter of(ClusterConnection cluster, Clock clock, RandomGenerator random) {
        return new AwsAuthWriter(cluster, clock, random);
    }

    /**
     * Plans, and writes what was planned; plans again from the newer text when somebody else was faster.
     *
     * @param author who writes, and why
     * @param planner turns the map as it stands into the map as it should be
     */
    public WriteOutcome write(Author author, MapPlan.Planner planner) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            switch (attempt(author, planner)) {
                case Attempt.Ended ended -> {
                    return ended.outcome();
                }
                case Attempt.Conflict _ -> pause(tries);
            }
        }
        return new WriteOutcome.Overtaken(MOST_TRIES);
    }

    private sealed interface Attempt {
        record Ended(WriteOutcome outcome) implements Attempt {}

        record Conflict() implements Attempt {}
    }

    private Attempt attempt(Author author, MapPlan.Planner planner) {
        ClusterAnswer<StoredMap> read = StoredMap.read(cluster);
        return switch (read) {
            case ClusterAnswer.Failed<StoredMap> failed -> failed(failed.failure());
            case ClusterAnswer.Got<StoredMap>(StoredMap map) -> switch (planner.plan(map.data())) {
                case MapPlan.Nothing _ -> new Attempt.Ended(new WriteOutcome.Unchanged());
                case MapPlan.Refuse refuse -> new Attempt.Ended(new WriteOutcome.Refused(refuse.sentences()));
                case MapPlan.Write write when map.there() && write.data().equals(map.data()) ->
                    new Attempt.Ended(new WriteOutcome.Unchanged());
                case MapPlan.Write write -> prepared(author, map, write.data());
            };
        };
    }

    private Attempt prepared(Author author, StoredMap map, Map<String, String> data) {
        return switch (store.list()) {
            case ClusterAnswer.Failed<List<AwsAuthRevision>> failed -> failed(failed.failure());
            case ClusterAnswer.Got<List<AwsAuthRevision>>(List<AwsAuthRevision> all) -> {
                Chain chain = Chain.of(all, map.revision());
                chain.head().ifPresent(store::settle); // whoever wrote it may have died before
                List<AwsAuthRevision> pending = pending(author, map, data, chain);
                for (AwsAuthRevision revision : pending) {
                    if (store.create(revision) instanceof ClusterAnswer.Failed<AwsAuthRevision>(ClusterFailure no)) {
                        pending.forEach(store::delete);
                        yield failed(no);
                    }
                }
                yield replaced(map, pending, all);
            }
        };
    }

    /** What has to stand in the history before the write: the text that nobody recorded, if so, and the new one. */
    private List<AwsAuthRevision> pending(Author author, StoredMap map, Map<String, String> data, Chain chain) {
        List<AwsAuthRevision> pending = new ArrayList<>();
        long number = chain.head().map(AwsAuthRevision::number).orElse(0L);
        String previous = chain.head().map(AwsAuthRevision::name).orElse("");
        boolean recorded = chain.head().map(head -> head.data().equals(map.data())).orElse(!map.there());
        if (!recorded) {
            number++;
            pending.add(revision(number, Author.UNSEEN, previous, map, map.data()));
            previous = pending.getFirst().name();
        }
        pending.add(revision(number + 1, author, previous, map, data));
        return pending;
    }

    private AwsAuthRevision revision(long number, Author author, String previous, StoredMap map,
            Map<String, String> data) {
        return new AwsAuthRevision("aws-auth-%d-%08x".formatted(number, random.nextInt()), number,
                clock.instant().truncatedTo(ChronoUnit.MILLIS), author, previous, map.version(), data, false);
    }

    private Attempt replaced(StoredMap map, List<AwsAuthRevision> pending, List<AwsAuthRevision> all) {
        AwsAuthRevision mine = pending.getLast();
        ClusterAnswer<StoredMap> answer = map.replace(cluster, mine.data(), mine.name());
        return switch (answer) {
            case ClusterAnswer.Got<StoredMap> _ -> written(pending, all);
            case ClusterAnswer.Failed<StoredMap>(ClusterFailure failure) -> switch (failure.kind()) {
                // Somebody was faster; or we were, and the answer was lost on its way and the request sent again.
                case CONFLICT -> outcomeUnknown(pending, all, failure);
                case UNREACHABLE, UNAVAILABLE, NONSENSE -> outcomeUnknown(pending, all, failure);
                case CONFIGURATION, NO_CREDENTIALS, UNTRUSTED, UNAUTHORIZED, FORBIDDEN, NOT_FOUND -> {
                    pending.forEach(store::delete);
                    yield failed(failure);
                }
            };
        };
    }

    /** Looks whether the map was written, where the answer does not say it for sure. */
    private Attempt outcomeUnknown(List<AwsAuthRevision> pending, List<AwsAuthRevision> all, ClusterFailure failure) {
        AwsAuthRevision mine = pending.getLast();
        return switch (StoredMap.read(cluster)) {
            case ClusterAnswer.Failed<StoredMap> _ -> new Attempt.Ended(new WriteOutcome.Failed(failure, true));
            case ClusterAnswer.Got<StoredMap>(StoredMap now) when now.revision().equals(mine.name()) ->
                written(pending, all);
            case ClusterAnswer.Got<StoredMap>(StoredMap now) when now.version().equals(mine.base()) ->
                new Attempt.Ended(new WriteOutcome.Failed(failure, true)); // it may still be on its way
            case ClusterAnswer.Got<StoredMap> _ -> switch (history()) {
                // Whether somebody has built on it cannot be told: taking it away might tear the history.
                case ClusterAnswer.Failed<Chain> _ -> new Attempt.Ended(new WriteOutcome.Failed(failure, true));
                case ClusterAnswer.Got<Chain>(Chain chain) when chain.holds(mine) -> written(pending, all);
                case ClusterAnswer.Got<Chain> _ -> {
                    pending.forEach(store::delete);
                    yield new Attempt.Conflict();
                }
            };
        };
    }

    private ClusterAnswer<Chain> history() {
        return StoredMap.read(cluster)
                .then(map -> store.list().map(all -> Chain.of(all, map.revision())));
    }

    /**
     * Takes away what never became the map, and what is older than the history goes back, as far as it was there before
     * the write: what others put there meanwhile is for the next writer.
     */
    private Attempt written(List<AwsAuthRevision> pending, List<AwsAuthRevision> before) {
        AwsAuthRevision mine = pending.getLast();
        store.settle(mine);
        List<AwsAuthRevision> all = new ArrayList<>(before);
        all.addAll(pending);
        Chain chain = Chain.of(all, mine.name());
        before.stream().filter(each -> each.number() <= mine.number() && !each.settled() && !chain.holds(each))
                .forEach(store::delete);
        chain.revisions().stream().skip(KEPT).forEach(store::delete);
        AwsAuthRevision replaced = chain.revisions().stream().skip(1).findFirst().orElse(mine);
        return new Attempt.Ended(new WriteOutcome.Written(mine, replaced));
    }

    /**
     * The history, the newest revision first: the map's own, and those that it was built on.
     */
    public ClusterAnswer<List<AwsAuthRevision>> revisions() {
        return history().map(Chain::revisions);
    }

    private static Attempt failed(ClusterFailure failure) {
        return new Attempt.Ended(new WriteOutcome.Failed(failure, false));
    }

    private void pause(int tries) {
        long bound = Math.min(LONGEST_PAUSE.toNanos(), SHORTEST_PAUSE.toNanos() << Math.min(tries, 20));
        LockSupport.parkNanos(random.nextLong(1, bound));
    }
}
