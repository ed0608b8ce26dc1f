package dev.sallyport.cluster.audit;

import java.util.List;
import java.util.Optional;

/**
 * Who asked, as an audit event names them.
 *
 * @param groups as the API server saw them, those that it gives by itself included
 * @param arn the IAM principal, which EKS's and aws-iam-authenticator's webhook add: a user's or a session's ARN
 * @param canonicalArn the same as the map sees it: a session as its role, without the role's path
 */
public record AuditedUser(String name, List<String> groups, Optional<String> arn, Optional<String> canonicalArn) {
    public AuditedUser {
        groups = List.copyOf(groups);
    }
}
