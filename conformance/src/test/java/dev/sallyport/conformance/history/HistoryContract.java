package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.history.Author;
import dev.sallyport.cluster.history.AwsAuthRevision;
import dev.sallyport.cluster.history.AwsAuthWriter;
import dev.sallyport.cluster.history.MapPlan;
import dev.sallyport.cluster.history.WriteOutcome;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the writer and its history promise, in front of any Kubernetes API. */
abstract class HistoryContract {

    /** A connection as an administrator. The cluster lives as long as the test class. */
    abstract ClusterConnection cluster();

    @BeforeEach
    void beginWithAMapAndNoHistory() {
        map().beginAnew();
    }

    @Test
    void theFirstWriteRecordsWhatStoodBeforeToo() {
        WriteOutcome outcome = add("mapUsers", "- userarn: a\n");

        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        List<AwsAuthRevision> history = history();
        assertThat(history).extracting(AwsAuthRevision::number).containsExactly(2L, 1L);
        assertThat(history.getFirst().author()).isEqualTo(TestedMap.EVE);
        assertThat(map().data(history.getFirst())).isEqualTo(configMap().get().getData());
        assertThat(history.getLast().author().isUnseen()).isTrue();
        assertThat(map().data(history.getLast())).containsOnlyKeys("mapRoles");
        assertThat(((WriteOutcome.Written) outcome).before()).isEqualTo(history.getLast());
    }

    @Test
    void anEditByAnotherToolIsRecordedBeforeTheNextWrite() {
        add("mapUsers", "- userarn: a\n");
        edit(Map.of("mapAccounts", "- \"1\"\n"));

        add("mapUsers", "- userarn: b\n");

        List<AwsAuthRevision> history = history();
        assertThat(history).extracting(AwsAuthRevision::number).containsExactly(4L, 3L, 2L, 1L);
        assertThat(history.get(1).author().isUnseen()).isTrue();
        assertThat(map().data(history.get(1))).containsOnlyKeys("mapAccounts");
        assertThat(map().data(history.getFirst())).containsOnlyKeys("mapAccounts", "mapUsers");
    }

    @Test
    void aMapThatIsSoAlreadyIsNotWritten() {
        String version = configMap().get().getMetadata().getResourceVersion();

        WriteOutcome outcome = writer(1).write(TestedMap.EVE, MapPlan.Write::new);

        assertThat(outcome).isEqualTo(new WriteOutcome.Unchanged());
        assertThat(configMap().get().getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(revisions()).isEmpty();
    }

    @Test
    void aPlanThatRefusesWritesNothing() {
        WriteOutcome outcome = writer(1).write(TestedMap.EVE, data -> new MapPlan.Refuse("no"));

        assertThat(outcome).isEqualTo(new WriteOutcome.Refused("no"));
        assertThat(revisions()).isEmpty();
    }

    @Test
    void whoeverIsOvertakenPlansAgainFromTheNewerText() {
        AtomicInteger plans = new AtomicInteger();

        WriteOutcome outcome = writer(1).write(TestedMap.EVE, data -> {
            if (plans.getAndIncrement() == 0) {
                edit(Map.of("mapAccounts", "- \"2\"\n")); // between our reading and our write
            }
            Map<String, String> changed = new HashMap<>(data);
            changed.put("mapUsers", "- userarn: a\n");
            return new MapPlan.Write(changed);
        });

        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        assertThat(plans).hasValue(2);
        assertThat(configMap().get().getData()).containsOnlyKeys("mapAccounts", "mapUsers");
        assertThat(revisions()).hasSameSizeAs(history());
    }

    @Test
    void whatAWriterLeftThatDiedIsTakenAwayByTheNext() {
        add("mapUsers", "- userarn: a\n");
        AwsAuthRevision newest = history().getFirst();
        ControllerRevision dead = cluster().client().apps().controllerRevisions().inNamespace("kube-system")
                .withName(newest.name()).get();
        cluster().client().apps().controllerRevisions().inNamespace("kube-system")
                .resource(new ControllerRevisionBuilder(dead).withNewMetadata().withName("aws-auth-3-dead")
                        .addToLabels(TestedMap.LABEL, "aws-auth").withAnnotations(dead.getMetadata().getAnnotations())
                        .addToAnnotations("sallyport.dev/number", "3").endMetadata().withRevision(3L).build())
                .create();

        add("mapUsers", "- userarn: b\n");

        assertThat(history()).extracting(AwsAuthRevision::number).containsExactly(3L, 2L, 1L);
        assertThat(revisions()).extracting(revision -> revision.getMetadata().getName())
                .doesNotContain("aws-auth-3-dead");
    }

    @Test
    void aConfigMapMadeAnewKeepsTheHistory() {
        add("mapUsers", "- userarn: a\n");
        configMap().delete();
        edit(Map.of("mapAccounts", "- \"3\"\n"));

        add("mapUsers", "- userarn: b\n");

        assertThat(history()).extracting(AwsAuthRevision::number).containsExactly(4L, 3L, 2L, 1L);
    }

    /** Somebody applies a copy of the ConfigMap that they saved before. */
    @Test
    void aMapThatNamesAnOldRevisionKeepsTheHistory() {
        add("mapUsers", "- userarn: a\n");
        ConfigMap saved = configMap().get();
        add("mapUsers", "- userarn: b\n");
        configMap().edit(now -> new ConfigMapBuilder(now).withData(saved.getData()).editMetadata()
                .withAnnotations(saved.getMetadata().getAnnotations()).endMetadata().build());

        add("mapUsers", "- userarn: c\n");

        List<AwsAuthRevision> history = history();
        assertThat(history).extracting(AwsAuthRevision::number).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(map().data(history.get(1))).isEqualTo(saved.getData());
        assertThat(history.get(1).author().isUnseen()).isTrue();
    }

    @Test
    void theToolOfAnEditByAnotherIsAHint() {
        add("mapUsers", "- userarn: a\n");
        configMap()
                .patch(new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).withFieldManager("kubectl-edit")
                        .build(), "{\"data\": {\"mapAccounts\": \"[]\"}}");

        add("mapUsers", "- userarn: b\n");

        assertThat(history().get(1).author()).isEqualTo(Author.unseen("kubectl-edit"));
    }

