package dev.sallyport.access.awsauth;

import java.util.List;

/**
 * A way back into a cluster for somebody who is locked out of it.
 *
 * @param code stable, such as {@code W-CREATOR}
 * @param standing whether it is open to whoever asks
 * @param title what it is, in a few words
 * @param sentences what is known of it, and what it costs
 * @param commands what to type, in this order; quoted for a POSIX shell
 */
public record WayBack(String code, Standing standing, String title, List<String> sentences, List<String> commands) {

    /** Whether a way is open. */
    public enum Standing {
        /** To whoever asks. */
        OPEN,
        /** Not to whoever asks, as far as AWS or the cluster say. */
        CLOSED,
        /** Nobody could say. */
        UNKNOWN
    }

    public WayBack {
        sentences = List.copyOf(sentences);
        commands = List.copyOf(commands);
    }
}
