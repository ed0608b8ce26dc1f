package dev.sallyport.access.explain;

/** The answer in a word. */
public enum Verdict {
    YES, NO,
    /** What decides could not be seen, or is decided by what only the cluster knows. */
    NOT_KNOWN
}
