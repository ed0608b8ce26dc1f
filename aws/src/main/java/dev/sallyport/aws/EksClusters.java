package dev.sallyport.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Asks EKS where a cluster is. Source: Amazon EKS API Reference, {@code DescribeCluster}, {@code ListClusters}. */
@FunctionalInterface
public interface EksClusters {

    /**
     * What EKS says of the cluster. {@link Kind#NOT_FOUND} names the clusters that are there, where they may be listed;
     * {@link Kind#DENIED} carries EKS's own words.
     */
    AwsAnswer<ClusterFacts> describe(String name);

    /**
     * A cluster as EKS describes it.
     *
     * @param name the cluster's name
     * @param arn its ARN, which the AWS CLI takes for the names in a kubeconfig
     * @param status such as {@code ACTIVE}
     * @param version such as {@code 1.34}; empty when EKS does not say it
     * @param endpoint the API server; empty while the cluster is being created
     * @param certificateAuthorityData base64 of the authority's PEM; empty while the cluster is being created
     * @param authenticationMode {@code CONFIG_MAP}, {@code API_AND_CONFIG_MAP} or {@code API}
     */
    record ClusterFacts(String name, String arn, String status, String version, String endpoint,
            String certificateAuthorityData, String authenticationMode) {}

    /** Asks the EKS of these settings. */
    static EksClusters of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return name -> AwsHttp.client(settings).then(http -> settings.endpoint(AwsService.EKS)
                .then(endpoint -> AwsProblem.caught(() -> describe(
                        new SignedCalls(http, endpoint, credentials, clock), name, endpoint.signingRegion()))));
    }

    private static ClusterFacts describe(SignedCalls eks, String name, String region) throws AwsProblem {
        if (name.isBlank() || name.length() > 100) {
            throw new AwsProblem(Kind.CONFIGURATION, PlainText.quoted(name) + " is no cluster's name.",
                    "It has 1 to 100 letters, digits, hyphens and underscores.");
        }
        try {
            return facts(eks.get("/clusters/" + encoded(name), "").path("cluster"));
        } catch (AwsProblem problem) {
            if (problem.failure().kind() != Kind.NOT_FOUND) {
                throw problem;
            }
            throw new AwsProblem(Kind.NOT_FOUND,
                    "There is no cluster " + PlainText.quoted(name) + " in " + region + ".", known(eks, region));
        }
    }

    private static String known(SignedCalls eks, String region) {
        try {
            List<String> names = new ArrayList<>();
            eks.get("/clusters", "maxResults=20").path("clusters").forEach(one -> names.add(one.asText()));
            return names.isEmpty()
                    ? "There is none at all in " + region + "; name another with --region."
                    : "There are: " + PlainText.shown(String.join(", ", names))
                            + ". Or name another region with --region.";
        } catch (AwsProblem mayNotList) {
            return "Check the name, or name another region with --region.";
        }
    }

    private static ClusterFacts facts(JsonNode cluster) {
        return new ClusterFacts(cluster.path("name").asText(), cluster.path("arn").asText(),
                cluster.path("status").asText(), cluster.path("version").asText(""),
                cluster.path("endpoint").asText(""), cluster.path("certificateAuthority").path("data").asText(""),
                cluster.path("accessConfig").path("authenticationMode").asText("CONFIG_MAP"));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
