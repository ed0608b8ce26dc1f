package dev.sallyport.sandbox.aws.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Decides by a role's trust policy who may assume it.
 *
 * <p>A principal named by itself is let in; one let in by its account's name is let in only when its own policies allow
 * it too, which is the caller's business: hence two kinds of yes.
 *
 * <p>Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
public final class TrustEvaluator {

    /** What a trust policy says of somebody. */
    public enum Trust {
        /** The principal is named by itself. */
        DIRECT,
        /** The principal's account, or everybody, is named. */
        BY_ACCOUNT,
        /** Nobody named fits, or a condition is not met. */
        NONE,
        /** A statement denies. */
        DENIED,
        /** A condition operator is unknown to the sandbox. */
        UNDECIDABLE
    }

    /**
     * Who wants in.
     *
     * @param account twelve digits; empty for services and federated identities
     * @param arns each name that a policy may call them by: a session's own ARN, its role's, or a user's
     * @param uniqueId such as {@code AIDA…}; empty for services and federated identities
     * @param provider a service such as {@code ec2.amazonaws.com} or the ARN of an identity provider; empty otherwise
     */
    public record Candidate(String account, Collection<String> arns, String uniqueId, String provider) {

        public Candidate {
            arns = List.copyOf(arns);
        }

        /** Somebody with an ARN in an account. */
        public static Candidate principal(String account, Collection<String> arns, String uniqueId) {
            return new Candidate(account, arns, uniqueId, "");
        }

        /** An AWS service, or an identity of a provider outside. */
        public static Candidate outside(String provider) {
            return new Candidate("", List.of(), "", provider);
        }
    }

    private TrustEvaluator() {}

    /**
     * What the trust policy says.
     *
     * @param pinned for ARNs of the policy whose owner was known when the policy was stored: the owner's unique id.
     *     Somebody who was deleted and made anew under the same name is somebody else
     */
    public static Trust evaluate(PolicyDocument policy, Map<String, String> pinned, Candidate candidate,
            RequestContext request) {
        Trust trust = Trust.NONE;
        boolean undecidable = false;
        for (Statement statement : policy.statements()) {
            Trust match = statement.principals().map(element -> match(element, pinned, candidate)).orElse(Trust.NONE);
            if (match == Trust.NONE || !statement.concerns(request)) {
                continue;
            }
            if (statement.unknownCondition().isPresent()) {
                undecidable = true;
            } else if (statement.conditionsMetBy(request)) {
                if (!statement.allows()) {
                    return Trust.DENIED;
                }
                trust = trust == Trust.DIRECT ? trust : match;
            }
        }
        return undecidable ? Trust.UNDECIDABLE : trust;
    }

    private static Trust match(PrincipalElement element, Map<String, String> pinned, Candidate candidate) {
        Trust named = named(element, pinned, candidate);
        if (!element.except()) {
            return named;
        }
        return named == Trust.NONE ? Trust.BY_ACCOUNT : Trust.NONE;
    }

    private static Trust named(PrincipalElement element, Map<String, String> pinned, Candidate candidate) {
        if (!candidate.provider().isEmpty()) {
            boolean named = element.services().contains(candidate.provider())
                    || element.federated().contains(candidate.provider());
            return named ? Trust.DIRECT : Trust.NONE;
        }
        Trust best = element.everybody() ? Trust.BY_ACCOUNT : Trust.NONE;
        for (String name : element.aws()) {
            if (namesItself(name, pinned, candidate)) {
                return Trust.DIRECT;
            }
            if (name.equals(candidate.account()) || name.endsWith("::" + candidate.account() + ":root")) {
                best = Trust.BY_ACCOUNT;
            }
        }
        return best;
    }

    private static boolean namesItself(String name, Map<String, String> pinned, Candidate candidate) {
        String owner = pinned.get(name);
        boolean sameOwner = owner == null || owner.equals(candidate.uniqueId());
        return name.equals(candidate.uniqueId()) || (candidate.arns().contains(name) && sameOwner);
    }
}
