package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.HttpExchange.Reply;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.CallerIdentity;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What one call of {@code GetCallerIdentity} shows. It needs no permission.
 *
 * @param identity whose keys signed it
 * @param clockAhead how far this machine's clock is ahead of AWS's, to the second; negative where it is behind; empty
 *     where the answer has no date
 */
public record StsSighting(CallerIdentity identity, Optional<Duration> clockAhead) {

    /** Asks the STS of these settings. */
    public static AwsAnswer<StsSighting> ask(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return AwsProblem.caught(() -> {
            SignedCalls sts = SignedCalls.to(AwsService.STS, settings, credentials, clock);
            Reply reply = sts.formReply(Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15"));
            return new StsSighting(identity(sts.read(reply), credentials.accessKeyId()), reply.clockAhead(clock));
        });
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
