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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Watches the map, and puts what others write into the history as it is seen: each text a revision of its own, marked as
 * seen, with a hint of the tool.
 *
 * <p>How to run it: on a thread of its own, {@code AwsAuthRecorder.of(cluster, clock, random, listener).run()}; it returns
 * when {@link #close()} was called or its thread was interrupted, and on nothing else. It survives the loss of the
 * connection and a history of events that does not go back far enough (410 Gone), and tells the listener of both. It
 * needs get, list, watch and patch of that ConfigMap, and get, list, create, patch and delete of ControllerRevisions in
 * kube-system. Any number may run beside each other and beside writers: nothing is recorded twice.
 *
 * <p>How: a revision counts when the ConfigMap names it ({@link AwsAuthWriter}). So the text that was seen is written as
 * a pending revision, and then the ConfigMap's annotation alone is changed, on condition that it is still the version
 * that was seen. Whoever was slower finds the map recorded already. When the map was changed again meanwhile, the text
 * is kept until the next event, and recorded together with what that brings, if that is another's text too; when it is a
 * write of ours, the history went on without it, and so does this.
 */
public final class AwsAuthRecorder implements AutoCloseable {

    /** Hears what the recorder sees, on its thread. */
    public interface Listener {

        /** The map was changed. */
        void changed(MapSighting sighting);

        /** It cannot watch or cannot record now; it tries again until it is closed. */
        void trouble(ClusterFailure failure);

        /** It is watching: for the first time, or again. */
        void watching();
    }

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(2); // after what kept it from watching

    /** Another recorder may have the witness: it is first then, and this one finds the change recorded. */
    private static final Duration HESITATION = Duration.ofMillis(700);

    private record Seen(String head, Map<String, String> before, boolean told, RevisionCommit.Draft draft) {}

    private final MapEvents events;
    private final RevisionCommit commit;
    private final AwsAuthHistory history;
    private final Clock clock;
    private final Listener listener;
    private final Witness witness;
    private final List<Seen> unrecorded = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<StoredMap> last = Optional.empty();
    private Optional<Map<String, String>> told = Optional.empty();
    private boolean trouble;
    private boolean watching;

    private AwsAuthRecorder(ClusterConnection cluster, RandomGenerator random, Clock clock, Listener listener,
            Witness witness, Duration round) {
        this.events = new MapEvents(cluster, round);
        this.commit = new RevisionCommit(cluster, random);
        this.history = AwsAuthHistory.of(cluster);
        this.clock = clock;
        this.listener = listener;
        this.witness = witness;
    }

    /**
     * A recorder for this cluster; it begins with {@link #run()}.
     *
     * @param clock dates what is seen
     * @param random names the revisions
     */
    public static AwsAuthRecorder of(ClusterConnection cluster, Clock clock, RandomGenerator random,
            Listener listener) {
        return of(cluster, clock, random, listener, ROUND);
    }

    /**
     * As {@link #of(ClusterConnection, Clock, RandomGenerator, Listener)}, with somebody who may know the author of a
     * change; that one is recorded as authenticated then.
     */
    public static AwsAuthRecorder of(ClusterConnection cluster, Clock clock, RandomGenerator random, Listener listener,
            Witness witness) {
        return new AwsAuthRecorder(cluster, random, clock, listener, witness, ROUND);
    }

    /**
     * As {@link #of(ClusterConnection, Clock, RandomGenerator, Listener)}.
     *
     * @param round how often the watch is checked against a list, and what could not be recorded is tried again
     */
    public static AwsAuthRecorder of(ClusterConnection cluster, Clock clock, RandomGenerator random, Listener listener,
            Duration round) {
        return new AwsAuthRecorder(cluster, random, clock, listener, Witness.NOBODY, round);
    }

    /** Watches and records until it is closed, or its thread is interrupted. */
    public void run() {
        try {
            while (!events.isClosed()) {
                Optional<ClusterFailure> failure = events.round(this::take, this::listening);
                retry();
                if (failure.isPresent()) {
                    watching = false;
                    listener.trouble(failure.get());
                    if (closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #run()}, from any thread. */
    @Override
    public void close() {
        closed.countDown();
        events.close();
    }

    private void take(StoredMap map) {
        last = Optional.of(map);
        judge(map);
    }

    /** What could not be recorded is tried once a round; the map is still as it was, or an event is on its way. */
    private void retry() {
        if (trouble) {
            trouble = false;
            last.ifPresent(this::judge);
        }
    }

    private void listening() {
        if (!watching) {
            watching = true;
            listener.watching();
        }
    }

    private void judge(StoredMap map) {
        ClusterAnswer<List<AwsAuthRevision>> listed = commit.list();
        switch (listed) {
            case ClusterAnswer.Failed<List<AwsAuthRevision>> failed -> failed(failed.failure());
            case ClusterAnswer.Got<List<AwsAuthRevision>>(List<AwsAuthRevision> all) -> {
                Chain chain = Chain.of(all, map.revision());
                String head = chain.head().map(AwsAuthRevision::name).orElse("");
                unrecorded.removeIf(seen -> !seen.head().equals(head)); // a write of ours went over it
                if (unrecorded.isEmpty() && chain.records(map)) {
                    tellOfOthers(chain.head(), map.data());
                } else {
                    see(map, head, atFirst(chain, map));
                    hesitate();
                    record(map, all);
                }
            }
        }
    }

    /** Of a change that stands in the history already. */
    private void tellOfOthers(Optional<AwsAuthRevision> head, Map<String, String> data) {
        Optional<Map<String, String>> before = told;
        told = Optional.of(data);
        if (before.isPresent() && !before.get().equals(data)) {
            tell(new MapSighting(head, false, head.map(AwsAuthRevision::author).orElse(Author.unseen("")),
                    before.get(), data));
        }
    }

    /** What the map was before the first look at it; where the history does not say it, as it is now. */
    private Map<String, String> atFirst(Chain chain, StoredMap map) {
        return told.or(() -> chain.head().flatMap(head -> history.data(head).optional())).orElse(map.data());
    }

    private void see(StoredMap map, String head, Map<String, String> first) {
        Map<String, String> before = unrecorded.isEmpty() ? first : unrecorded.getLast().draft().data();
        if (!unrecorded.isEmpty() && before.equals(map.data())) {
            return; // only its labels or annotations changed, or it is tried again
        }
        unrecorded.add(new Seen(head, before, !map.there(), new RevisionCommit.Draft(
                clock.instant().truncatedTo(ChronoUnit.MILLIS), author(map), map.data())));
        if (!map.there()) {
            tell(new MapSighting(Optional.empty(), false, Author.unseen(""), before, map.data()));
        }
    }

    private Author author(StoredMap map) {
        return witness.whoWrote(map.data()).map(name -> new Author(name, true, "", "", map.tool()))
                .orElseGet(() -> Author.unseen(map.tool()));
    }

    /** The first text is older than any witness; of a later one that this witness did not see, another may have. */
    private void hesitate() {
        if (!witness.equals(Witness.NOBODY) && told.isPresent() && !unrecorded.isEmpty()
                && unrecorded.getLast().draft().author().isUnseen()) {
            try {
                var _ = closed.await(HESITATION.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void record(StoredMap map, List<AwsAuthRevision> all) {
        if (!map.there()) {
            return; // no ConfigMap can name a revision now
        }
        List<Seen> seen = List.copyOf(unrecorded);
        RevisionCommit.Result result = commit.commit(map, all, seen.stream().map(Seen::draft).toList());
        switch (result) {
            case RevisionCommit.Result.Done(var revisions, var _) -> {
                unrecorded.clear();
                for (int i = 0; i < revisions.size(); i++) {
                    if (!seen.get(i).told()) {
                        tell(new MapSighting(Optional.of(revisions.get(i)), true, revisions.get(i).author(),
                                seen.get(i).before(), seen.get(i).draft().data()));
                    }
                }
            }
            case RevisionCommit.Result.Overtaken _ -> {
                // the event of whoever was faster is on its way
            }
            case RevisionCommit.Result.Failed failed -> failed(failed.failure());
        }
    }

    private void tell(MapSighting sighting) {
        told = Optional.of(sighting.after());
        listener.changed(sighting);
    }

    private void failed(ClusterFailure failure) {
        trouble = true;
        listener.trouble(failure);
    }
}
