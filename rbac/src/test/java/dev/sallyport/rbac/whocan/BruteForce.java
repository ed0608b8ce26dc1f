package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PlainReading;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Escalation tried out: for one actor, every first step is taken in a copy of the world, and then the request is made
 * there. Slow, forwards, and written to share nothing with {@link Reach}.
 *
 * @param signs whether certificates are signed
 */
record BruteForce(RbacSnapshot world, boolean signs) {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String CSR = "certificates.k8s.io";

    boolean direct(RbacUser actor, AccessRequest wanted) {
        return PlainReading.allows(world, actor, wanted);
    }

    /** The first steps after which the actor may do it, in words. */
    Set<String> twoSteps(RbacUser actor, AccessRequest wanted) {
        Set<String> ways = new TreeSet<>();
        becomeUsers(actor, wanted, ways);
        becomeGroups(actor, wanted, ways);
        becomeServiceAccounts(actor, wanted, ways);
        writeBindings(actor, wanted, ways);
        writeRoles(actor, wanted, ways);
        if (may(actor, "update", "", "configmaps", "aws-auth", "kube-system")
                || may(actor, "patch", "", "configmaps", "aws-auth", "kube-system")) {
            ways.add("aws-auth");
        }
        return ways;
    }

    private void becomeUsers(RbacUser actor, AccessRequest wanted, Set<String> ways) {
        for (String user : subjects(Subject.User.class)) {
            boolean account = user.startsWith("system:serviceaccount:");
            RbacUser them = new RbacUser(user, List.of("system:authenticated"));
            if (!account && PlainReading.allows(world, them, wanted)) {
                if (may(actor, "impersonate", "", "users", user, "")) {
                    ways.add("impersonate user " + user);
                }
                if (maySign(actor)) {
                    ways.add("certificate user " + user);
                }
            }
        }
    }

    private void becomeGroups(RbacUser actor, AccessRequest wanted, Set<String> ways) {
        Set<String> groups = subjects(Subject.Group.class);
        groups.add("system:masters");
        for (String group : groups) {
            // the API server adds system:authenticated to no impersonated user who is said to be unauthenticated
            List<String> together = group.equals("system:unauthenticated")
                    ? List.of(group)
                    : List.of(group, "system:authenticated");
            if (PlainReading.allows(world, new RbacUser("somebody-new", together), wanted)) {
                if (may(actor, "impersonate", "", "groups", group, "") && mayBeAnybody(actor)) {
                    ways.add("impersonate group " + group);
                }
                if (!group.equals("system:masters") && maySign(actor)) {
                    ways.add("certificate group " + group);
                }
            }
        }
    }

    private boolean mayBeAnybody(RbacUser actor) {
        List<String> names = Stream.concat(Stream.of("somebody-new"), world.roles().stream()
                .flatMap(role -> role.rules().stream()).flatMap(rule -> rule.resourceNames().stream())).toList();
        return names.stream().anyMatch(name -> may(actor, "impersonate", "", "users", name, "") || namespaces().stream()
                .anyMatch(namespace -> may(actor, "impersonate", "", "serviceaccounts", name, namespace)));
    }

    private boolean maySign(RbacUser actor) {
        return signs && may(actor, "create", CSR, "certificatesigningrequests", "", "")
                && (may(actor, "update", CSR, "certificatesigningrequests/approval", "", "")
                        || may(actor, "patch", CSR, "certificatesigningrequests/approval", "", ""))
                && (may(actor, "approve", CSR, "signers", "kubernetes.io/kube-apiserver-client", "")
                        || may(actor, "approve", CSR, "signers", "kubernetes.io/*", ""))
                && Stream.of("get", "list", "watch")
                        .anyMatch(verb -> may(actor, verb, CSR, "certificatesigningrequests", "", ""));
    }

