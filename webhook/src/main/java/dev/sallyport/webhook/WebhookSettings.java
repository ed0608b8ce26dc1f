package dev.sallyport.webhook;

import java.time.Duration;

/**
 * How the webhook's server listens and how much it takes on. Start from {@link #defaults(TlsIdentity)}.
 *
 * @param host the address to listen on; a loopback address unless API servers elsewhere are to ask
 * @param port the port; 0 takes a free one
 * @param tls the server's certificate, with its chain, and its key
 * @param cacheFor how long STS's word for one token is trusted, so that a burst of requests with it asks once. A key
 *     deactivated meanwhile gets in for that long, beside the API server's own cache (2 minutes by default); zero asks
 *     STS every time. The token's own end is kept to in any case, and the mapping is always looked up anew
 * @param maxStsCalls calls to STS in flight at once; what comes on top waits its turn
 * @param maxReviews reviews in flight at once, waiting ones included; what comes on top is asked to come back
 * @param answerWithin when the caller is told that there is no verdict yet. More than the 10 seconds that STS has for its
 *     answer, less than the 30 after which the API server gives up (apiserver, {@code pkg/util/webhook})
 * @param bodyWithin how long a request's body may take to arrive
 */
public record WebhookSettings(String host, int port, TlsIdentity tls, Duration cacheFor, int maxStsCalls,
        int maxReviews, Duration answerWithin, Duration bodyWithin) {

    /** The reference authenticator's address. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** The reference authenticator's port. */
    public static final int DEFAULT_PORT = 21362;

    /** Long enough for a burst and for the API server's retries, short beside the API server's own 2 minutes. */
    public static final Duration DEFAULT_CACHE = Duration.ofSeconds(15);

    /** The life of a token at STS: nothing is remembered for longer. */
    static final Duration MAX_CACHE = Duration.ofMinutes(15);

    private static final int DEFAULT_STS_CALLS = 128; // at 20 ms each 6,400 a second: ten times what STS lets through
    private static final int DEFAULT_REVIEWS = 1024; // eight waiting for each that is at STS
    private static final Duration DEFAULT_ANSWER = Duration.ofSeconds(12);
    private static final Duration DEFAULT_BODY = Duration.ofSeconds(5);

    public WebhookSettings {
        check(host, port, cacheFor);
        if (maxStsCalls < 1 || maxReviews < maxStsCalls) {
            throw new IllegalArgumentException("at least one call to STS must be allowed at once, and as many reviews; "
                    + "got " + maxStsCalls + " calls and " + maxReviews + " reviews");
        }
        if (!answerWithin.isPositive() || !bodyWithin.isPositive()) {
            throw new IllegalArgumentException("an answer and a body need some time");
        }
    }

    /** What an operator may set, and set wrong; {@link WebhookOptions} checks it too, before anything is opened. */
    static void check(String host, int port, Duration cacheFor) {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the address to listen on is empty; the usual one is " + DEFAULT_HOST);
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    port + " is no port; expected 0 to 65535, the usual one is " + DEFAULT_PORT);
        }
        if (cacheFor.isNegative() || cacheFor.compareTo(MAX_CACHE) > 0) {
            throw new IllegalArgumentException("STS's word cannot be trusted for " + cacheFor.toSeconds()
                    + " s; expected 0 to " + MAX_CACHE.toSeconds() + " s, the life of a token");
        }
    }

    /** The reference authenticator's address, and defaults for the rest. */
    public static WebhookSettings defaults(TlsIdentity tls) {
        return new WebhookSettings(DEFAULT_HOST, DEFAULT_PORT, tls, DEFAULT_CACHE, DEFAULT_STS_CALLS, DEFAULT_REVIEWS,
                DEFAULT_ANSWER, DEFAULT_BODY);
    }

    /** The same on another address; port 0 takes a free one. */
    public WebhookSettings listeningOn(String newHost, int newPort) {
        return new WebhookSettings(newHost, newPort, tls, cacheFor, maxStsCalls, maxReviews, answerWithin, bodyWithin);
    }

    /** The same with another time for which STS's word is trusted. */
    public WebhookSettings caching(Duration time) {
        return new WebhookSettings(host, port, tls, time, maxStsCalls, maxReviews, answerWithin, bodyWithin);
    }

    /** The same with other bounds on what is in flight. */
    public WebhookSettings bounded(int stsCalls, int reviews) {
        return new WebhookSettings(host, port, tls, cacheFor, stsCalls, reviews, answerWithin, bodyWithin);
    }

    /** The same with other times for an answer and for a body. */
    public WebhookSettings within(Duration answer, Duration body) {
        return new WebhookSettings(host, port, tls, cacheFor, maxStsCalls, maxReviews, answer, body);
    }
}
