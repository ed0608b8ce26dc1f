package dev.sallyport.aws;

import dev.sallyport.aws.InstanceMetadata.Outcome;

import java.net.URI;
import java.util.Optional;

/**
 * A proxy that the AWS CLI would ask for the metadata service, which it does unless {@code NO_PROXY} names that; ours
 * goes there itself. Source: botocore, {@code IMDSFetcher}, {@code get_environ_proxies}.
 *
 * @param variable the one that names the proxy
 * @param host the metadata service's
 * @param leadsThere whether a role's keys come through it
 */
public record MetadataProxy(String variable, String host, boolean leadsThere) {

    /** The proxy on the way to these settings' metadata service, asked; empty where there is none. */
    public static Optional<MetadataProxy> of(AwsSettings settings) {
        ProxyChoice proxies = new ProxyChoice(settings.environment());
        try {
            URI service = URI.create(new InstanceMetadata(settings).root());
            return proxies.variableFor(service).map(variable -> new MetadataProxy(variable, service.getHost(),
                    leads(settings, proxies)));
        } catch (AwsProblem badEndpoint) {
            return Optional.empty();
        }
    }

    private static boolean leads(AwsSettings settings, ProxyChoice proxies) {
        try {
            return new InstanceMetadata(settings, proxies).ask() instanceof Outcome.Role;
        } catch (AwsProblem none) {
            return false;
        }
    }
}
