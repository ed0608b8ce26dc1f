package dev.sallyport.cluster.snapshot;

/**
 * Something that could not be seen, and that an answer may hang on.
 *
 * @param hides what an answer lacks by it
 * @param what such as {@code the RoleBindings}
 * @param why one sentence, without its full stop
 * @param right what one needs to see it, such as {@code list rolebindings.rbac.authorization.k8s.io}; empty where no
 *     right is missing
 */
public record Unseen(Hides hides, String what, String why, String right) {

    /** What an answer lacks. */
    public enum Hides {
        /** Who is let in: that somebody is not may be wrong. */
        THE_MAP,
        /** What is allowed: a no may be wrong. */
        RIGHTS,
        /** Something that no verdict hangs on, or that is said to be missing and may be so in the cluster too. */
        DETAILS
    }

    /** The whole as one sentence. */
    public String sentence() {
        return what + ": not seen, " + why + (right.isEmpty() ? "." : " (needs: " + right + ").");
    }
}
