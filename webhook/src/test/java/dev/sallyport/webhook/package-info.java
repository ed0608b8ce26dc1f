/** Tests of the webhook, over TLS where a client would come that way. */
@NullMarked
package dev.sallyport.webhook;

import org.jspecify.annotations.NullMarked;
