package dev.sallyport.aws;

import dev.sallyport.identity.StsEndpoint;

import java.net.URI;

/**
 * Where a service is called and what its requests are signed for.
 *
 * @param service which
 * @param url scheme, host, port and perhaps a path
 * @param signingRegion the region in the signature's scope
 * @param source who says so: a variable, a profile, or {@code AWS} for the service's own host
 */
public record ServiceEndpoint(AwsService service, URI url, String signingRegion, String source) {

    /** The endpoint as the token's presigner wants it. */
    public StsEndpoint asStsEndpoint() {
        return StsEndpoint.of(url);
    }
}
