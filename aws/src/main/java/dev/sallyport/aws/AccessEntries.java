package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks EKS for a cluster's access entries. Source: Amazon EKS API Reference, {@code DescribeAccessEntry}. */
@FunctionalInterface
public interface AccessEntries {

    /**
     * The entry of a principal; empty when the cluster has none.
     *
     * @param cluster the cluster's name
     * @param principalArn a role's with its path
     */
    AwsAnswer<Optional<AccessEntry>> describe(String cluster, String principalArn);

    /**
     * An access entry.
     *
     * @param username a template
     * @param type such as {@code STANDARD} or {@code EC2_LINUX}
     */
    record AccessEntry(String principalArn, String username, List<String> groups, String type) {
        public AccessEntry {
            groups = List.copyOf(groups);
        }
    }

    /** Asks the EKS of these settings. */
    static AccessEntries of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return (cluster, principalArn) -> AwsProblem
                .caught(() -> describe(SignedCalls.to(AwsService.EKS, settings, credentials, clock), cluster,
                        principalArn));
    }

    private static Optional<AccessEntry> describe(SignedCalls eks, String cluster, String principalArn)
            throws AwsProblem {
        try {
            WireValue entry = eks.get("/clusters/" + SignedCalls.encoded(cluster) + "/access-entries/"
                    + SignedCalls.encoded(principalArn), "", Map.of()).at("accessEntry");
            return Optional.of(new AccessEntry(entry.at("principalArn").text(), entry.at("username").text(),
                    entry.at("kubernetesGroups").items().stream().map(WireValue::text).toList(),
                    entry.at("type").text()));
        } catch (AwsProblem problem) {
            if (problem.failure().kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }
}
