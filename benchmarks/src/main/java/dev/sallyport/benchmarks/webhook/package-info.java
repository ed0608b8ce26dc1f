/**
 * Reviews a second, and how long one takes, of our webhook and of the reference authenticator's server in the same run.
 * Read {@code WebhookLoad} first.
 */
@NullMarked
package dev.sallyport.benchmarks.webhook;

import org.jspecify.annotations.NullMarked;
