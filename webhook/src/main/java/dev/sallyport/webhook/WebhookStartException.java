package dev.sallyport.webhook;

import java.net.BindException;

/**
 * The webhook cannot be started. The message says what, where and what to do, and is fit for people.
 */
public final class WebhookStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebhookStartException(String message, Throwable cause) {
        super(message, cause);
    }

    WebhookStartException(String message) {
        super(message);
    }

    static WebhookStartException cannotListen(WebhookSettings settings, Throwable cause) {
        String address = settings.host() + ":" + settings.port();
        if (cause instanceof BindException) {
            return new WebhookStartException("cannot listen on " + address + ": " + cause.getMessage()
                    + ". Is another webhook running there? Stop it, or choose another port.", cause);
        }
        return new WebhookStartException("cannot serve TLS on " + address + ": " + cause.getMessage(), cause);
    }
}
