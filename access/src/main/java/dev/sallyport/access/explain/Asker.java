package dev.sallyport.access.explain;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.identity.Principal;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.RbacUser;

import java.util.Optional;

/** Who a question is about. */
public sealed interface Asker {

    /**
     * An IAM principal.
     *
     * @param given the ARN as it was given
     * @param identity as STS would vouch for it; a role that no session is known of has a template for a session's name
     * @param seen whom the API server itself takes them for, where it was asked
     */
    record Iam(Arn given, CallerIdentity identity, Optional<KubernetesUser> seen) implements Asker {

        /** Whether the map knows it as a role, be it one of its sessions. */
        public boolean isRole() {
            return Arn.parse(identity.canonicalArn().value()).resource().startsWith("role/");
        }

        /** Whether it is a role whose session, and so whose user name, may be any. */
        public boolean isAnySession() {
            return identity.sessionName().equals(ANY_SESSION);
        }
    }

    /** A Kubernetes user, as a SubjectAccessReview names one: neither IAM nor the map are asked. */
    record Kubernetes(RbacUser user) implements Asker {}

    /** Stands for the name of a session that nobody knows yet, and is what the map's template calls it. */
    String ANY_SESSION = "{{SessionName}}";

    /** Stands for an access key that nobody knows. */
    String ANY_KEY = "{{AccessKeyID}}";

    /**
     * The principal of an ARN: a user's, a role's or a session's, a federated user's, or an account's root.
     *
     * @throws IllegalArgumentException when the ARN is none that one can sign in with, with a sentence that says why
     */
    static Iam of(String text) {
        Arn given = Arn.parse(text);
        return switch (Principal.of(given)) {
            case Principal.Role role -> {
                // STS leaves the path out of a session's ARN, and the name is all that the map is asked for.
                Arn session = sts(given, role.name(), ANY_SESSION);
                yield new Iam(given, identity(session, ANY_SESSION), Optional.empty());
            }
            case Principal.AssumedRoleSession session -> {
                String name = session.roleName().substring(session.roleName().lastIndexOf('/') + 1);
                yield new Iam(given, identity(sts(given, name, session.sessionName()), session.sessionName()),
                        Optional.empty());
            }
            case Principal.User _ -> new Iam(given, identity(given, ""), Optional.empty());
            case Principal.FederatedUser _ -> new Iam(given, identity(given, ""), Optional.empty());
            case Principal.Root _ -> new Iam(given, identity(given, ""), Optional.empty());
        };
    }

    private static Arn sts(Arn given, String role, String session) {
        return new Arn(given.partition(), "sts", "", given.account(), "assumed-role/" + role + "/" + session);
    }

    private static CallerIdentity identity(Arn arn, String session) {
        return new CallerIdentity(arn, CanonicalArn.of(arn), arn.account(), "", session, ANY_KEY);
    }
}
