package dev.sallyport.webhook;

import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.Verification;
import dev.sallyport.mapping.MappingResult;

import java.util.Optional;

/** The two steps behind the door: verify the token, then look the caller up. Blocks while STS is asked. */
final class Reviewer {

    private final TokenVerifier verifier;
    private final MappingTables tables;

    Reviewer(TokenVerifier verifier, MappingTables tables) {
        this.verifier = verifier;
        this.tables = tables;
    }

    Review review(ClusterToken token) {
        return switch (verifier.verify(token)) {
            case Verification.Verified verified -> lookup(verified.identity());
            case Verification.Rejected rejected ->
                new Review.Refused(rejected.reason().label(), rejected.detail(), Optional.empty());
            case Verification.Unavailable unavailable ->
                new Review.Undecided(cause(unavailable.cause()), unavailable.detail(), Optional.empty());
        };
    }

    private Review lookup(CallerIdentity identity) {
        Optional<CallerIdentity> who = Optional.of(identity).filter(known -> !tables.isScrubbed(known.account()));
        return switch (tables.lookup(identity)) {
            case MappingResult.Mapped mapped ->
                new Review.Granted(who, mapped.user(), mapped.rule());
            case MappingResult.Unmapped unmapped -> new Review.Refused(Review.Refused.UNMAPPED,
                    "IAM vouches for the caller, and no mapping rule speaks of them", who);
            case MappingResult.Unfillable unfillable -> new Review.Refused(Review.Refused.UNFILLABLE,
                    unfillable.rule().place() + ": " + unfillable.problem(), who);
            case MappingResult.Unavailable unavailable -> new Review.Undecided(Review.Cause.EC2_UNAVAILABLE,
                    unavailable.rule().place() + ": " + unavailable.problem(), who);
        };
    }

    private static Review.Cause cause(Verification.Unavailable.Cause cause) {
        return switch (cause) {
            case THROTTLED -> Review.Cause.STS_THROTTLED;
            case UNREACHABLE -> Review.Cause.STS_UNREACHABLE;
            case NONSENSE -> Review.Cause.STS_NONSENSE;
        };
    }
}
