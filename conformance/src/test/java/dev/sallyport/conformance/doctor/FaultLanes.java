package dev.sallyport.conformance.doctor;

import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * Scripts side by side, each lane with a sandbox of its own: a script waits for the map and for its clients more than it
 * works.
 *
 * <p>Side by side on a small machine, a client may take longer than a script waits for it. So a script that fails is run
 * once more, alone, when all others are done; but no more than three of them, since more is no matter of chance. Which
 * ones needed it is said on standard error.
 */
final class FaultLanes implements AutoCloseable {

    private static final int LANES = 3; // keeps two cores busy
    private static final int SECOND_TRIES = 3; // of some 150 scripts

    private final List<FaultStage> stages;
    private final BlockingQueue<FaultStage> free;
    private final ExecutorService threads;
    private int secondTries;

    private FaultLanes(List<FaultStage> stages) {
        this.stages = stages;
        this.free = new LinkedBlockingQueue<>(stages);
        this.threads = Executors.newFixedThreadPool(stages.size());
    }

    /** A test for each script. All begin at once, and each test waits for its own. */
    static Stream<DynamicTest> tests(List<PlantedFault> scripts) {
        FaultLanes lanes = new FaultLanes(open(Math.min(LANES, scripts.size())));
        Map<PlantedFault, CompletableFuture<Void>> held = new LinkedHashMap<>();
        scripts.forEach(script -> held.put(script,
                CompletableFuture.runAsync(() -> lanes.hold(script), lanes.threads)));
        CompletableFuture<?> all = CompletableFuture.allOf(held.values().toArray(CompletableFuture<?>[]::new));
        return scripts.stream()
                .map(script -> DynamicTest.dynamicTest(script.name(),
                        () -> lanes.result(script, Objects.requireNonNull(held.get(script)), all)))
                .onClose(lanes::close);
    }

    private static List<FaultStage> open(int count) {
        List<FaultStage> stages = new ArrayList<>();
        try {
            while (stages.size() < count) {
                stages.add(FaultStage.open());
            }
            return stages;
        } catch (RuntimeException | Error e) {
            stages.forEach(FaultStage::close);
            throw e;
        }
    }

    private void hold(PlantedFault script) {
        FaultStage stage = free.remove(); // there are as many as threads
        try {
            stage.hold(script);
        } finally {
            free.add(stage);
        }
    }

    private void result(PlantedFault script, CompletableFuture<Void> held, CompletableFuture<?> all) {
        try {
            held.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TestAbortedException skipped) {
                throw skipped;
            }
            if (secondTries == SECOND_TRIES) {
                throw new AssertionError(
                        script.name() + " failed, and " + SECOND_TRIES + " others were run again already",
                        e.getCause());
            }
            secondTries++;
            System.err.println("SECOND TRY " + secondTries + " of at most " + SECOND_TRIES + ", alone: " + script.name()
                    + " failed beside others:\n" + e.getCause());
            all.exceptionally(_ -> null).join();
            hold(script);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        stages.forEach(FaultStage::close);
    }
}