    private void becomeServiceAccounts(RbacUser actor, AccessRequest wanted, Set<String> ways) {
        for (String account : accounts()) {
            String namespace = account.split("/", -1)[0];
            String name = account.split("/", -1)[1];
            RbacUser them = new RbacUser("system:serviceaccount:" + namespace + ":" + name,
                    List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated"));
            if (!PlainReading.allows(world, them, wanted)) {
                continue;
            }
            if (may(actor, "impersonate", "", "serviceaccounts", name, namespace)) {
                ways.add("impersonate account " + account);
            }
            if (may(actor, "create", "", "serviceaccounts/token", name, namespace)) {
                ways.add("token account " + account);
            }
            if (may(actor, "create", "", "pods", "", namespace) || Stream.of("apps/deployments", "apps/daemonsets",
                    "apps/statefulsets", "apps/replicasets", "/replicationcontrollers", "batch/jobs", "batch/cronjobs")
                    .anyMatch(kind -> startsPods(actor, kind.split("/", 2)[0], kind.split("/", 2)[1], namespace))) {
                ways.add("pods account " + account);
            }
            if (namesSomewhere().stream().anyMatch(any -> may(actor, "create", "", "pods/exec", any, namespace)
                    || may(actor, "get", "", "pods/exec", any, namespace))) {
                ways.add("exec account " + account);
            }
            if (Stream.of("get", "list", "watch").anyMatch(verb -> may(actor, verb, "", "secrets", "", namespace))) {
                ways.add("secrets account " + account);
            }
            if (namesSomewhere().stream().anyMatch(any -> may(actor, "get", "", "nodes/proxy", any, "")
                    || may(actor, "create", "", "nodes/proxy", any, ""))) {
                ways.add("nodes-proxy account " + account);
            }
        }
    }

    private boolean startsPods(RbacUser actor, String group, String resource, String namespace) {
        return may(actor, "create", group, resource, "", namespace) || namesSomewhere().stream()
                .anyMatch(any -> may(actor, "update", group, resource, any, namespace)
                        || may(actor, "patch", group, resource, any, namespace));
    }

    private void writeBindings(RbacUser actor, AccessRequest wanted, Set<String> ways) {
        Set<String> scopes = new TreeSet<>(namespaces());
        scopes.add("");
        if (wanted instanceof AccessRequest.Resource resource) {
            scopes.add(resource.namespace());
        }
        for (Role role : rolesThatCount()) {
            for (String scope : scopes) {
                if (!role.isClusterRole() && !role.namespace().equals(scope)) {
                    continue;
                }
                RoleRef reference = role.isClusterRole() ? RoleRef.clusterRole(role.name()) : RoleRef.role(role.name());
                String kind = scope.isEmpty() ? "clusterrolebindings" : "rolebindings";
                boolean writes = may(actor, "create", RBAC, kind, "", scope) || world.bindings().stream()
                        .filter(binding -> binding.namespace().equals(scope) && binding.role().equals(reference))
                        .anyMatch(binding -> may(actor, "update", RBAC, kind, binding.name(), scope)
                                || may(actor, "patch", RBAC, kind, binding.name(), scope));
                boolean binds = may(actor, "bind", RBAC, role.isClusterRole() ? "clusterroles" : "roles", role.name(),
                        scope);
                if (writes && binds) {
                    List<Binding> more = new ArrayList<>(world.bindings());
                    more.add(new Binding(scope, "mine", reference, List.of(new Subject.User(actor.name()))));
                    if (PlainReading.allows(new RbacSnapshot(world.roles(), more), actor, wanted)) {
                        ways.add("bind " + named(role) + " in " + scope);
                    }
                }
            }
        }
    }

    private void writeRoles(RbacUser actor, AccessRequest wanted, Set<String> ways) {
        for (Role role : rolesThatCount()) {
            String kind = role.isClusterRole() ? "clusterroles" : "roles";
            if (may(actor, "escalate", RBAC, kind, role.name(), role.namespace())
                    && (may(actor, "update", RBAC, kind, role.name(), role.namespace())
                            || may(actor, "patch", RBAC, kind, role.name(), role.namespace()))) {
                Role everything = new Role(role.namespace(), role.name(),
                        List.of(PolicyRule.resources(List.of("*"), List.of("*"), List.of("*")),
                                PolicyRule.nonResources(List.of("*"), List.of("*"))));
                List<Role> roles = new ArrayList<>(world.roles());
                roles.replaceAll(each -> named(each).equals(named(role)) ? everything : each);
                if (PlainReading.allows(new RbacSnapshot(roles, world.bindings()), actor, wanted)) {
                    ways.add("escalate " + named(role));
                }
            }
        }
    }

    static String named(Role role) {
        return role.namespace() + "/" + role.name();
    }

    private List<Role> rolesThatCount() {
        Set<String> seen = new TreeSet<>();
        return world.roles().stream().filter(role -> seen.add(named(role))).toList();
    }

    private Set<String> namesSomewhere() {
        Set<String> names = new TreeSet<>(Set.of("something-new"));
        world.roles().forEach(role -> role.rules().forEach(rule -> names.addAll(rule.resourceNames())));
        return names;
    }

    private <T extends Subject> Set<String> subjects(Class<T> kind) {
        Set<String> names = new TreeSet<>();
        world.bindings().forEach(binding -> binding.subjects().stream().filter(kind::isInstance)
                .forEach(subject -> names.add(subject.name())));
        return names;
    }

    private Set<String> namespaces() {
        Set<String> namespaces = new TreeSet<>(Set.of("default", "kube-system"));
        world.roles().stream().map(Role::namespace).filter(name -> !name.isEmpty()).forEach(namespaces::add);
        world.bindings().stream().map(Binding::namespace).filter(name -> !name.isEmpty()).forEach(namespaces::add);
        accountsNamed().forEach(account -> namespaces.add(account.split("/", -1)[0]));
        return namespaces;
    }

    private Set<String> accounts() {
        Set<String> accounts = accountsNamed();
        namespaces().forEach(namespace -> accounts.add(namespace + "/default"));
        return accounts;
    }

    private Set<String> accountsNamed() {
        Set<String> accounts = new TreeSet<>();
        for (Binding binding : world.bindings()) {
            for (Subject subject : binding.subjects()) {
                if (subject instanceof Subject.ServiceAccount(String namespace, String name)) {
                    String home = namespace.isEmpty() ? binding.namespace() : namespace;
                    if (!home.isEmpty()) {
                        accounts.add(home + "/" + name);
                    }
                } else if (subject.name().startsWith("system:serviceaccount:")) {
                    accounts.add(subject.name().substring("system:serviceaccount:".length()).replace(':', '/'));
                }
            }
        }
        return accounts;
    }

    private boolean may(RbacUser actor, String verb, String group, String resource, String name, String namespace) {
        String[] parts = resource.split("/", 2);
        return PlainReading.allows(world, actor, new AccessRequest.Resource(verb, group, parts[0],
                parts.length == 2 ? parts[1] : "", name, namespace));
    }
}
