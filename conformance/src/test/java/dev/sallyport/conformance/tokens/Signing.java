package dev.sallyport.conformance.tokens;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.SigV4Signer;
import dev.sallyport.identity.SignableRequest;

import java.time.Duration;
import java.time.Instant;

/**
 * What is signed: a token with a good signature may still be a bad one.
 *
 * @param cluster the cluster's id, in its signed header
 * @param header the header that carries it
 * @param host whose STS is asked
 * @param region the region that the signature is good for
 * @param query the query before it is signed
 * @param age seconds since it was signed; negative for a moment to come
 * @param expires {@code X-Amz-Expires}
 */
record Signing(String cluster, String header, String host, String region, String query, int age, int expires) {

    static final String CLUSTER = "compared";
    static final String QUERY = "Action=GetCallerIdentity&Version=2011-06-15";

    /** As clients sign: now, for the region's own host. */
    static Signing usual(String region) {
        return new Signing(CLUSTER, "x-k8s-aws-id", host(region), region.equals("aws-global") ? "us-east-1" : region,
                QUERY, 0, 60);
    }

    private static String host(String region) {
        return region.equals("aws-global") ? "sts.amazonaws.com" : "sts." + region + ".amazonaws.com";
    }

    Signing forCluster(String other) {
        return new Signing(other, header, host, region, query, age, expires);
    }

    Signing withHeader(String other) {
        return new Signing(cluster, other, host, region, query, age, expires);
    }

    Signing at(String otherHost) {
        return new Signing(cluster, header, otherHost, region, query, age, expires);
    }

    Signing goodIn(String otherRegion) {
        return new Signing(cluster, header, host, otherRegion, query, age, expires);
    }

    Signing asking(String otherQuery) {
        return new Signing(cluster, header, host, region, otherQuery, age, expires);
    }

    Signing old(int seconds) {
        return new Signing(cluster, header, host, region, query, seconds, expires);
    }

    Signing expiring(int seconds) {
        return new Signing(cluster, header, host, region, query, age, seconds);
    }

    /** The token. */
    String by(AwsCredentials credentials, Instant now) {
        SignableRequest signed = new SigV4Signer(region, "sts").presign(
                SignableRequest.of("GET", host, "/", query).with(header, cluster), credentials, now.minusSeconds(age),
                Duration.ofSeconds(expires));
        return Edit.encoded("https://" + host + "/?" + signed.query());
    }
}
