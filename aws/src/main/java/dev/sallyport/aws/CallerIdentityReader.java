package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.CallerIdentity;

import java.time.Clock;

/** Asks STS whose keys these are: {@code GetCallerIdentity}, which needs no permission. */
@FunctionalInterface
public interface CallerIdentityReader {

    /** Who the keys' owner is, or why that cannot be known. */
    AwsAnswer<CallerIdentity> read(AwsCredentials credentials);

    /** Asks the STS of these settings. */
    static CallerIdentityReader of(AwsSettings settings, Clock clock) {
        return credentials -> StsSighting.ask(settings, credentials, clock)
                .then(seen -> new AwsAnswer.Got<>(seen.identity()));
    }
}
