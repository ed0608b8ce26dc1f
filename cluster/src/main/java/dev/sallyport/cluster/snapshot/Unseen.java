package dev.sallyport.cluster.snapshot;

/**
 * Something that could not be seen, and that an answer may hang on.
 *
 * @param what such as {@code the RoleBindings}
 * @param why one sentence, without its full stop
 * @param right what one needs to see it, such as {@code list rolebindings.rbac.authorization.k8s.io}; empty where no
 *     right is missing
 */
public record Unseen(String what, String why, String right) {

    /** The whole as one sentence. */
    public String sentence() {
        return what + " could not be seen: " + why + (right.isEmpty() ? "." : " (it needs: " + right + ").");
    }
}
