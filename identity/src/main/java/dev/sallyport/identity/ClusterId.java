package dev.sallyport.identity;

/** The rule for a cluster's id: it travels as an HTTP header, in a token's making as in its checking. */
public final class ClusterId {

    private ClusterId() {}

    /**
     * Lets a good id pass.
     *
     * @throws IllegalArgumentException when it is empty, begins or ends with a space, or has characters that a header
     *     cannot carry
     */
    public static void check(String clusterId) {
        if (clusterId.isBlank()) {
            throw new IllegalArgumentException("the cluster id is empty");
        }
        if (!clusterId.equals(clusterId.strip())) {
            throw new IllegalArgumentException("the cluster id begins or ends with a space");
        }
        for (int i = 0; i < clusterId.length(); i++) {
            char c = clusterId.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("the cluster id has a character that no header can carry, at "
                        + (i + 1) + "; EKS names have letters, digits, - and _");
            }
        }
    }
}
