package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A small world: who there is in IAM, a map, roles and bindings, and what is asked. Made of few words, so that they meet
 * often; of entries that match and entries that nearly do.
 *
 * @param entries what the map's text says, for whoever does not trust those who read it
 */
record GeneratedPassage(List<Person> people, List<Entry> entries, List<String> accounts, RbacSnapshot rbac,
        List<AccessRequest> requests) {

    private static final String HERE = "111122223333";
    private static final String THERE = "999988887777";
    private static final List<String> GROUPS = List.of("dev", "ops", "view", "nobody-is-here", "team-{{SessionName}}");
    private static final List<String> NAMESPACES = List.of("a", "b");
    private static final List<String> VERBS = List.of("get", "list", "create", "delete", "*");
    private static final List<String> API_GROUPS = List.of("", "apps", "*");
    private static final List<String> RESOURCES = List.of("pods", "pods/log", "secrets", "deployments", "*", "*/log");
    private static final List<String> NAMES = List.of("web", "db");
    private static final List<String> ROLE_NAMES = List.of("reader", "writer", "pods-get", "own");
    private static final List<String> PATHS = List.of("/metrics", "/healthz", "/healthz/*", "*");

    /** Somebody in IAM; a role is here by one of its sessions. */
    record Person(String account, String kind, String path, String name, String session) {

        /** The ARN as IAM shows it, of the role for a session. */
        String iamArn() {
            return "arn:aws:iam::" + account + ":" + kind + "/" + path + name;
        }

        /** The ARN as STS vouches for it. */
        String signedIn() {
            return kind.equals("role")
                    ? "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session
                    : iamArn();
        }
    }

    /** An entry of the map as somebody wrote it. */
    record Entry(String section, String arn, String username, List<String> groups) {
        Entry {
            groups = List.copyOf(groups);
        }

        /** How many lines of its section it takes. */
        int lines() {
            return 2 + (groups.isEmpty() ? 0 : 1 + groups.size());
        }
    }

    static GeneratedPassage next(RandomGenerator random, int requests) {
        return new Maker(random).make(requests);
    }

    AwsAuth awsAuth() {
        Map<String, String> data = new LinkedHashMap<>();
        for (String section : List.of("mapRoles", "mapUsers")) {
            StringBuilder text = new StringBuilder();
            entries.stream().filter(entry -> entry.section().equals(section)).forEach(entry -> {
                text.append("- ").append(section.equals("mapRoles") ? "rolearn" : "userarn").append(": \"")
                        .append(entry.arn()).append("\"\n  username: \"").append(entry.username()).append("\"\n");
                if (!entry.groups().isEmpty()) {
                    text.append("  groups:\n");
                    entry.groups().forEach(group -> text.append("  - \"").append(group).append("\"\n"));
                }
            });
            if (!text.isEmpty()) {
                data.put(section, text.toString());
            }
        }
        if (!accounts.isEmpty()) {
            data.put("mapAccounts", "- \"" + String.join("\"\n- \"", accounts) + "\"\n");
        }
        return AwsAuth.parse(data);
    }

    AccessWorld world() {
        return AccessWorld.of("generated", awsAuth(), rbac);
    }

    private record Maker(RandomGenerator random) {

        GeneratedPassage make(int requests) {
            List<Person> people = new ArrayList<>();
            for (String name : List.of("ana", "bob")) {
                people.add(new Person(HERE, "user", some(3) == 0 ? "team/" : "", name, ""));
            }
            people.add(new Person(THERE, "user", "", "ana", ""));
            for (String name : List.of("dev", "ops", "ana")) {
                String path = some(3) == 0 ? "team/x/" : "";
                people.add(new Person(HERE, "role", path, name, "ci"));
                people.add(new Person(HERE, "role", path, name, of(List.of("ana", "ana@example.com",
                        "i-0123456789abcdef0"))));
            }
            List<Entry> entries = new ArrayList<>();
            for (int i = 2 + some(8); i > 0; i--) {
                entries.add(entry(of(people)));
            }
            List<Binding> bindings = new ArrayList<>();
            for (int i = 4 + some(10); i > 0; i--) {
                bindings.add(binding("b" + i));
            }
            List<AccessRequest> asked = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                asked.add(request());
            }
            return new GeneratedPassage(people, entries, some(6) == 0 ? List.of(of(List.of(HERE, THERE))) : List.of(),
                    new RbacSnapshot(roles(), bindings), asked);
        }

        private Entry entry(Person person) {
            String section = person.kind().equals("role") ? "mapRoles" : "mapUsers";
            String plain = person.kind().equals("role")
                    ? "arn:aws:iam::" + person.account() + ":role/" + person.name()
                    : person.iamArn();
            String arn = switch (some(14)) {
                case 0 -> person.iamArn();
                case 1 -> "arn:aws:iam::" + person.account() + ":" + person.kind() + "/wrong/" + person.name();
                case 2 -> person.signedIn();
                case 3 -> plain.replace(person.account(), person.account().equals(HERE) ? THERE : HERE);
                case 4 -> plain.replace("/" + person.name(), "/" + person.name().toUpperCase(java.util.Locale.ROOT));
                default -> plain;
            };
            String username = of(List.of("ana", "dev-user", person.name() + ":{{SessionName}}", "{{SessionName}}",
                    "u-{{AccountID}}", "system:node:{{EC2PrivateDNSName}}", "shared"));
            List<String> groups = new ArrayList<>();
            for (int i = some(3); i > 0; i--) {
                groups.add(some(25) == 0 ? "system:masters" : of(GROUPS));
            }
            return new Entry(some(12) == 0 ? other(section) : section, arn, username, groups);
        }

        private static String other(String section) {
            return section.equals("mapRoles") ? "mapUsers" : "mapRoles";
        }

        private List<Role> roles() {
            List<Role> roles = new ArrayList<>();
            for (String name : ROLE_NAMES) {
                roles.add(new Role("", name, rules(true)));
                NAMESPACES.forEach(namespace -> {
                    if (random.nextBoolean()) {
                        roles.add(new Role(namespace, name, rules(false)));
                    }
                });
            }
            return roles;
        }

        private List<PolicyRule> rules(boolean ofCluster) {
            List<PolicyRule> rules = new ArrayList<>();
            for (int i = 1 + some(3); i > 0; i--) {
                rules.add(ofCluster && some(4) == 0
                        ? PolicyRule.nonResources(words(VERBS), words(PATHS))
                        : new PolicyRule(words(VERBS), words(API_GROUPS), words(RESOURCES),
                                some(4) == 0 ? words(NAMES) : List.of(), List.of()));
            }
            return rules;
        }

        private Binding binding(String name) {
            String namespace = some(3) == 0 ? "" : of(NAMESPACES);
            String role = some(8) == 0 ? "pods-list" : of(ROLE_NAMES); // nobody wrote the first
            RoleRef reference = namespace.isEmpty() || random.nextBoolean()
                    ? RoleRef.clusterRole(role)
                    : RoleRef.role(role);
            List<Subject> subjects = new ArrayList<>();
            for (int i = some(8) == 0 ? 0 : 1 + some(3); i > 0; i--) {
                subjects.add(switch (some(6)) {
                    case 0 -> new Subject.User(of(List.of("ana", "shared", "dev:ci", "ops:ana-example.com", "bob",
                            "arn:aws:iam::" + HERE + ":user/bob", "u-" + HERE)));
                    case 1 -> new Subject.Group(some(3) == 0 ? "system:authenticated" : "team-ci");
                    case 2 -> new Subject.ServiceAccount(some(2) == 0 ? "" : "a", "robot");
                    default -> new Subject.Group(of(GROUPS.subList(0, 4)));
                });
            }
            return new Binding(namespace, name, reference, subjects);
        }

        private AccessRequest request() {
            if (some(6) == 0) {
                return new AccessRequest.NonResource(of(VERBS.subList(0, 4)),
                        of(List.of("/metrics", "/healthz", "/healthz/etcd", "/version")));
            }
            String[] parts = of(RESOURCES.subList(0, 4)).split("/", -1);
            return new AccessRequest.Resource(of(VERBS.subList(0, 4)), of(API_GROUPS.subList(0, 2)), parts[0],
                    parts.length > 1 ? parts[1] : "", some(3) == 0 ? of(NAMES) : "",
                    some(3) == 0 ? "" : of(NAMESPACES));
        }

        private List<String> words(List<String> list) {
            return some(3) > 0 ? List.of(of(list), of(list)) : List.of(of(list));
        }

        private int some(int bound) {
            return random.nextInt(bound);
        }

        private <T> T of(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
