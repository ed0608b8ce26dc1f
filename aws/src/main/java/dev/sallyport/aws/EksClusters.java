package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * @param outpostId the id of a local cluster on AWS Outposts, whose tokens are made for it and not for the name
     * @param reach from where the API server can be reached
     */
    record ClusterFacts(String name, String arn, String status, String version, String endpoint,
            String certificateAuthorityData, String authenticationMode, Optional<String> outpostId, Reach reach) {

        private static final Set<String> USABLE = Set.of("ACTIVE", "UPDATING");

        /** A cluster that is reached from anywhere, as EKS makes them. */
        public ClusterFacts(String name, String arn, String status, String version, String endpoint,
                String certificateAuthorityData, String authenticationMode, Optional<String> outpostId) {
            this(name, arn, status, version, endpoint, certificateAuthorityData, authenticationMode, outpostId,
                    Reach.EVERYWHERE);
        }

        /**
         * From where the API server can be reached. Source: Amazon EKS API Reference, {@code VpcConfigResponse}.
         *
         * @param fromOutside through the internet
         * @param fromInside through the cluster's VPC, and what is connected to it
         * @param cidrs the blocks that may come through the internet
         */
        public record Reach(boolean fromOutside, boolean fromInside, List<String> cidrs) {

            /** What EKS makes of a cluster for which nothing else is said. */
            public static final Reach EVERYWHERE = new Reach(true, false, List.of("0.0.0.0/0"));

            public Reach {
                cidrs = List.copyOf(cidrs);
            }

            /** Whether any address of the internet may come. */
            public boolean isOpen() {
                return fromOutside && (cidrs.isEmpty() || cidrs.contains("0.0.0.0/0"));
            }
        }

        /** The region in which the cluster is, out of its ARN. */
        public String region() {
            return Arn.tryParse(arn).map(Arn::region).orElse("");
        }

        /** Why no kubeconfig can be written for it yet, as with the AWS CLI; empty when one can. */
        public Optional<AwsFailure> unusable() {
            return USABLE.contains(status)
                    ? Optional.empty()
                    : Optional.of(new AwsFailure(Kind.NOT_FOUND,
                            "The cluster " + PlainText.quoted(name) + " is " + PlainText.shown(status) + ".",
                            "Only one that is ACTIVE or UPDATING can be used."));
        }
    }

    /** Asks the EKS of these settings. */
    static EksClusters of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return name -> AwsProblem.caught(() -> {
            String region = AwsProblem.orThrow(settings.endpoint(AwsService.EKS)).signingRegion();
            return describe(SignedCalls.to(AwsService.EKS, settings, credentials, clock), name, region);
        });
    }

    /** Asks the EKS of these settings about a region of its own. */
    static EksClusters of(AwsSettings settings, String region, AwsCredentials credentials, Clock clock) {
        return name -> AwsProblem.caught(() -> describe(inRegion(settings, region, credentials, clock), name, region));
    }

    /** The names of a region's clusters, a hundred at most: EKS gives no more in one answer. */
    static AwsAnswer<List<String>> names(AwsSettings settings, String region, AwsCredentials credentials,
            Clock clock) {
        return AwsProblem.caught(() -> names(inRegion(settings, region, credentials, clock), 100));
    }

    private static SignedCalls inRegion(AwsSettings settings, String region, AwsCredentials credentials, Clock clock)
            throws AwsProblem {
        return SignedCalls.to(AwsProblem.orThrow(settings.endpoint(AwsService.EKS, region)), settings, credentials,
                clock);
    }

    private static ClusterFacts describe(SignedCalls eks, String name, String region) throws AwsProblem {
        if (!name.matches("[0-9A-Za-z][A-Za-z0-9_-]{0,99}")) {
            throw new AwsProblem(Kind.CONFIGURATION, PlainText.quoted(name) + " is no cluster's name.",
                    "It has 1 to 100 letters, digits, hyphens and underscores.");
        }
        try {
            WireValue cluster = eks.get("/clusters/" + name, "", Map.of()).at("cluster");
            if (cluster.at("arn").some().isEmpty()) {
                throw new AwsProblem(Kind.NONSENSE, "EKS answered without a cluster that can be read.",
                        "Is it AWS that answers there?");
            }
            return facts(cluster);
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
            List<String> names = names(eks, 20);
            return names.isEmpty()
                    ? "There is none at all in " + region + "; name another with --region."
                    : "There are: " + PlainText.shown(String.join(", ", names))
                            + ". Or name another region with --region.";
        } catch (AwsProblem mayNotList) {
            return "Check the name, or name another region with --region.";
        }
    }

    private static List<String> names(SignedCalls eks, int most) throws AwsProblem {
        return eks.get("/clusters", "maxResults=" + most, Map.of()).at("clusters").items().stream()
                .map(WireValue::text).toList();
    }

    private static ClusterFacts facts(WireValue cluster) {
        return new ClusterFacts(cluster.at("name").text(), cluster.at("arn").text(), cluster.at("status").text(),
                cluster.at("version").text(), cluster.at("endpoint").text(),
                cluster.at("certificateAuthority", "data").text(),
                cluster.at("accessConfig", "authenticationMode").some().orElse("CONFIG_MAP"),
                cluster.at("outpostConfig").isObject() ? cluster.at("id").some() : Optional.empty(),
                reach(cluster.at("resourcesVpcConfig")));
    }

    private static ClusterFacts.Reach reach(WireValue vpc) {
        if (!vpc.isObject()) {
            return ClusterFacts.Reach.EVERYWHERE;
        }
        return new ClusterFacts.Reach(!vpc.at("endpointPublicAccess").text().equals("false"),
                vpc.at("endpointPrivateAccess").text().equals("true"),
                vpc.at("publicAccessCidrs").items().stream().map(WireValue::text).toList());
    }
}
