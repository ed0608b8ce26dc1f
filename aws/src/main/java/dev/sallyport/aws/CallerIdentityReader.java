package dev.sallyport.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.Arn;
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
        return credentials -> AwsHttp.client(settings).then(http -> settings.endpoint(AwsService.STS)
                .then(endpoint -> AwsProblem.caught(() -> identity(
                        new SignedCalls(http, endpoint, credentials, clock)
                                .post("Action=GetCallerIdentity&Version=2011-06-15"),
                        credentials.accessKeyId()))));
    }

    private static CallerIdentity identity(JsonNode answer, String accessKeyId) throws AwsProblem {
        JsonNode result = answer.path("GetCallerIdentityResponse").path("GetCallerIdentityResult");
        try {
            return CallerIdentity.of(Arn.parse(result.path("Arn").asText()), result.path("Account").asText(),
                    result.path("UserId").asText(), accessKeyId);
        } catch (IllegalArgumentException e) {
            throw new AwsProblem(Kind.NONSENSE, "STS answered without an identity that can be read.",
                    "Is it AWS that answers there?");
        }
    }
}
