package dev.sallyport.cluster.connection;

import dev.sallyport.identity.ShownText;

/** Text that came from a cluster, made fit for a log line or a terminal: on one line, without control characters. */
public final class PlainText {

    private PlainText() {}

    /** The text with its control and formatting characters written out. */
    public static String of(String text) {
        return ShownText.of(text.replace('\n', ' ').replace('\t', ' '), Integer.MAX_VALUE);
    }
}
