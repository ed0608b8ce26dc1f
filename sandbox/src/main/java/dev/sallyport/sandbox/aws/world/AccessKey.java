package dev.sallyport.sandbox.aws.world;

import java.time.Instant;

/**
 * A long-lived key of a user or of an account's root. The secret never shows in {@link #toString()}.
 *
 * @param id {@code AKIA…}
 * @param secret the secret access key
 * @param account whose account it opens
 * @param userName the owner's name; empty for root
 * @param active whether it may be used
 * @param created when
 */
public record AccessKey(String id, String secret, String account, String userName, boolean active, Instant created) {

    AccessKey withActive(boolean other) {
        return new AccessKey(id, secret, account, userName, other, created);
    }

    /** Active or Inactive, as IAM says it. */
    public String status() {
        return active ? "Active" : "Inactive";
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + ", secret redacted]";
    }
}
