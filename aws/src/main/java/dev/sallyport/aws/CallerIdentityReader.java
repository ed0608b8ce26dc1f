package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.CallerIdentity;

import java.time.Clock;
import java.util.Map;

/** Asks STS whose keys these are: {@code GetCallerIdentity}, which needs no permission. */
@FunctionalInterface
public interface CallerIdentityReader {

    /** Who the keys' owner is, or why that cannot be known. */
    AwsAnswer<CallerIdentity> read(AwsCredentials credentials);

    /** Asks the STS of these settings. */
    static CallerIdentityReader of(AwsSettings settings, Clock clock) {
        return credentials -> AwsProblem.caught(() -> identity(
                SignedCalls.to(AwsService.STS, settings, credentials, clock)
                        .form(Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15")),
                credentials.accessKeyId()));
    }

    private static CallerIdentity identity(WireValue answer, String accessKeyId) throws AwsProblem {
        WireValue result = answer.at("GetCallerIdentityResult");
        try {
            return CallerIdentity.of(Arn.parse(result.at("Arn").text()), result.at("Account").text(),
                    result.at("UserId").text(), accessKeyId);
        } catch (IllegalArgumentException e) {
            throw new AwsProblem(Kind.NONSENSE, "STS answered without an identity that can be read.",
                    "Is it AWS that answers there?");
        }
    }
}
