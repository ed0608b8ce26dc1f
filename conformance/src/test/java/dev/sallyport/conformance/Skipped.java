package dev.sallyport.conformance;

import org.opentest4j.TestAbortedException;

/** A test that this machine lacks something for: skipped, and said so where people look. */
public final class Skipped {

    private Skipped() {}

    /**
     * What a test throws to be skipped. The sentence goes to standard error at once: a build shows that tests were
     * skipped, and not why.
     *
     * @param sentence what is skipped, for want of what, and how to get it
     */
    public static TestAbortedException because(String sentence) {
        String skipped = "SKIPPED: " + sentence;
        System.err.println(skipped);
        return new TestAbortedException(skipped);
    }
}
