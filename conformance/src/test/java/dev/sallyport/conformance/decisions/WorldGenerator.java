package dev.sallyport.conformance.decisions;

import dev.sallyport.conformance.decisions.World.WrittenBinding;
import dev.sallyport.conformance.decisions.World.WrittenRole;
import dev.sallyport.conformance.decisions.World.WrittenSubject;
import dev.sallyport.rbac.PolicyRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes small worlds in which the words of few lists meet often: a role that nobody is bound to, and a binding whose
 * role allows nothing that is asked, decide nothing.
 */
final class WorldGenerator {

    private static final int MOST_ROLES = 6; // of each kind
    private static final int MOST_BINDINGS = 8; // of each kind

    private final Words words;
    private final RandomGenerator random;

    WorldGenerator(RandomGenerator random) {
        this.random = random;
        this.words = new Words(random);
    }

    World next() {
        List<WrittenRole> roles = new ArrayList<>();
        int clusterRoles = 3 + random.nextInt(MOST_ROLES);
        for (int i = 0; i < clusterRoles; i++) {
            roles.add(new WrittenRole("", Words.CLUSTER_ROLES.get(i), labels(), rules(true), List.of()));
        }
        if (random.nextInt(3) == 0) {
            roles.add(gathering("%gathers", Map.of()));
            if (random.nextBoolean()) {
                roles.add(gathering("%all", Map.of("%part", "of-all")));
            }
        }
        for (String namespace : Words.NAMESPACES) {
            int inIt = random.nextInt(MOST_ROLES / 2);
            for (int i = 0; i < inIt; i++) {
                roles.add(new WrittenRole(namespace, Words.ROLES.get(i), Map.of(), rules(false), List.of()));
            }
        }
        List<WrittenBinding> bindings = new ArrayList<>();
        int clusterWide = 1 + random.nextInt(MOST_BINDINGS / 2);
        for (int i = 0; i < clusterWide; i++) {
            bindings.add(new WrittenBinding("", "%b" + i, "ClusterRole", clusterRole(), subjects(true)));
        }
        int inNamespaces = 2 + random.nextInt(MOST_BINDINGS);
        for (int i = 0; i < inNamespaces; i++) {
            boolean toRole = random.nextInt(5) < 2;
            bindings.add(new WrittenBinding(words.of(Words.NAMESPACES), "%b" + i, toRole ? "Role" : "ClusterRole",
                    toRole ? words.of(Words.ROLES) : clusterRole(), subjects(false)));
        }
        return new World(Words.NAMESPACES, roles, bindings);
    }

    private WrittenRole gathering(String name, Map<String, String> labels) {
        List<Map<String, String>> selectors = new ArrayList<>(List.of(Map.of("%part", "of-some")));
        if (random.nextBoolean()) {
            selectors.add(Map.of("%part", "of-all"));
        }
        // Rules of its own are written over by the controller; it gathers nothing where nothing is labelled.
        return new WrittenRole("", name, labels, random.nextBoolean() ? rules(true) : List.of(), selectors);
    }

    private Map<String, String> labels() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("%part", "of-some");
            case 1 -> Map.of("%part", "of-all", "team", "a");
            default -> Map.of();
        };
    }

    private String clusterRole() {
        return switch (random.nextInt(12)) {
            case 0 -> words.of(List.of("view", "edit", "admin"));
            case 1 -> "%nobody-wrote-this";
            case 2 -> "%gathers";
            default -> words.of(Words.CLUSTER_ROLES);
        };
    }

    private List<WrittenSubject> subjects(boolean clusterWide) {
        List<WrittenSubject> subjects = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            subjects.add(switch (random.nextInt(6)) {
                case 0, 1 -> new WrittenSubject("User", "", words.of(Words.USERS));
                case 2, 3 -> new WrittenSubject("Group", "", words.of(Words.GROUPS));
                // In a ClusterRoleBinding the server asks for the namespace; in a RoleBinding it may be left out.
                default -> new WrittenSubject("ServiceAccount",
                        clusterWide || random.nextBoolean() ? words.of(Words.NAMESPACES) : "",
                        words.of(Words.SERVICE_ACCOUNTS));
            });
        }
        return subjects;
    }

    private List<PolicyRule> rules(boolean ofClusterRole) {
        List<PolicyRule> rules = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            rules.add(ofClusterRole && random.nextInt(4) == 0
                    ? PolicyRule.nonResources(words.some(Words.VERBS, 3), words.some(Words.URLS, 2))
                    : new PolicyRule(words.some(Words.VERBS, 3), words.some(Words.API_GROUPS, 2),
                            words.some(Words.RESOURCES, 3),
                            random.nextInt(3) == 0 ? words.some(Words.NAMES, 2) : List.of(), List.of()));
        }
        return rules;
    }
}
