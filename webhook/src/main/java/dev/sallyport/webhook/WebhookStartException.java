package dev.sallyport.webhook;

import java.net.BindException;

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

    static WebhookStartException cannotListen(WebhookSettings settings, Throwable cause) {
        String sentence = "cannot listen on " + settings.host() + ":" + settings.port() + ": " + cause.getMessage();
        return new WebhookStartException(sentence + (cause instanceof BindException
                ? ". Stop what listens there, or choose another address or port"
                : ""), cause);
    }

    static WebhookStartException cannotServe(WebhookSettings settings, IllegalArgumentException cause) {
        return new WebhookStartException("cannot serve TLS on " + settings.host() + ":" + settings.port() + ": "
                + cause.getMessage() + ". Give a certificate and its key as PEM, or let the webhook make its own",
                cause);
    }
}
