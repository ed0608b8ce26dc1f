package dev.sallyport.identity;

import java.time.Clock;

/**
 * Checks a token and exchanges it with STS. Trusts nothing in it: no request leaves before every check has passed, and
 * then only to a host of {@link VerifierSettings}.
 */
public final class TokenVerifier {

    private final VerifierSettings settings;
    private final StsExchange sts;
    private final Clock clock;

    public TokenVerifier(VerifierSettings settings, StsExchange sts, Clock clock) {
        this.settings = settings;
        this.sts = sts;
        this.clock = clock;
    }

    /** Says what became of the token. Never throws for anything that a token contains. */
    public Verification verify(ClusterToken token) {
        throw new UnsupportedOperationException("written by the room identity: " + settings + sts + clock + token);
    }
}
