package dev.sallyport.sandbox.apiserver;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been started, in its order. {@link #close()} ends the last first; a part that does not end well keeps no other
 * from ending. For one thread at a time.
 */
public final class OpenParts implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final String whole;

    /**
     * Nothing yet.
     *
     * @param whole what these are parts of, for the log
     */
    public OpenParts(String whole) {
        this.whole = whole;
    }

    /** Takes a part that has just been started. */
    public <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.getLogger(OpenParts.class.getName()).log(System.Logger.Level.WARNING,
                        "a part of " + whole + " did not end well: " + e.getClass().getSimpleName());
            }
        }
    }
}
