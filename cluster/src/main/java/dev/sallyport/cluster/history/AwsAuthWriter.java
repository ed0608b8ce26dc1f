package dev.sallyport.cluster.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
    private final RevisionCommit commit;
    private final Clock clock;
    private final RandomGenerator random;

    private AwsAuthWriter(ClusterConnection cluster, Clock clock, RandomGenerator random) {
        this.cluster = cluster;
        this.commit = new RevisionCommit(cluster, random);
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
                case MapPlan.Write write -> prepared(author, map, write);
            };
        };
    }

    private Attempt prepared(Author author, StoredMap map, MapPlan.Write write) {
        ClusterAnswer<List<AwsAuthRevision>> listed = commit.list();
        return switch (listed) {
            case ClusterAnswer.Failed<List<AwsAuthRevision>> failed -> failed(failed.failure());
            case ClusterAnswer.Got<List<AwsAuthRevision>>(List<AwsAuthRevision> all) -> {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                List<RevisionCommit.Draft> drafts = new ArrayList<>();
                if (!Chain.of(all, map.revision()).records(map)) {
                    drafts.add(new RevisionCommit.Draft(now, Author.unseen(map.tool()), map.data()));
                }
                drafts.add(new RevisionCommit.Draft(now, author, write.data(), write.accepted()));
                RevisionCommit.Result result = commit.commit(map, all, drafts);
                yield switch (result) {
                    case RevisionCommit.Result.Overtaken _ -> new Attempt.Conflict();
                    case RevisionCommit.Result.Failed(var failure, boolean written) ->
                        new Attempt.Ended(new WriteOutcome.Failed(failure, written));
                    case RevisionCommit.Result.Done(var revisions, var before) -> {
                        AwsAuthRevision mine = revisions.getLast();
                        AwsAuthRevision replaced = revisions.size() > 1 ? revisions.getFirst() : before.orElse(mine);
                        yield new Attempt.Ended(new WriteOutcome.Written(mine, replaced));
                    }
                };
            }
        };
    }

    private static Attempt failed(ClusterFailure failure) {
        return new Attempt.Ended(new WriteOutcome.Failed(failure, false));
    }

    private void pause(int tries) {
        long bound = Math.min(LONGEST_PAUSE.toNanos(), SHORTEST_PAUSE.toNanos() << Math.min(tries, 20));
        LockSupport.parkNanos(random.nextLong(1, bound));
    }
}
