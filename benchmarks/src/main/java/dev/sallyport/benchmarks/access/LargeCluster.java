package dev.sallyport.benchmarks.access;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.RuleSet;
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
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A cluster of 10,000 bindings and 2,000 roles in 200 namespaces, and a map of 5,000 principals in 1,000 groups. Always the
 * same.
 */
final class LargeCluster {

    static final int BINDINGS = 10_000;
    static final int ROLES = 2_000;
    static final int PRINCIPALS = 5_000;
    static final int REQUESTS = 60;

    private static final int NAMESPACES = 200;
    private static final int GROUPS = 1_000;
    private static final int RULES = 8; // a role; the built-in admin has some twenty, most people's two or three
    private static final List<String> KINDS = List.of("pods", "pods/log", "pods/exec", "secrets", "configmaps",
            "services", "serviceaccounts", "serviceaccounts/token", "deployments", "deployments/scale", "jobs",
            "cronjobs", "rolebindings", "roles", "nodes", "nodes/proxy", "ingresses", "events", "widgets", "gadgets");
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "patch", "delete");

    private final RandomGenerator random = new Random(20_000);
    private final RbacSnapshot rbac;
    private final RuleSet map;

    LargeCluster() {
        List<Role> roles = new ArrayList<>();
        for (int i = 0; i < ROLES; i++) {
            roles.add(new Role(i % 2 == 0 ? "" : namespace(i), "role-" + i, rules()));
        }
        List<Binding> bindings = new ArrayList<>();
        for (int i = 0; i < BINDINGS; i++) {
            int role = random.nextInt(ROLES);
            boolean ofNamespace = role % 2 == 1;
            String namespace = ofNamespace ? namespace(role) : i % 10 == 0 ? "" : namespace(random.nextInt(NAMESPACES));
            bindings.add(new Binding(namespace, "binding-" + i,
                    ofNamespace ? RoleRef.role("role-" + role) : RoleRef.clusterRole("role-" + role),
                    List.of(subject(), subject())));
        }
        this.rbac = new RbacSnapshot(roles, bindings);
        List<MappingRule> rules = new ArrayList<>();
        for (int i = 0; i < PRINCIPALS; i++) {
            RulePlace place = new RulePlace("aws-auth", i % 5 == 0 ? "mapUsers" : "mapRoles", i + 1);
            List<String> groups = List.of("group-" + random.nextInt(GROUPS), "group-" + random.nextInt(GROUPS));
            rules.add(i % 5 == 0
                    ? new MappingRule.User("arn:aws:iam::123456789012:user/user-" + i, "user-" + i, groups, place)
                    : new MappingRule.Role("arn:aws:iam::123456789012:role/role-" + i,
                            i % 5 == 1 ? "team-" + i + ":{{SessionName}}" : "role-" + i, groups, place));
        }
        this.map = new RuleSet("aws-auth", rules);
    }

    private static String namespace(int place) {
        return "ns-" + place % NAMESPACES;
    }

    private List<PolicyRule> rules() {
        List<PolicyRule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            boolean star = random.nextInt(2_000) == 0;
            rules.add(PolicyRule.resources(star ? List.of("*") : List.of(of(VERBS), of(VERBS), of(VERBS)),
                    List.of("", "apps", "batch", "rbac.authorization.k8s.io"), List.of(of(KINDS), of(KINDS))));
        }
        return rules;
    }

    private Subject subject() {
        return switch (random.nextInt(3)) {
            case 0 -> new Subject.Group("group-" + random.nextInt(GROUPS));
            case 1 -> new Subject.User(random.nextInt(10) == 0
                    ? "team-" + (random.nextInt(PRINCIPALS / 5) * 5 + 1) + ":ana"
                    : "user-" + random.nextInt(PRINCIPALS));
            default -> new Subject.ServiceAccount(namespace(random.nextInt(NAMESPACES)), "app-" + random.nextInt(15));
        };
    }

    private String of(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    RbacSnapshot rbac() {
        return rbac;
    }

    RuleSet map() {
        return map;
    }

    /** Somebody in two groups, who may a little. */
    static RbacUser somebody() {
        return new RbacUser("user-5", List.of("group-7", "group-77", "system:authenticated"));
    }

    /** Twelve resources by five verbs. */
    static List<AccessRequest> columns() {
        List<AccessRequest> columns = new ArrayList<>();
        for (String kind : KINDS.subList(0, 12)) {
            for (String verb : VERBS.subList(0, REQUESTS / 12)) {
                String[] parts = kind.split("/", 2);
                columns.add(new AccessRequest.Resource(verb, "", parts[0], parts.length == 2 ? parts[1] : "", "",
                        "ns-7"));
            }
        }
        return columns;
    }
}
