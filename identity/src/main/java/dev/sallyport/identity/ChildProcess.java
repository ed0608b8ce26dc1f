package dev.sallyport.identity;

import java.io.IOException;
import java.util.Optional;

/**
 * A process that this program starts, and that ends with all that it started when this is closed, at the latest when this
 * program is ended by a signal. That waits for a start that has begun, so that nothing is left behind which was just being
 * started.
 *
 * <p>It is here because the rooms that start processes, {@code aws} and {@code cluster}, share no other one.
 */
public final class ChildProcess implements AutoCloseable {

    private final Thread atOurEnd = new Thread(this::end);
    private Optional<Process> process = Optional.empty();
    private boolean over;

    /** One that is not started yet. */
    public ChildProcess() {
        try {
            Runtime.getRuntime().addShutdownHook(atOurEnd);
        } catch (IllegalStateException endingAlready) {
            // A hook that waits for us is at work, as a guard's that takes itself out of the cluster; close() ends it.
        }
    }

    /**
     * Starts it, once.
     *
     * @throws IOException where it cannot be started, also because this program is being ended
     */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (over) {
            throw new IOException("this program is being ended");
        }
        Process started = builder.start();
        process = Optional.of(started);
        return started;
    }

    private synchronized void end() {
        over = true;
        process.ifPresent(started -> {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
        });
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atOurEnd);
        } catch (IllegalStateException endingAlready) {
            // it finds nothing left to end
        }
    }
}
