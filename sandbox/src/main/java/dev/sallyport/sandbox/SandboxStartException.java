package dev.sallyport.sandbox;

/** The sandbox could not start here; the message says what was wrong, where, and what to do. Carries no secret. */
public final class SandboxStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxStartException(String message) {
        super(message);
    }
}
