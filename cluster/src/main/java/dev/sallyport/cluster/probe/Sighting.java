package dev.sallyport.cluster.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far somebody came on the way to an API server. Switch on it without a default branch. */
public sealed interface Sighting {

    /**
     * A name does not resolve.
     *
     * @param proxy whether it is the proxy's
     */
    record NoName(String host, boolean proxy) implements Sighting {}

    /**
     * No connection came about.
     *
     * @param address host, port, and the address where it is another text
     * @param proxy whether it is the proxy's
     */
    record NoConnection(String address, boolean proxy, Why why) implements Sighting {}

    /** Why there is no connection. */
    enum Why {
        /** The machine is there, and nobody listens. */
        REFUSED,
        /** Nothing came back in time. */
        SILENT,
        /** This machine knows no way there. */
        NO_ROUTE,
        /** It was there, and broke off. */
        BROKEN
    }

    /**
     * The proxy was asked for a way to the server, and gave none.
     *
     * @param said its status line, without control characters
     */
    record ProxyRefuses(String proxy, String said) implements Sighting {}

    /**
     * Somebody takes the connection, and no TLS comes of it.
     *
     * @param silent whether nothing came back in time
     * @param why half a sentence
     */
    record NoTls(String address, boolean silent, String why) implements Sighting {}

    /**
     * Somebody answers.
     *
     * @param address where
     * @param certificates whom they claim to be; empty without TLS
     * @param answer to a question that needs no credential; empty when none came in time
     */
    record Answered(String address, Optional<ServerCertificates> certificates, Optional<Answer> answer)
            implements
                Sighting {}

    /**
     * An answer to {@code GET /version}.
     *
     * @param status HTTP's
     * @param date the server's clock, in whole seconds; empty where it does not say it
     * @param read this machine's clock at that moment
     */
    record Answer(int status, Optional<Instant> date, Instant read) {

        /** How far this machine's clock is ahead of the server's; negative when it is behind. */
        public Optional<Duration> ahead() {
            return date.map(theirs -> Duration.between(theirs, read));
        }
    }
}
