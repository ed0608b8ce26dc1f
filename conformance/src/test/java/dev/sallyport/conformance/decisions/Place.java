package dev.sallyport.conformance.decisions;

/**
 * Where a world lies in a server: what its names begin with there.
 *
 * @param prefix such as {@code w12-}
 */
record Place(String prefix) {

    private static final String HERE = "%";

    /** A written name as it is in the server. */
    String in(String written) {
        return written.replace(HERE, prefix);
    }

    /** A text of the server as it would be written. */
    String out(String text) {
        return text.replace(prefix, HERE);
    }
}
