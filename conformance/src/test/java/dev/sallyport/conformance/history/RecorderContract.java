package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.history.AwsAuthRecorder;
import dev.sallyport.cluster.history.AwsAuthRevision;
import dev.sallyport.cluster.history.MapSighting;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the recorder promises, in front of any Kubernetes API. */
abstract class RecorderContract {

    private static final Duration ROUND = Duration.ofMillis(700);

    private final List<Recording> recordings = new ArrayList<>();

    /** A connection as an administrator. The cluster lives as long as the test class. */
    abstract ClusterConnection cluster();

    /** A recorder on its thread, and what it told. */
    static final class Recording implements AwsAuthRecorder.Listener {
        final BlockingQueue<MapSighting> sightings = new LinkedBlockingQueue<>();
        final ConcurrentLinkedQueue<ClusterFailure> troubles = new ConcurrentLinkedQueue<>();
        final CountDownLatch watching = new CountDownLatch(1);
        private final AwsAuthRecorder recorder;
        private final Thread thread;

        Recording(ClusterConnection cluster, int seed) {
            recorder = AwsAuthRecorder.of(cluster, Clock.systemUTC(), new SplittableRandom(seed), this, ROUND);
            thread = Thread.ofPlatform().daemon().start(recorder::run);
        }

        @Override
        public void changed(MapSighting sighting) {
            sightings.add(sighting);
        }

        @Override
        public void trouble(ClusterFailure failure) {
            troubles.add(failure);
        }

        @Override
        public void watching() {
            watching.countDown();
        }

        MapSighting next() throws InterruptedException {
            MapSighting sighting = sightings.poll(10, TimeUnit.SECONDS);
            assertThat(sighting).as("a change told within 10 s").isNotNull();
            return sighting;
        }

        void end() throws InterruptedException {
            recorder.close();
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @BeforeEach
    void beginWithAMapAndAHistory() {
        map().beginAnew();
        map().write("mapUsers", "- userarn: a\n"); // revision 2
    }

    @AfterEach
    void endRecorders() throws InterruptedException {
        for (Recording recording : recordings) {
            recording.end();
        }
    }

    @Test
    void aChangeByAnotherIsRecordedAsItIsSeen() throws InterruptedException {
        Recording recording = record();

        map().edit(Map.of("mapAccounts", "- \"1\"\n"));

        MapSighting sighting = recording.next();
        assertThat(sighting.recorded()).isTrue();
        assertThat(sighting.author().isUnseen()).isTrue();
        assertThat(sighting.before()).containsOnlyKeys("mapRoles", "mapUsers");
        assertThat(sighting.after()).containsOnlyKeys("mapAccounts");
        AwsAuthRevision newest = map().history().getFirst();
        assertThat(sighting.revision()).map(AwsAuthRevision::name).contains(newest.name());
        assertThat(newest.number()).isEqualTo(3);
        assertThat(map().data(newest)).isEqualTo(map().data());
    }

    @Test
    void aChangeOfOursIsToldAndNotRecordedAgain() throws InterruptedException {
        Recording recording = record();

        map().write("mapUsers", "- userarn: b\n");

        MapSighting sighting = recording.next();
        assertThat(sighting.recorded()).isFalse();
        assertThat(sighting.author()).isEqualTo(TestedMap.EVE);
        assertThat(map().history()).extracting(AwsAuthRevision::number).containsExactly(3L, 2L, 1L);
    }

    @Test
    void whatWasChangedBeforeItBeganIsRecordedAtFirst() throws InterruptedException {
        map().edit(Map.of("mapAccounts", "- \"1\"\n"));

        MapSighting sighting = record().next();

        assertThat(sighting.recorded()).isTrue();
        assertThat(sighting.before()).containsOnlyKeys("mapRoles", "mapUsers");
        assertThat(map().history()).hasSize(3);
    }

    @Test
    void twoRecordersRecordNothingTwice() throws InterruptedException {
        Recording one = record();
        Recording other = record();

        for (int i = 0; i < 10; i++) {
            map().edit(Map.of("mapAccounts", "- \"" + i + "\"\n"));
            Map<String, String> expected = map().data();
            await().atMost(Duration.ofSeconds(10)).until(() -> map().history().getFirst().has(expected));
        }

        assertThat(map().history()).extracting(AwsAuthRevision::number)
                .containsExactlyElementsOf(LongStream.iterate(12, number -> number - 1).limit(12).boxed().toList());
        await().atMost(Duration.ofSeconds(10)).until(() -> one.sightings.size() == 10 && other.sightings.size() == 10);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(map().stored()).hasSize(12));
    }

    @Test
    void manyChangesInARowLeaveNoGapInTheHistory() throws InterruptedException {
        record();

        for (int i = 0; i < 30; i++) {
            if (i % 3 == 0) {
                map().write("mapUsers", "- userarn: u" + i + "\n");
            } else {
                map().edit(Map.of("mapAccounts", "- \"" + i + "\"\n"));
            }
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> map().history().getFirst().has(map().data()));
        List<AwsAuthRevision> history = map().history();
        assertThat(history).extracting(AwsAuthRevision::number).containsExactlyElementsOf(
                LongStream.iterate(history.size(), number -> number - 1).limit(history.size()).boxed().toList());
        assertThat(history).filteredOn(revision -> revision.author().equals(TestedMap.EVE)).hasSize(11);
    }

    @Test
    void aDeletedMapIsToldAndRecordedWithTheNext() throws InterruptedException {
        Recording recording = record();

        map().configMap().delete();
        MapSighting gone = recording.next();
        map().edit(Map.of("mapAccounts", "- \"1\"\n"));
        recording.next();

        assertThat(gone.revision()).isEmpty();
        assertThat(gone.after()).isEmpty();
        await().atMost(Duration.ofSeconds(10)).until(() -> map().history().size() == 4);
        List<AwsAuthRevision> history = map().history();
        assertThat(map().data(history.get(1))).isEmpty();
        assertThat(map().data(history.getFirst())).containsOnlyKeys("mapAccounts");
    }

    @Test
    void aChangeOfLabelsAloneIsNoChange() throws InterruptedException {
        Recording recording = record();

        map().configMap().edit(stored -> new ConfigMapBuilder(stored).editMetadata()
                .addToLabels("team", "platform").endMetadata().build());
        map().edit(Map.of("mapAccounts", "- \"1\"\n"));

        assertThat(recording.next().after()).containsOnlyKeys("mapAccounts");
    }

    TestedMap map() {
        return new TestedMap(cluster());
    }

    Recording record() throws InterruptedException {
        return record(cluster());
    }

    /** A recorder that is watching. */
    Recording record(ClusterConnection connection) throws InterruptedException {
        Recording recording = new Recording(connection, recordings.size());
        recordings.add(recording);
        assertThat(recording.watching.await(10, TimeUnit.SECONDS)).isTrue();
        return recording;
    }
}
