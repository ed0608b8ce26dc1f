package dev.sallyport.identity;

import java.time.Instant;

/**
 * A token and the time until which a client should use it.
 *
 * @param token the token, redacted in text
 * @param expiration 14 minutes after it was made: STS honours the URL for 15, clients leave one for clocks
 */
public record MintedToken(ClusterToken token, Instant expiration) {}
