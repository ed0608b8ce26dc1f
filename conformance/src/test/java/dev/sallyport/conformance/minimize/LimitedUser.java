package dev.sallyport.conformance.minimize;

import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.conformance.peers.RealCluster;

import java.util.List;

/** The user {@code nobody} of a real API server with more rights than the walk needs, and the places to use them in. */
record LimitedUser(RealCluster cluster) {

    static final List<String> NAMESPACES = List.of("a", "b", "c", "d", "e");

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String GROUP = "\"apiGroup\":\"rbac.authorization.k8s.io\"";

    /** Makes namespaces with what lies in them before the walk, and gives the rights. */
    void moveIn() {
        ApiClient admin = cluster.admin();
        for (String namespace : NAMESPACES) {
            admin.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + namespace + "\"}}").succeeds();
            admin.post("/api/v1/namespaces/" + namespace + "/serviceaccounts", "{\"metadata\":{\"name\":\"default\"}}")
                    .succeeds();
        }
        role("walk-places", """
                {"apiGroups":[""],"resources":["pods","pods/log","pods/exec","pods/eviction","pods/status","configmaps",
                 "serviceaccounts","serviceaccounts/token","services","events"],"verbs":["*"]},
                {"apiGroups":["apps"],"resources":["deployments","deployments/scale"],"verbs":["*"]},
                {"apiGroups":["coordination.k8s.io"],"resources":["leases"],"verbs":["*"]}""");
        role("walk-cluster", """
                {"apiGroups":[""],"resources":["nodes","persistentvolumes"],"verbs":["get","list"]},
                {"apiGroups":[""],"resources":["namespaces"],"verbs":["get","list","create","delete"]},
                {"apiGroups":[""],"resources":["pods"],"verbs":["list","watch"]},
                {"apiGroups":[""],"resources":["users"],"verbs":["impersonate"]},
                {"nonResourceURLs":["/metrics","/logs/*"],"verbs":["get"]}""");
        role("walk-helper", "{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],\"verbs\":[\"get\"]}");
        role("walk-wild", "{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"get\"]}");
        NAMESPACES.forEach(namespace -> binding(namespace, "walk-places", "Group", "nobodies"));
        binding("", "walk-cluster", "User", "nobody");
        binding("a", "walk-helper", "User", "helper");
        binding("e", "walk-wild", "User", "nobody");
    }

    /** Takes the rights away again, and what the walk left lying about. */
    void moveOut() {
        ApiClient admin = cluster.admin();
        NAMESPACES.forEach(namespace -> admin
                .delete(RBAC + "namespaces/" + namespace + "/rolebindings/walk-places").succeeds());
        admin.delete(RBAC + "clusterrolebindings/walk-cluster").succeeds();
        admin.delete(RBAC + "namespaces/e/rolebindings/walk-wild").succeeds();
        tidyUp();
    }

    /** Removes what a walk made, so that the next one finds what it found. */
    void tidyUp() {
        ApiClient admin = cluster.admin();
        for (String namespace : NAMESPACES) {
            for (String collection : List.of("/api/v1/namespaces/%s/configmaps", "/api/v1/namespaces/%s/pods",
                    "/apis/apps/v1/namespaces/%s/deployments",
                    "/apis/coordination.k8s.io/v1/namespaces/%s/leases")) {
                admin.delete(collection.formatted(namespace) + "?gracePeriodSeconds=0").succeeds();
            }
            admin.delete("/api/v1/namespaces/" + namespace + "/serviceaccounts?fieldSelector=metadata.name!=default")
                    .succeeds();
        }
    }

    private void role(String name, String rules) {
        cluster.admin().post(RBAC + "clusterroles",
                "{\"metadata\":{\"name\":\"" + name + "\"},\"rules\":[" + rules + "]}").succeeds();
    }

    private void binding(String namespace, String role, String kind, String subject) {
        cluster.admin().post(RBAC + (namespace.isEmpty()
                ? "clusterrolebindings"
                : "namespaces/" + namespace + "/rolebindings"),
                "{\"metadata\":{\"name\":\"" + role + "\"},\"roleRef\":{" + GROUP
                        + ",\"kind\":\"ClusterRole\",\"name\":\""
                        + role + "\"},\"subjects\":[{" + GROUP + ",\"kind\":\"" + kind + "\",\"name\":\"" + subject
                        + "\"}]}")
                .succeeds();
    }
}
