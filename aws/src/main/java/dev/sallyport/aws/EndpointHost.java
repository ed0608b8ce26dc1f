package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.Partition;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Makes and checks the hosts that requests go to. */
final class EndpointHost {

    private static final String LABEL = "abcdefghijklmnopqrstuvwxyz0123456789-";

    private EndpointHost() {}

    /** The service's own host in a region. A region that no partition knows is taken for one of {@code aws}. */
    static URI own(AwsService service, String region, boolean fips, boolean dualStack) {
        Partition partition = Partition.ofRegion(region).orElse(Partition.AWS);
        String suffix = dualStack ? partition.dualStackDnsSuffix() : partition.dnsSuffix();
        return URI.create("https://" + service.hostPrefix(region, fips, dualStack) + "." + region + "." + suffix);
    }

    /** A region becomes part of a host name, so it must look like part of one. */
    static String checkedRegion(String region) throws AwsProblem {
        String lower = region.toLowerCase(Locale.ROOT);
        boolean label = !lower.isEmpty() && lower.length() <= 63 && !lower.startsWith("-") && !lower.endsWith("-")
                && lower.chars().allMatch(c -> LABEL.indexOf(c) >= 0);
        if (!label) {
            throw new AwsProblem(Kind.CONFIGURATION, PlainText.quoted(region) + " is no region.",
                    "One looks like ap-northeast-2.");
        }
        return lower;
    }

    /** An endpoint that somebody configured. */
    static URI checkedUrl(Setting endpoint) throws AwsProblem {
        try {
            URI url = new URI(endpoint.value());
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && url.getRawUserInfo() == null && url.getRawQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // the sentence below says what is wrong
        }
        throw new AwsProblem(Kind.CONFIGURATION,
                PlainText.quoted(endpoint.value()) + " (from " + endpoint.source() + ") is no endpoint.",
                "One looks like https://HOST or https://HOST:PORT.", new AwsReason.BadEndpoint(endpoint));
    }
}
