package dev.sallyport.identity;

import java.time.Clock;
import java.util.Optional;

/**
 * Checks a token and exchanges it with STS. Trusts nothing in it: no request leaves before every check has passed, and
 * then only to a host of {@link VerifierSettings}. Has no state; safe for any number of threads.
 *
 * <p>The checks, in order, are those of {@link RejectionReason} up to {@code EXPIRED}; the first that fails is the
 * answer. That a date lies in the future is no failure: STS allows clocks some minutes, and says no beyond.
 */
public final class TokenVerifier {

    private final VerifierSettings settings;
    private final StsExchange sts;
    private final Clock clock;

    /**
     * A verifier for one cluster.
     *
     * @param settings what it accepts
     * @param sts how STS is asked
     * @param clock what a token's age is counted by
     */
    public TokenVerifier(VerifierSettings settings, StsExchange sts, Clock clock) {
        this.settings = settings;
        this.sts = sts;
        this.clock = clock;
    }

    /** Says what became of the token. Never throws for anything that a token contains. */
    public Verification verify(ClusterToken token) {
        TokenInspection inspection = TokenInspection.of(token, settings, clock.instant());
        Optional<TokenInspection.Check> failure = inspection.failure();
        if (failure.isPresent()) {
            return new Verification.Rejected(failure.get().reason(), failure.get().detail());
        }
        StsAnswer answer = sts.ask(inspection.presigned().orElseThrow(), settings.clusterId());
        return switch (answer) {
            case StsAnswer.Identified who -> identified(who, inspection.parts().accessKeyId().orElse(""));
            case StsAnswer.Refused refused -> new Verification.Rejected(RejectionReason.REFUSED_BY_STS,
                    "STS refuses it with " + refused.status() + (refused.code().isEmpty() ? "" : " " + refused.code()));
            case StsAnswer.Redirected redirected -> new Verification.Rejected(RejectionReason.REDIRECTED,
                    "STS answered with a redirect (" + redirected.status() + "), which is never followed");
            case StsAnswer.Throttled throttled -> new Verification.Unavailable(
                    Verification.Unavailable.Cause.THROTTLED, "STS asks to be asked less often");
            case StsAnswer.Unreachable unreachable ->
                new Verification.Unavailable(Verification.Unavailable.Cause.UNREACHABLE, unreachable.cause());
            case StsAnswer.Nonsense nonsense ->
                new Verification.Unavailable(Verification.Unavailable.Cause.NONSENSE, nonsense.problem());
        };
    }

    private static Verification identified(StsAnswer.Identified who, String accessKeyId) {
        try {
            return new Verification.Verified(
                    CallerIdentity.of(Arn.parse(who.arn()), who.account(), who.userId(), accessKeyId));
        } catch (IllegalArgumentException noPrincipal) {
            return new Verification.Unavailable(Verification.Unavailable.Cause.NONSENSE,
                    "STS vouches for somebody who is no user, role session, federated user or root");
        }
    }
}
