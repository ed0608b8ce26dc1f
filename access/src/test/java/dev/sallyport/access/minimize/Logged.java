package dev.sallyport.access.minimize;

import dev.sallyport.cluster.audit.AuditedRequest;
import dev.sallyport.cluster.audit.AuditedRequest.Outcome;
import dev.sallyport.cluster.audit.AuditedUser;
import dev.sallyport.rbac.AccessRequest;

import java.util.List;
import java.util.Optional;

/** Requests as a log has them, made up. */
final class Logged {

    private Logged() {}

    static AuditedUser user(String name, String... groups) {
        return new AuditedUser(name, List.of(groups), Optional.empty(), Optional.empty());
    }

    static AuditedUser session(String name, String arn) {
        return new AuditedUser(name, List.of("system:authenticated"), Optional.of(arn), Optional.empty());
    }

    static AuditedRequest of(AuditedUser user, Outcome outcome, AccessRequest... needs) {
        return new AuditedRequest("line 1", "", Optional.empty(), user, Optional.empty(), List.of(needs), List.of(),
                outcome, "");
    }

    static AuditedRequest allowed(String user, AccessRequest request) {
        return of(user(user), Outcome.ALLOWED, request);
    }

    static AuditedRequest everybodys(String user, AccessRequest request) {
        return everybodys("system:authenticated", user, request);
    }

    /** Let through by a binding of Kubernetes' own to this group. */
    static AuditedRequest everybodys(String group, String user, AccessRequest request) {
        return new AuditedRequest("line 1", "", Optional.empty(), user(user), Optional.empty(), List.of(request),
                List.of(), Outcome.ALLOWED, "RBAC: allowed by ClusterRoleBinding \"system:discovery\" of"
                        + " ClusterRole \"system:discovery\" to Group \"" + group + "\"");
    }

    /** {@code get pods/web in prod}: verb, resource, name, namespace, in the core group. */
    static AccessRequest core(String verb, String resource, String name, String namespace) {
        return in("", verb, resource, name, namespace);
    }

    static AccessRequest in(String group, String verb, String resource, String name, String namespace) {
        int slash = resource.indexOf('/');
        return new AccessRequest.Resource(verb, group, slash < 0 ? resource : resource.substring(0, slash),
                slash < 0 ? "" : resource.substring(slash + 1), name, namespace);
    }

    static SeenRequests seen(LogSubject subject, AuditedRequest... requests) {
        SeenRequests seen = SeenRequests.of(subject);
        List.of(requests).forEach(seen);
        return seen;
    }

    /** What is wanted when nothing is asked for. */
    static Minimizer.Wishes least() {
        return new Minimizer.Wishes(Broadening.none(), false, false, Optional.empty(), "least");
    }
}
