package dev.sallyport.access;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsHttp;
import dev.sallyport.aws.AwsService;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.ServiceEndpoint;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.StsHosts;
import dev.sallyport.identity.TokenInspection;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.Verification;
import dev.sallyport.identity.VerifierSettings;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Optional;

/** Asks STS whose a token is, as the cluster's own door does. */
@FunctionalInterface
public interface TokenOwner {

    /**
     * What became of the token. One request to STS, after every check that needs none.
     *
     * @param clusterId what the token is made for: the cluster's name
     */
    Verification ask(ClusterToken token, String clusterId);

    /** Accepts tokens for the real STS hosts, and for the one endpoint that the settings name. */
    static TokenOwner of(AwsSettings settings, Clock clock) {
        return (token, clusterId) -> switch (AwsHttp.client(settings)) {
            case AwsAnswer.Failed<HttpClient>(AwsFailure failure) ->
                new Verification.Unavailable(Verification.Unavailable.Cause.UNREACHABLE, failure.message());
            case AwsAnswer.Got<HttpClient>(HttpClient http) -> new TokenVerifier(
                    accepting(settings, token, clusterId, clock), new HttpStsExchange(http), clock).verify(token);
        };
    }

    /** Whose hosts are good, for this token: those of its own partition, and the one that the settings name. */
    static VerifierSettings accepting(AwsSettings settings, ClusterToken token, String clusterId, Clock clock) {
        Optional<StsEndpoint> configured = settings.endpoint(AwsService.STS).optional()
                .map(ServiceEndpoint::asStsEndpoint)
                .filter(endpoint -> StsHosts.partitionOf(endpoint.authority()).isEmpty());
        Partition partition = TokenInspection.of(token, clock.instant()).parts().host().flatMap(StsHosts::partitionOf)
                .orElse(Partition.AWS);
        return new VerifierSettings(clusterId, partition, configured);
    }
}
