package dev.sallyport.webhook;

/**
 * The webhook cannot be started. The message says what, where and what to do, and is fit for people.
 */
public final class WebhookStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WebhookStartException(String message, Throwable cause) {
        super(message, cause);
    }

    public WebhookStartException(String message) {
        super(message);
    }

    /** The message. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
