package dev.sallyport.conformance.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The words that worlds and questions are made of. Each list holds the words that a rule treats apart. */
final class Words {

    static final List<String> NAMESPACES = List.of("%a", "%b");
    static final List<String> CLUSTER_ROLES = List.of("%reader", "%writer", "%Reader", "%with blank", "%quote\"d",
            "%rôle", "%system:x", "%r8");
    static final List<String> ROLES = List.of("%reader", "%own", "%own,too");
    static final List<String> USERS = List.of("%ann", "%Ann", "%bob", "%bob@example.com", "*",
            "system:serviceaccount:%a:robot", "%tab\there", "%über ☃", "%soft\u00ad", "%\ud83d\ude00", "%back\\slash",
            "arn:aws:iam::123456789012:user/%ann");
    static final List<String> GROUPS = List.of("%ops", "%OPS", "%dev", "system:serviceaccounts:%a", "*", "%ops ",
            "%nbsp\u00a0");
    static final List<String> SERVICE_ACCOUNTS = List.of("robot", "builder");
    static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "patch", "delete",
            "deletecollection", "impersonate", "bind", "escalate", "use", "Get", "*", "");
    static final List<String> API_GROUPS = List.of("", "", "apps", "batch", "rbac.authorization.k8s.io", "*", "Apps");
    static final List<String> RESOURCES = List.of("pods", "pods/log", "pods/exec", "pods/*", "*/scale", "*/log", "*",
            "deployments", "deployments/scale", "secrets", "nodes", "Pods", "widgets", "*/*", "", "pods/", "/log",
            "secrets/log");
    static final List<String> NAMES = List.of("web-0", "web-1", "", "*", "Web-0");
    static final List<String> URLS = List.of("/metrics", "/healthz", "/healthz/*", "/healthz*", "/api/*", "*", "/*",
            "/logs/**", "/lo*gs", "", "metrics");
    static final List<String> PLAIN_RESOURCES = List.of("pods", "deployments", "secrets", "nodes", "Pods", "widgets",
            "*", "", "pods/log");
    static final List<String> SUBRESOURCES = List.of("", "", "", "log", "exec", "scale", "*", "status");
    static final List<String> PATHS = List.of("/metrics", "/healthz", "/healthz/etcd", "/healthzz", "/api/v1", "/api",
            "/logs/", "/logs/x", "/", "*", "metrics", "/lo*gs", "/version");

    private final RandomGenerator random;

    Words(RandomGenerator random) {
        this.random = random;
    }

    String of(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One to {@code most} words, each as often as it comes. */
    List<String> some(List<String> list, int most) {
        List<String> some = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            some.add(of(list));
        }
        return some;
    }
}
