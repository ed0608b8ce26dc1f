package dev.sallyport.conformance.tokens;

import dev.sallyport.conformance.peers.Reviewed;

/**
 * What a verifier makes of a token.
 *
 * @param check at which check it fails that is made without asking STS; {@code none} when it passes them all;
 *     {@link #ANY} where the token's form does not allow to compare that
 * @param verdict what the webhook answers
 */
record Judged(String check, Reviewed verdict) {

    static final String ANY = "any";
}
