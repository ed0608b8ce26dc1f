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
 * @param leadsThere whether the keys that the service gives come through it too
 */
public record MetadataProxy(String variable, String host, boolean leadsThere) {

    /** The proxy on the way to these settings' metadata service, asked; empty where there is none. */
    public static Optional<MetadataProxy> of(AwsSettings settings) {
        ProxyChoice proxies = new ProxyChoice(settings.environment());
        try {
            URI service = URI.create(new InstanceMetadata(settings).root());
            Optional<String> variable = proxies.variableFor(service);
            return variable.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new MetadataProxy(variable.get(), service.getHost(), leads(settings, proxies)));
        } catch (AwsProblem badEndpoint) {
            return Optional.empty();
        }
    }

    /** An instance's service gives the same keys until they are renewed; a proxy's own instance gives others. */
    private static boolean leads(AwsSettings settings, ProxyChoice proxies) throws AwsProblem {
        Optional<String> keyId = keyId(new InstanceMetadata(settings));
        return keyId.isPresent() && keyId.equals(keyId(new InstanceMetadata(settings, proxies)));
    }

    private static Optional<String> keyId(InstanceMetadata service) throws AwsProblem {
        return service.ask() instanceof Outcome.Role(SourcedCredentials found)
                ? Optional.of(found.credentials().accessKeyId())
                : Optional.empty();
    }
}
