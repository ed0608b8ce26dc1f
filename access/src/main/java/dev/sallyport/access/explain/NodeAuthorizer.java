package dev.sallyport.access.explain;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacUser;

import java.util.List;

/**
 * What the API server's Node authorizer, which is asked before RBAC, does with a node's request. A node is whoever is in
 * the group {@code system:nodes} under a name that begins with {@code system:node:}.
 *
 * <p>Some of what a node may do, it may do for any object; some for its own objects or those that its Pods refer to, which
 * only the running cluster knows. Source: Kubernetes, {@code plugin/pkg/auth/authorizer/node} and, for the rules, {@code
 * bootstrappolicy NodeRules}.
 */
public final class NodeAuthorizer {

    private static final String GROUP = "system:nodes";
    private static final String NAME = "system:node:";

    private NodeAuthorizer() {}

    /** What it says. */
    public enum Answer {
        /** Every node may. */
        ALLOWS,
        /** Only for the node's own object, or for one that a Pod on it refers to. */
        FOR_ITS_OWN,
        /** It has no opinion, so the next authorizer is asked. */
        PASSES_ON
    }

    /** For its own objects, for what its Pods refer to, and, of Nodes and Pods, since Kubernetes 1.34 for no others. */
    private static final List<PolicyRule> OF_ITS_OWN = List.of(
            rule("", "get,list,watch", "secrets", "configmaps", "pods", "nodes"),
            rule("", "get", "persistentvolumes", "persistentvolumeclaims", "serviceaccounts"),
            rule("", "get,update,patch", "persistentvolumeclaims/status"), rule("", "create", "serviceaccounts/token"),
            rule("coordination.k8s.io", "get,create,update,patch,delete", "leases"),
            rule("storage.k8s.io", "get", "volumeattachments"),
            rule("storage.k8s.io", "get,create,update,patch,delete", "csinodes"),
            rule("resource.k8s.io", "get", "resourceclaims"),
            rule("resource.k8s.io", "get,list,watch,create,update,patch,delete,deletecollection", "resourceslices"),
            rule("certificates.k8s.io", "get,list,watch,create", "podcertificaterequests"));

    private static final List<PolicyRule> OF_ANY = List.of(
            rule("authentication.k8s.io", "create", "tokenreviews"),
            rule("authorization.k8s.io", "create", "subjectaccessreviews", "localsubjectaccessreviews"),
            rule("", "get,list,watch", "services"), rule("", "create,update,patch", "nodes", "events"),
            rule("", "update,patch", "nodes/status", "pods/status"), rule("", "create,delete", "pods"),
            rule("", "create", "pods/eviction"),
            rule("certificates.k8s.io", "create,get,list,watch", "certificatesigningrequests"),
            rule("storage.k8s.io", "get,list,watch", "csidrivers"),
            rule("node.k8s.io", "get,list,watch", "runtimeclasses"));

    private static PolicyRule rule(String group, String verbs, String... resources) {
        return PolicyRule.resources(List.of(verbs.split(",", -1)), List.of(group), List.of(resources));
    }

    /** Whether a user is a node to it. */
    public static boolean isNode(RbacUser user) {
        return user.groups().contains(GROUP) && user.name().startsWith(NAME);
    }

    /** What it says of a node's request. */
    static Answer of(AccessRequest request) {
        if (OF_ANY.stream().anyMatch(rule -> rule.allows(request))) {
            return Answer.ALLOWS;
        }
        return OF_ITS_OWN.stream().anyMatch(rule -> rule.allows(request)) ? Answer.FOR_ITS_OWN : Answer.PASSES_ON;
    }
}
