package dev.sallyport.cluster.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.rbac.AccessRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the API server asks its authorizer before somebody acts as somebody else: for each part of the other user that was
 * asked for, the verb {@code impersonate} on it. Groups that the server adds by itself were not asked for.
 *
 * <p>From 1.36 on (and 1.35 behind a gate) it may go by a constraint instead, which the event names: then the verb is the
 * constraint, the resources are of {@code authentication.k8s.io}, and the request itself has a verb of its own, too.
 *
 * <p>Source: Kubernetes, {@code apiserver/pkg/endpoints/filters/impersonation}.
 */
final class ImpersonationNeeds {

    private static final String AUTHENTICATION = "authentication.k8s.io";
    private static final String ACCOUNT = "system:serviceaccount:";
    private static final String NODE = "system:node:";
    private static final String PREFIX = "impersonate:";

    private ImpersonationNeeds() {}

    /**
     * Of one event.
     *
     * @param other the impersonated user
     * @param constraint empty for the plain verb
     * @param request what is asked for in the other's name
     */
    static List<AccessRequest> of(JsonNode other, String constraint, AccessRequest request) {
        List<AccessRequest> needs = new ArrayList<>();
        boolean constrained = constraint.startsWith(PREFIX);
        String verb = constrained ? constraint : "impersonate";
        String group = constrained ? AUTHENTICATION : "";
        String name = AuditEvents.text(other, "username");
        String[] account = name.startsWith(ACCOUNT) ? name.substring(ACCOUNT.length()).split(":", -1) : new String[0];
        Set<String> given;
        if (account.length == 2) {
            given = Set.of("system:serviceaccounts", "system:serviceaccounts:" + account[0]);
            needs.add(new AccessRequest.Resource(verb, group, "serviceaccounts", "", account[1], account[0]));
        } else if (constrained && name.startsWith(NODE)) {
            given = Set.of("system:nodes");
            // The server asks for all nodes at once where a service account acts as its own.
            String node = constraint.equals("impersonate:associated-node") ? "*" : name.substring(NODE.length());
            needs.add(new AccessRequest.Resource(verb, group, "nodes", "", node, ""));
        } else {
            given = Set.of();
            needs.add(new AccessRequest.Resource(verb, group, "users", "", name, ""));
        }
        groups(other, name, given).forEach(each -> needs.add(new AccessRequest.Resource(verb, group, "groups", "", each,
                "")));
        if (!AuditEvents.text(other, "uid").isEmpty()) {
            needs.add(new AccessRequest.Resource(verb, AUTHENTICATION, "uids", "", AuditEvents.text(other, "uid"), ""));
        }
        other.path("extra").forEachEntry((key, values) -> values.forEach(value -> needs
                .add(new AccessRequest.Resource(verb, AUTHENTICATION, "userextras", key, value.asText(), ""))));
        if (constrained) {
            needs.add(under(constraint.substring(PREFIX.length()), request));
        }
        return needs;
    }

    private static List<String> groups(JsonNode other, String name, Set<String> given) {
        List<String> groups = new ArrayList<>();
        other.path("groups").forEach(group -> groups.add(group.asText()));
        String added = name.equals("system:anonymous") ? "system:unauthenticated" : "system:authenticated";
        if (!groups.isEmpty() && groups.getLast().equals(added)) {
            groups.removeLast();
        }
        return groups.size() == given.size() && given.containsAll(groups) ? List.of() : groups;
    }

    private static AccessRequest under(String mode, AccessRequest request) {
        String verb = "impersonate-on:" + mode + ":" + request.verb();
        return switch (request) {
            case AccessRequest.Resource of -> new AccessRequest.Resource(verb, of.group(), of.resource(),
                    of.subresource(), of.name(), of.namespace());
            case AccessRequest.NonResource of -> new AccessRequest.NonResource(verb, of.path());
        };
    }
}
