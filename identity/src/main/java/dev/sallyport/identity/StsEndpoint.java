package dev.sallyport.identity;

import java.net.URI;

/**
 * Where STS is asked: scheme, host and, when it is not the scheme's own, port.
 *
 * @param scheme {@code https}; {@code http} only when a client is pointed at a test server by hand
 * @param authority the value of the signed {@code host} header, such as {@code sts.eu-west-1.amazonaws.com} or
 *     {@code 127.0.0.1:8443}
 */
public record StsEndpoint(String scheme, String authority) {

    /** The regional endpoint of a region, {@code sts.REGION.SUFFIX}; the suffix is the partition's. */
    public static StsEndpoint regional(String region) {
        String suffix = Partition.ofRegion(region).orElse(Partition.AWS).dnsSuffix();
        return new StsEndpoint("https", "sts." + region + "." + suffix);
    }

    /**
     * The endpoint that a URL names, as given by {@code AWS_ENDPOINT_URL_STS}.
     *
     * @throws IllegalArgumentException when the URL has no scheme or no host
     */
    public static StsEndpoint of(URI url) {
        if (url.getScheme() == null || url.getRawAuthority() == null || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "\"" + url + "\" is no endpoint; one looks like https://sts.example:443");
        }
        return new StsEndpoint(url.getScheme(), url.getRawAuthority());
    }

    /** The endpoint's root, {@code https://HOST/}. */
    public URI root() {
        return URI.create(scheme + "://" + authority + "/");
    }
}
