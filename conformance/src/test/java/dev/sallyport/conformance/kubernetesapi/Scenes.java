package dev.sallyport.conformance.kubernetesapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What clients ask about the server itself and about who may do what in it. */
final class Scenes {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/NSPACE/configmaps";
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1";

    private Scenes() {}

    static Stream<Sequence> all() {
        return Stream.of(new Sequence("finding out", findingOut()), new Sequence("doors", doors()),
                new Sequence("rights", rights()), new Sequence("granting", granting()),
                new Sequence("bootstrap", bootstrap()));
    }

    private static List<Request> findingOut() {
        List<Request> requests = new ArrayList<>();
        for (String path : List.of("/version", "/version/", "/healthz", "/livez", "/readyz", "/healthz/ping",
                "/healthz/nothing",
                "/api", "/api/", "/apis/nothing.example.com", "/apis/nothing.example.com/v1",
                "/apis/nothing.example.com/v1/things", "/api/v2", "/api/v1/nothing", "/nothing", "/apis/apps/v9",
                "/apis/apps/v9/deployments", "/apis/apps/v1/nothing", "/openapi/v3/apis/nothing/v1", "/metricsx",
                "/api/v1/namespaces/NSPACE/nothing", "/api/v1/namespaces/NSPACE/nothing/x")) {
            requests.add(Request.get(path));
        }
        for (String group : List.of("apps", "batch", "rbac.authorization.k8s.io", "authentication.k8s.io",
                "authorization.k8s.io", "coordination.k8s.io", "policy", "networking.k8s.io", "events.k8s.io",
                "apiextensions.k8s.io", "scheduling.k8s.io", "storage.k8s.io", "discovery.k8s.io", "autoscaling")) {
            requests.add(Request.get("/apis/" + group));
            requests.add(Request.get("/apis/" + group + (group.equals("autoscaling") ? "/v2" : "/v1")));
        }
        requests.add(Request.get("/api/v1"));
        requests.add(Request.get("/apis"));
        for (String root : List.of("/api", "/apis")) {
            requests.add(Request.get(root).with("Accept",
                    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"));
            requests.add(Request.get(root).with("Accept",
                    "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList"));
            requests.add(Request.get(root).with("Accept", "text/html"));
            requests.add(Request.get(root).with("Accept", "application/yaml"));
        }
        requests.add(Request.of("POST", "/version").body("{}"));
        requests.add(Request.of("HEAD", "/version"));
        requests.add(Request.of("POST", "/api").body("{}"));
        requests.add(Request.delete("/apis/apps/v1"));
        return requests;
    }

    private static List<Request> doors() {
        List<Request> requests = new ArrayList<>();
        for (String who : List.of("anonymous", "stranger")) {
            for (String path : List.of("/api", "/version", "/healthz", CONFIG_MAPS, "/nothing",
                    AUTHORIZATION + "/selfsubjectaccessreviews", "/openapi/v3")) {
                requests.add(Request.get(path).by(who));
            }
        }
        for (String user : List.of("ann", "system:serviceaccount:NSPACE:default", "system:node:x")) {
            for (String path : List.of(CONFIG_MAPS, CONFIG_MAPS + "/x", "/api/v1/nodes", "/apis/apps/v1/deployments",
                    "/version",
                    "/metrics", "/api/v1/namespaces/NSPACE/pods/x/log", "/api/v1/namespaces/NSPACE")) {
                requests.add(Request.get(path).with("Impersonate-User", user));
            }
            requests.add(Request.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"x\"}}").with("Impersonate-User", user));
            requests.add(Request.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}")
                    .with("Impersonate-User", user));
            requests.add(Request.delete(CONFIG_MAPS).with("Impersonate-User", user));
            requests.add(Request.get(CONFIG_MAPS + "?watch=true").with("Impersonate-User", user));
        }
        requests.add(Request.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}")
                .with("Impersonate-User", "ann").with("Impersonate-Group", "ops").with("Impersonate-Uid", "7")
                .with("Impersonate-Extra-Team", "a"));
        requests.add(Request.get(CONFIG_MAPS).with("Impersonate-Group", "ops"));
        requests.add(Request.get(CONFIG_MAPS).with("Impersonate-User", ""));
        requests.add(Request.post("/apis/authentication.k8s.io/v1/tokenreviews",
                "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"TokenReview\", \"spec\": {}}"));
        requests.add(Request.get("/apis/authentication.k8s.io/v1/tokenreviews"));
        return requests;
    }

    private static List<Request> rights() {
        List<Request> requests = new ArrayList<>();
        requests.add(Request.post(RBAC + "/namespaces/NSPACE/roles", """
                {"metadata": {"name": "r"}, "rules": [{"apiGroups": [""], "resources": ["pods", "pods/log"],
                  "verbs": ["get", "list"]}, {"apiGroups": ["apps"], "resources": ["*"], "resourceNames": ["web"],
                  "verbs": ["*"]}]}"""));
        requests.add(Request.post(RBAC + "/namespaces/NSPACE/rolebindings", """
                {"metadata": {"name": "b"}, "roleRef": {"kind": "Role", "name": "r"},
                 "subjects": [{"kind": "User", "name": "ann"}, {"kind": "ServiceAccount", "name": "default"}]}"""));
        requests.add(Request.post(RBAC + "/namespaces/NSPACE/rolebindings", """
                {"metadata": {"name": "dangling"}, "roleRef": {"kind": "Role", "name": "nobody-wrote-this"},
                 "subjects": [{"kind": "User", "name": "ann"}]}"""));
        for (String spec : List.of(
                "{\"resourceAttributes\": {\"verb\": \"get\", \"resource\": \"pods\", \"namespace\": \"NSPACE\"}}",
                "{\"resourceAttributes\": {\"verb\": \"get\", \"resource\": \"pods\"}}",
                "{\"resourceAttributes\": {\"verb\": \"delete\", \"resource\": \"pods\", \"namespace\": \"NSPACE\"}}",
                "{\"nonResourceAttributes\": {\"verb\": \"get\", \"path\": \"/openapi/v2\"}}",
                "{\"nonResourceAttributes\": {\"verb\": \"get\", \"path\": \"/metrics\"}}", "{}",
                "{\"nonResourceAttributes\": {\"verb\": \"get\", \"path\": \"/m\"}, \"resourceAttributes\": {}}")) {
            String self = "{\"spec\": " + spec + "}";
            String other = "{\"spec\": {\"user\": \"ann\", " + spec.substring(1).replaceFirst("^}$", "\"uid\": \"1\"}")
                    + "}";
            requests.add(Request.post(AUTHORIZATION + "/selfsubjectaccessreviews", self)
                    .with("Impersonate-User", "ann"));
            requests.add(Request.post(AUTHORIZATION + "/subjectaccessreviews", other));
            requests.add(Request.post(AUTHORIZATION + "/namespaces/NSPACE/localsubjectaccessreviews", other));
        }
        requests.add(Request.post(AUTHORIZATION + "/subjectaccessreviews", "{\"spec\": {\"resourceAttributes\": {}}}"));
        requests.add(Request.post(AUTHORIZATION + "/selfsubjectrulesreviews",
                "{\"spec\": {\"namespace\": \"NSPACE\"}}").with("Impersonate-User", "ann"));
        requests.add(Request.post(AUTHORIZATION + "/selfsubjectrulesreviews",
                "{\"spec\": {\"namespace\": \"elsewhere\"}}").with("Impersonate-User", "eve"));
        requests.add(Request.post(AUTHORIZATION + "/selfsubjectrulesreviews", "{\"spec\": {}}"));
        requests.add(Request.get(AUTHORIZATION + "/selfsubjectrulesreviews"));
        requests.add(Request.get("/api/v1/namespaces/NSPACE/pods").with("Impersonate-User", "ann"));
        requests.add(Request.get("/api/v1/namespaces/NSPACE/secrets").with("Impersonate-User", "ann"));
        requests.add(Request.get("/apis/apps/v1/namespaces/NSPACE/deployments/web").with("Impersonate-User", "ann"));
        return requests;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Request> granting() {
        List<Request> requests = new ArrayList<>();
        requests.add(Request.post(RBAC + "/namespaces/NSPACE/roles", """
                {"metadata": {"name": "writer"}, "rules": [{"apiGroups": ["rbac.authorization.k8s.io"],
                  "resources": ["roles", "rolebindings"], "verbs": ["create", "update", "get", "patch"]},
                  {"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]}"""));
        requests.add(Request.post(RBAC + "/namespaces/NSPACE/rolebindings", """
                {"metadata": {"name": "writers"}, "roleRef": {"kind": "Role", "name": "writer"},
                 "subjects": [{"kind": "User", "name": "NSPACE-bob"}]}"""));
        for (String rules : List.of("[{\"apiGroups\": [\"\"], \"resources\": [\"pods\"], \"verbs\": [\"get\"]}]",
                "[{\"apiGroups\": [\"\"], \"resources\": [\"pods\", \"secrets\"], \"verbs\": [\"get\", \"list\"]}]",
                "[{\"apiGroups\": [\"*\"], \"resources\": [\"*\"], \"verbs\": [\"*\"]}]",
                "[{\"apiGroups\": [\"\"], \"resources\": [\"pods\"], \"resourceNames\": [\"a\"], \"verbs\": [\"get\", \"watch\"]}]")) {
            requests.add(Request.post(RBAC + "/namespaces/NSPACE/roles?dryRun=All",
                    "{\"metadata\": {\"name\": \"given\"}, \"rules\": " + rules + "}")
                    .with("Impersonate-User", "NSPACE-bob"));
        }
        for (String role : List.of("{\"kind\": \"Role\", \"name\": \"writer\"}",
                "{\"kind\": \"ClusterRole\", \"name\": \"view\"}",
                "{\"kind\": \"Role\", \"name\": \"nobody-wrote-this\"}")) {
            requests.add(Request.post(RBAC + "/namespaces/NSPACE/rolebindings?dryRun=All",
                    "{\"metadata\": {\"name\": \"given\"}, \"roleRef\": " + role
                            + ", \"subjects\": [{\"kind\": \"User\", \"name\": \"eve\"}]}")
                    .with("Impersonate-User", "NSPACE-bob"));
        }
        return requests;
    }

    private static List<Request> bootstrap() {
        List<Request> requests = new ArrayList<>();
        String defaults = "?labelSelector=" + encoded("kubernetes.io/bootstrapping=rbac-defaults");
        for (String resource : List.of("clusterroles", "clusterrolebindings", "roles", "rolebindings")) {
            requests.add(Request.get(RBAC + "/" + resource + defaults));
            requests.add(Request.get(RBAC + "/" + resource + defaults).with("Accept", Request.TABLE));
        }
        for (String object : List.of("/api/v1/namespaces/default", "/api/v1/namespaces/kube-system",
                "/api/v1/namespaces/kube-public", "/api/v1/namespaces/kube-node-lease",
                "/api/v1/namespaces/NSPACE/configmaps/kube-root-ca.crt",
                "/api/v1/namespaces/NSPACE/serviceaccounts/default", "/api/v1/namespaces/NSPACE")) {
            requests.add(Request.get(object));
        }
        requests.add(Request.delete("/api/v1/namespaces/kube-system"));
        requests.add(Request.delete("/api/v1/namespaces/default"));
        return requests;
    }

}
