package dev.sallyport.conformance.doctor;

import org.junit.jupiter.api.DynamicTest;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Scripts side by side, each lane with a sandbox of its own: a script waits for the map and for its clients more than it
 * works.
 */
final class FaultLanes implements AutoCloseable {

    private static final int LANES = 3; // keeps two cores busy

    private final List<FaultStage> stages;
    private final BlockingQueue<FaultStage> free;
    private final ExecutorService threads;

    private FaultLanes(List<FaultStage> stages) {
        this.stages = stages;
        this.free = new LinkedBlockingQueue<>(stages);
        this.threads = Executors.newFixedThreadPool(stages.size());
    }

    /** A test for each script. All begin at once, and each test waits for its own. */
    static Stream<DynamicTest> tests(List<PlantedFault> scripts) {
        FaultLanes lanes = new FaultLanes(
                IntStream.range(0, Math.min(LANES, scripts.size())).mapToObj(_ -> FaultStage.open()).toList());
        return scripts.stream().map(script -> {
            CompletableFuture<Void> held = CompletableFuture.runAsync(() -> lanes.hold(script), lanes.threads);
            return DynamicTest.dynamicTest(script.name(), () -> result(held));
        }).toList().stream().onClose(lanes::close);
    }

    private void hold(PlantedFault script) {
        FaultStage stage = free.remove(); // there are as many as threads
        try {
            stage.hold(script);
        } finally {
            free.add(stage);
        }
    }

    private static void result(CompletableFuture<Void> held) throws Throwable {
        try {
            held.join();
        } catch (CompletionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        stages.forEach(FaultStage::close);
    }
}
