package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * Asks by which roles nodes come in. Source: EKS API Reference, {@code ListNodegroups}, {@code DescribeNodegroup},
 * {@code ListFargateProfiles}, {@code DescribeFargateProfile}; EC2, {@code DescribeInstances}; IAM,
 * {@code GetInstanceProfile}.
 */
public interface NodeRoleReader {

    /** The roles of a cluster's managed node groups, by the groups' names. */
    AwsAnswer<Map<String, String>> ofNodegroups(String cluster);

    /** The pod execution roles of a cluster's Fargate profiles, by the profiles' names. */
    AwsAnswer<Map<String, String>> ofFargateProfiles(String cluster);

    /**
     * The roles of EC2 instances, by the instances' ids. An instance that is not there, or has no role, is left out.
     *
     * @param instanceIds such as {@code i-0123456789abcdef0}
     */
    AwsAnswer<Map<String, String>> ofInstances(Set<String> instanceIds);

    /** Asks the AWS of these settings. */
    static NodeRoleReader of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return new SignedNodeRoles(settings, credentials, clock);
    }
}
