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

    /** The SDKs' name for "no region": STS's global host, signed for its home. */
    private static final String GLOBAL = "aws-global";

    private static final String NO_ENDPOINT = "the URL is no endpoint; one looks like https://sts.example:8443";

    private static final int LONGEST_LABEL = 63; // of DNS

    /**
     * The regional endpoint of a region, {@code sts.REGION.SUFFIX}; the suffix is the partition's, that of {@code aws}
     * for a region whose form nobody knows. {@code aws-global} stands for the global host.
     *
     * @throws IllegalArgumentException when the text cannot be a region, because no host could bear it
     */
    public static StsEndpoint regional(String region) {
        if (!isLabel(region)) {
            throw new IllegalArgumentException("\"" + region + "\" is no region; one looks like eu-west-1");
        }
        if (region.equals(GLOBAL)) {
            return new StsEndpoint("https", StsHosts.GLOBAL);
        }
        String suffix = Partition.ofRegion(region).orElse(Partition.AWS).dnsSuffix();
        return new StsEndpoint("https", "sts." + region + "." + suffix);
    }

    /**
     * The endpoint that a URL names, as given by {@code AWS_ENDPOINT_URL_STS}. The host becomes lower case and the
     * scheme's own port is left out, as in the {@code Host} header that clients sign.
     *
     * @throws IllegalArgumentException when the URL is of another scheme than http or https, names no host, or has more
     *     than scheme, host and port
     */
    public static StsEndpoint of(URI url) {
        String scheme = url.getScheme() == null ? "" : PercentEncoding.lowerAscii(url.getScheme());
        if ((!scheme.equals("https") && !scheme.equals("http")) || url.getHost() == null) {
            throw new IllegalArgumentException(NO_ENDPOINT);
        }
        boolean rootOnly = url.getRawPath().isEmpty() || url.getRawPath().equals("/");
        if (url.getRawUserInfo() != null || !rootOnly || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("an endpoint has a scheme, a host and a port, and nothing more; "
                    + "this one for host " + url.getHost() + " has a user, a path or a query");
        }
        int ownPort = scheme.equals("https") ? 443 : 80;
        String port = url.getPort() < 0 || url.getPort() == ownPort ? "" : ":" + url.getPort();
        return new StsEndpoint(scheme, PercentEncoding.lowerAscii(url.getHost()) + port);
    }

    /** The endpoint's root, {@code https://HOST/}. */
    public URI root() {
        return URI.create(scheme + "://" + authority + "/");
    }

    /** The region that a signature names: the region itself, but for {@code aws-global} its home. */
    static String signingRegion(String region) {
        return region.equals(GLOBAL) ? Partition.AWS.globalRegion() : region;
    }

    private static boolean isLabel(String text) {
        if (text.isEmpty() || text.length() > LONGEST_LABEL || text.startsWith("-") || text.endsWith("-")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!PercentEncoding.isLetterOrDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }
}
