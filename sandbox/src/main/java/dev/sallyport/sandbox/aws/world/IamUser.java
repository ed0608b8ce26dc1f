package dev.sallyport.sandbox.aws.world;

import java.time.Instant;

/**
 * An IAM user.
 *
 * @param name unique in its account, ignoring case
 * @param path begins and ends with a slash
 * @param id {@code AIDA…}, never given twice
 * @param arn with the path
 * @param created when
 * @param policies its own, without its groups'
 * @param tags key to value
 */
public record IamUser(String name, String path, String id, String arn, Instant created, GrantedPolicies policies,
        Table<String> tags) {

    IamUser with(GrantedPolicies other) {
        return new IamUser(name, path, id, arn, created, other, tags);
    }

    IamUser withTags(Table<String> other) {
        return new IamUser(name, path, id, arn, created, policies, other);
    }
}
