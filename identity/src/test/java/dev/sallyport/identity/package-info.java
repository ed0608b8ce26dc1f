/** The manual of the room, as tests; and the contract kit that every {@code StsExchange} must pass. */
@NullMarked
package dev.sallyport.identity;

import org.jspecify.annotations.NullMarked;
