package dev.sallyport.sandbox;

/** The sandbox could not start here; the message says what was wrong, where, and what to do. Carries no secret. */
public final class SandboxStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentences;

    public SandboxStartException(String message) {
        super(message);
        this.sentences = message;
    }

    /** What was wrong, where, and what to do. */
    public String sentences() {
        return sentences;
    }
}
