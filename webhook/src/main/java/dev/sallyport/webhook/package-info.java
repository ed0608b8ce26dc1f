/**
 * The HTTPS server that the API server asks.
 *
 * <p>Owns the TokenReview endpoint, health, readiness and metrics. In comes a TokenReview; out goes the same with its
 * status, or an HTTP status that never mistakes "I could not ask" for "you are nobody". Read {@code WebhookServer}
 * first.
 */
@NullMarked
package dev.sallyport.webhook;

import org.jspecify.annotations.NullMarked;
