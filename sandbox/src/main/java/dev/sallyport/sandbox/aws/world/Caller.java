package dev.sallyport.sandbox.aws.world;

import dev.sallyport.sandbox.aws.policy.PolicyDocument;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody whose signature was verified, or will be.
 *
 * @param kind which sort of principal
 * @param account whose account they act in
 * @param arn as {@code GetCallerIdentity} gives it
 * @param userId as {@code GetCallerIdentity} gives it, with the session name for a role's session
 * @param name the user's name, or the role's; empty for root
 * @param principalArn the user's ARN, or the role's with its path: the condition key {@code aws:PrincipalArn}
 * @param uniqueId the user's or the role's own id
 * @param sessionPolicy what narrows the session down, where it was asked for
 * @param since when temporary keys were issued; empty for long-lived ones
 */
public record Caller(Kind kind, String account, String arn, String userId, String name, String principalArn,
        String uniqueId, Optional<PolicyDocument> sessionPolicy, Optional<Instant> since) {

    /** The sorts of principal that can sign. */
    public enum Kind {
        ROOT, USER, ROLE_SESSION, FEDERATED_USER
    }

    /** Whether the keys are temporary. */
    public boolean isTemporary() {
        return since.isPresent();
    }

    /** Each ARN that a trust policy may name them by. */
    public List<String> namesInPolicies() {
        return kind == Kind.ROLE_SESSION ? List.of(arn, principalArn) : List.of(arn);
    }

    /** The role's part of {@code userId} is the rest. */
    public String sessionName() {
        return kind == Kind.ROLE_SESSION ? userId.substring(userId.indexOf(':') + 1) : "";
    }
}
