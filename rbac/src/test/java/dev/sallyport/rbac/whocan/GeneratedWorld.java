package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small worlds of few words, chosen so that the needs of escalation meet often. The same for the same seed. */
record GeneratedWorld(RbacSnapshot snapshot, List<RbacUser> actors, List<AccessRequest> requests) {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final List<String> NAMESPACES = List.of("a", "b", "kube-system");
    private static final List<String> ROLE_NAMES = List.of("one", "two", "three");
    private static final List<String> USERS = List.of("ann", "bob", "cyd", "system:serviceaccount:a:bot");
    private static final List<String> GROUPS = List.of("ops", "devs", "system:serviceaccounts",
            "system:serviceaccounts:b", "system:authenticated", "system:unauthenticated");
    private static final List<String> ACCOUNTS = List.of("bot", "default");

    /** Verb, group, resource: what somebody needs for one step, or for the request. */
    private static final List<String> SIGNING = List.of("create get approve update", "certificates.k8s.io",
            "certificatesigningrequests certificatesigningrequests/approval signers");
    private static final List<List<String>> POWERS = List.of(SIGNING, SIGNING, SIGNING,
            List.of("impersonate", "", "users"), List.of("impersonate", "", "groups"),
            List.of("impersonate", "", "users groups"), List.of("impersonate", "", "serviceaccounts"),
            List.of("create", "", "serviceaccounts/token"), List.of("create", "", "*/token"),
            List.of("create", "", "pods"), List.of("update patch", "apps", "deployments"),
            List.of("patch", "batch", "cronjobs"), List.of("create", "apps", "daemonsets statefulsets"),
            List.of("get", "", "pods/exec"), List.of("create", "", "pods/exec nodes/proxy"),
            List.of("create", "", "*/exec"),
            List.of("list", "", "secrets"), List.of("list watch", "", "secrets"),
            List.of("get watch", "", "secrets nodes/proxy"), List.of("get", "", "nodes/proxy"), SIGNING,
            List.of("bind create", RBAC, "roles rolebindings"), List.of("bind", RBAC, "clusterroles"),
            List.of("create patch", RBAC, "rolebindings clusterrolebindings"), List.of("*", RBAC, "*"),
            List.of("escalate update", RBAC, "roles clusterroles"), List.of("escalate", RBAC, "roles"),
            List.of("update", "", "configmaps"), List.of("patch", "", "configmaps"),
            List.of("approve", "certificates.k8s.io", "signers"),
            List.of("delete", "", "nodes"), List.of("delete", "", "pods secrets"), List.of("*", "", "pods/*"),
            List.of("delete", "apps", "*"), List.of("*", "*", "widgets"));
    private static final List<String> NAMES = List.of("ann", "ops", "bot", "one", "two", "aws-auth", "web", "default",
            "kubernetes.io/kube-apiserver-client", "b1");

    static GeneratedWorld of(RandomGenerator random) {
        List<Role> roles = new ArrayList<>();
        for (int i = 2 + random.nextInt(7); i > 0; i--) {
            roles.add(new Role(random.nextInt(3) == 0 ? of(random, NAMESPACES) : "", of(random, ROLE_NAMES),
                    rules(random)));
        }
        List<Binding> bindings = new ArrayList<>();
        for (int i = 3 + random.nextInt(9); i > 0; i--) {
            String namespace = random.nextBoolean() ? of(random, NAMESPACES) : "";
            String role = of(random, ROLE_NAMES);
            bindings.add(new Binding(namespace, "b" + random.nextInt(4),
                    random.nextInt(3) == 0 ? RoleRef.role(role) : RoleRef.clusterRole(role),
                    subjects(random)));
        }
        return new GeneratedWorld(new RbacSnapshot(roles, bindings), everyActor(), everyRequest());
    }

    private static List<PolicyRule> rules(RandomGenerator random) {
        List<PolicyRule> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> power = of(random, POWERS);
            rules.add(new PolicyRule(words(power.get(0)), List.of(power.get(1)), words(power.get(2)),
                    random.nextInt(4) == 0 ? List.of(of(random, NAMES), of(random, NAMES)) : List.of(), List.of()));
        }
        if (random.nextInt(5) == 0) {
            rules.add(PolicyRule.nonResources(List.of("get"), List.of("/metrics*")));
        }
        return rules;
    }

    private static List<Subject> subjects(RandomGenerator random) {
        List<Subject> subjects = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            subjects.add(switch (random.nextInt(3)) {
                case 0 -> new Subject.User(of(random, USERS));
                case 1 -> new Subject.Group(of(random, GROUPS));
                default -> new Subject.ServiceAccount(random.nextInt(3) == 0 ? "" : of(random, NAMESPACES),
                        of(random, ACCOUNTS));
            });
        }
        return subjects;
    }

    private static List<RbacUser> everyActor() {
        List<RbacUser> actors = new ArrayList<>(List.of(
                new RbacUser("ann", List.of("system:authenticated")),
                new RbacUser("bob", List.of("ops", "devs", "system:authenticated")),
                new RbacUser("dan", List.of("ops", "system:authenticated")),
                new RbacUser("root", List.of("system:masters", "system:authenticated")),
                new RbacUser("system:anonymous", List.of("system:unauthenticated"))));
        for (String account : ACCOUNTS) {
            actors.add(new RbacUser(Subject.ServiceAccount.userName("a", account),
                    List.of("system:serviceaccounts", "system:serviceaccounts:a", "system:authenticated")));
        }
        return actors;
    }

    private static List<AccessRequest> everyRequest() {
        return List.of(
                new AccessRequest.Resource("delete", "", "nodes", "", "web", ""),
                new AccessRequest.Resource("delete", "", "pods", "", "web", "a"),
                new AccessRequest.Resource("delete", "", "secrets", "", "", "b"),
                new AccessRequest.Resource("delete", "apps", "deployments", "scale", "web", "kube-system"),
                new AccessRequest.Resource("list", "", "secrets", "", "", ""),
                new AccessRequest.Resource("get", "example.org", "widgets", "", "ann", "c"),
                new AccessRequest.NonResource("get", "/metrics/x"));
    }

    private static List<String> words(String words) {
        return List.of(words.split(" "));
    }

    private static <T> T of(RandomGenerator random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