    @Test
    void aMissingConfigMapIsMade() {
        configMap().delete();

        assertThat(add("mapUsers", "- userarn: a\n")).isInstanceOf(WriteOutcome.Written.class);

        assertThat(configMap().get().getData()).containsOnlyKeys("mapUsers");
        assertThat(history()).extracting(AwsAuthRevision::number).containsExactly(1L);
    }

    @Test
    void nothingElseOfTheConfigMapIsTouched() {
        configMap().edit(stored -> new ConfigMapBuilder(stored).editMetadata().addToLabels("team", "platform")
                .addToAnnotations("note", "ours").endMetadata().addToBinaryData("bin", "AAEC").build());

        writer(1).write(TestedMap.EVE, data -> new MapPlan.Write(Map.of("mapUsers", "- userarn: a\n")));

        ConfigMap stored = configMap().get();
        assertThat(stored.getData()).containsOnlyKeys("mapUsers");
        assertThat(stored.getMetadata().getLabels()).containsEntry("team", "platform");
        assertThat(stored.getMetadata().getAnnotations()).containsEntry("note", "ours");
        assertThat(stored.getBinaryData()).containsEntry("bin", "AAEC");
    }

    @Test
    void theHistoryGoesBackAHundredRevisions() {
        for (int i = 0; i < AwsAuthWriter.KEPT + 5; i++) {
            add("mapUsers", "- userarn: u" + i + "\n");
        }

        List<AwsAuthRevision> history = history();

        assertThat(history).hasSize(AwsAuthWriter.KEPT);
        assertThat(history).extracting(AwsAuthRevision::number).containsExactlyElementsOf(
                LongStream.iterate(AwsAuthWriter.KEPT + 6, number -> number - 1).limit(AwsAuthWriter.KEPT).boxed()
                        .toList());
        assertThat(revisions()).hasSize(AwsAuthWriter.KEPT);
    }

    @Test
    void manyWritersLoseNothingAndDoubleNothing() {
        writersLoseNothing(4, 6); // more of them: MixedWritersTest
    }

    /** Each writer adds lines of its own, again and again until it is told that they stand. */
    void writersLoseNothing(int writers, int changesEach) {
        Set<String> done = new HashSet<>();
        ConcurrentLinkedQueue<String> reported = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int who = writer;
            threads.add(Thread.ofPlatform().start(() -> IntStream.range(0, changesEach).forEach(change -> {
                String line = "- \"" + who + "-" + change + "\"\n";
                AwsAuthWriter one = writer(who * 1_000L + change);
                WriteOutcome outcome = one.write(TestedMap.EVE, data -> appended(data, line));
                while (outcome instanceof WriteOutcome.Overtaken) {
                    outcome = one.write(TestedMap.EVE, data -> appended(data, line));
                }
                assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
                reported.add(line);
            })));
        }
        threads.forEach(HistoryContract::join);

        String map = configMap().get().getData().getOrDefault("mapAccounts", "");
        done.addAll(reported);
        assertThat(done).hasSize(writers * changesEach);
        assertThat(map.lines().map(line -> line + "\n")).containsExactlyInAnyOrderElementsOf(done);
        List<AwsAuthRevision> history = history();
        long newest = history.getFirst().number();
        assertThat(newest).isEqualTo((long) writers * changesEach + 1);
        assertThat(history).extracting(AwsAuthRevision::number).containsExactlyElementsOf(
                LongStream.iterate(newest, number -> number - 1).limit(history.size()).boxed().toList());
        assertThat(map().data(history.getFirst())).isEqualTo(configMap().get().getData());
        assertThat(revisions()).hasSameSizeAs(history);
    }

    private static MapPlan appended(Map<String, String> data, String line) {
        Map<String, String> changed = new HashMap<>(data);
        changed.merge("mapAccounts", line, String::concat);
        return new MapPlan.Write(changed);
    }

    private WriteOutcome add(String key, String text) {
        return map().write(key, text);
    }

    private TestedMap map() {
        return new TestedMap(cluster());
    }

    private AwsAuthWriter writer(long seed) {
        return map().writer(seed);
    }

    private List<AwsAuthRevision> history() {
        return map().history();
    }

    private List<ControllerRevision> revisions() {
        return map().stored();
    }

    private Resource<ConfigMap> configMap() {
        return map().configMap();
    }

    private void edit(Map<String, String> data) {
        map().edit(data);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
