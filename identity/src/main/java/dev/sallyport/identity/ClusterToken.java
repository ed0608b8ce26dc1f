package dev.sallyport.identity;

/**
 * A cluster token in its text form: {@code k8s-aws-v1.} and the unpadded base64url of a presigned URL. Whoever holds it
 * is its owner for 15 minutes, so {@link #toString()} never shows it.
 */
public final class ClusterToken {

    /** What every token begins with. */
    public static final String PREFIX = "k8s-aws-v1.";

    private final String text;

    private ClusterToken(String text) {
        this.text = text;
    }

    /** Wraps a text as it came, unchecked: checking is {@link TokenVerifier}'s. */
    public static ClusterToken of(String text) {
        return new ClusterToken(text);
    }

    /** The secret text, for the one place that sends or prints it on purpose. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "ClusterToken[redacted, " + text.length() + " characters]";
    }
}
