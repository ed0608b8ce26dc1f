package dev.sallyport.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

/** Tokens for tests: good ones, and texts of any URL dressed up as a token. */
final class Tokens {

    static final Instant NOW = Instant.parse("2026-07-14T09:30:15Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String CLUSTER = "eks-cluster";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final AwsCredentials USER = AwsCredentials.longLived("AKIAIOSFODNN7EXAMPLE", SECRET);
    static final AwsCredentials SESSION = AwsCredentials.temporary("ASIAIOSFODNN7EXAMPLE", SECRET,
            "IQoJb3JpZ2luX2VjEA//+session/token==");
    static final VerifierSettings SETTINGS = VerifierSettings.of(CLUSTER, Partition.AWS);

    /** A good URL but for its signature, which no check without STS looks at. */
    static final String URL = "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
            + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260714%2Feu-west-1%2Fsts"
            + "%2Faws4_request&X-Amz-Date=20260714T093015Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"
            + "&X-Amz-Signature=33a06582af8fa7136a8822d0678ad9266bea1d7a5b025fb8ba61c72bd3321986";

    private Tokens() {}

    static ClusterToken good() {
        return by(USER);
    }

    static ClusterToken by(AwsCredentials keys) {
        return new TokenMinter(CLOCK).mint(CLUSTER, "eu-west-1", StsEndpoint.regional("eu-west-1"), keys).token();
    }

    /** The token of a URL. */
    static ClusterToken of(String url) {
        return ClusterToken.of(ClusterToken.PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8)));
    }

    /** The token of the good URL after one replacement, which must hit. */
    static ClusterToken with(String part, String replacement) {
        if (!URL.contains(part)) {
            throw new IllegalArgumentException(part);
        }
        return of(URL.replace(part, replacement));
    }

    static String url(ClusterToken token) {
        return new String(Base64.getUrlDecoder().decode(token.reveal().substring(ClusterToken.PREFIX.length())),
                StandardCharsets.ISO_8859_1);
    }
}
