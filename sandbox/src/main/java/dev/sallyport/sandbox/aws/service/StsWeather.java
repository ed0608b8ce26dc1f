package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.world.AwsFault;

import java.util.Optional;

/**
 * How STS is doing. A verifier must tell each of these from a refusal, so they can be brought about on purpose.
 */
public enum StsWeather {
    /** It answers. */
    FAIR,
    /** It asks to be asked less often. */
    THROTTLING,
    /** It fails. */
    UNAVAILABLE;

    /** What STS says in this weather before it looks at a request; empty when it is fair. */
    Optional<AwsFault> fault() {
        return switch (this) {
            case FAIR -> Optional.empty();
            case THROTTLING -> Optional.of(new AwsFault(400, "Throttling", "Rate exceeded"));
            case UNAVAILABLE -> Optional.of(new AwsFault(503, "ServiceUnavailable",
                    "The request has failed due to a temporary failure of the server."));
        };
    }
}
