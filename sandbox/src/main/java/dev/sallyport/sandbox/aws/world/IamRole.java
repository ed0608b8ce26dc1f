package dev.sallyport.sandbox.aws.world;

import dev.sallyport.sandbox.aws.policy.PolicyDocument;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * An IAM role.
 *
 * @param name unique in its account, ignoring case
 * @param path begins and ends with a slash
 * @param id {@code AROA…}
 * @param arn with the path
 * @param created when
 * @param description as its maker wrote it; empty when there is none
 * @param maxSession the longest session that may be asked for, one to twelve hours
 * @param trust who may assume it
 * @param trusted the unique ids behind the ARNs of the trust policy, as they were when it was stored
 * @param policies what its sessions may do
 * @param tags key to value
 */
public record IamRole(String name, String path, String id, String arn, Instant created, String description,
        Duration maxSession, PolicyDocument trust, Map<String, String> trusted, GrantedPolicies policies,
        Table<String> tags) {

    public IamRole {
        trusted = Map.copyOf(trusted);
    }

    IamRole with(GrantedPolicies other) {
        return new IamRole(name, path, id, arn, created, description, maxSession, trust, trusted, other, tags);
    }

    IamRole withTags(Table<String> other) {
        return new IamRole(name, path, id, arn, created, description, maxSession, trust, trusted, policies, other);
    }

    IamRole withTrust(PolicyDocument otherTrust, Map<String, String> otherTrusted) {
        return new IamRole(name, path, id, arn, created, description, maxSession, otherTrust, otherTrusted, policies,
                tags);
    }

    IamRole described(String otherDescription, Duration otherMaxSession) {
        return new IamRole(name, path, id, arn, created, otherDescription, otherMaxSession, trust, trusted, policies,
                tags);
    }
}
