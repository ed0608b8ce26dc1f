package dev.sallyport.access.doctor;

import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.identity.AwsCredentials;

import java.time.Instant;
import java.util.Optional;

/**
 * What can be seen of keys without asking anybody. Source: IAM User Guide, "IAM identifiers": {@code AKIA} begins a user's
 * own key, {@code ASIA} one of a session, which is good with its token alone.
 */
final class KeyShape {

    private final AwsView view;
    private final CredentialFaults faults;

    KeyShape(AwsView view, CredentialFaults faults) {
        this.view = view;
        this.faults = faults;
    }

    Optional<Observation> look(SourcedCredentials found) {
        AwsCredentials keys = found.credentials();
        String key = keys.accessKeyId();
        if (key.startsWith("ASIA") && keys.sessionToken().isEmpty()) {
            return Optional.of(faults.keys(CheckCode.D_NO_SESSION_TOKEN, found,
                    "The key " + key + " from " + found.source()
                            + " is a session's, and there is no session token beside it."));
        }
        if (key.startsWith("AKIA") && keys.sessionToken().isPresent()) {
            return Optional.of(faults.keys(CheckCode.D_LEFTOVER_TOKEN, found,
                    "The key " + key + " from " + found.source()
                            + " is a user's own, and a session token from elsewhere stands beside it."));
        }
        Optional<Instant> end = keys.expiration().filter(time -> !time.isAfter(view.clock().instant()));
        return end.map(time -> faults.keys(CheckCode.D_EXPIRED, found,
                "The session of key " + key + " from " + found.source() + " ended at " + time + "."));
    }
}
