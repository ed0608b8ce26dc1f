package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a world's bindings give, and to whom. */
public final class Grants {

    private static final String EVERYBODY = "system:authenticated";
    private static final String MASTERS = "system:masters";
    private static final List<PolicyRule> EVERYTHING = List.of(
            PolicyRule.resources(List.of("*"), List.of("*"), List.of("*")),
            PolicyRule.nonResources(List.of("*"), List.of("*")));

    private final AccessWorld world;

    /** Of this world. */
    public Grants(AccessWorld world) {
        this.world = world;
    }

    /**
     * All that somebody can do who comes in anew, as every authenticated user and by their name and groups.
     *
     * @param username a template; a binding counts where it can be filled with the name
     */
    public List<Opening> ofNewcomer(String canonicalArn, String username, List<String> groups) {
        List<String> all = new ArrayList<>(groups);
        all.add(EVERYBODY);
        RbacUser user = new RbacUser(username, all);
        Optional<String> newcomer = Optional.of(canonicalArn);
        List<Opening> openings = new ArrayList<>();
        if (groups.stream().anyMatch(group -> Subjects.couldBe(group, MASTERS))) {
            EVERYTHING.forEach(rule -> openings.add(
                    new Opening(newcomer, new Subject.Group(MASTERS), rule, "", "the group system:masters")));
        }
        for (Binding binding : world.cluster().rbac().bindings()) {
            List<PolicyRule> rules = world.authorizer().resolve(binding.role(), binding.namespace()).stream()
                    .flatMap(role -> role.rules().stream()).toList();
            for (Subject subject : binding.subjects()) {
                if (Subjects.maySpeakOf(subject, binding.namespace(), user)) {
                    rules.forEach(rule -> openings.add(
                            new Opening(newcomer, subject, rule, binding.namespace(), words(binding))));
                }
            }
        }
        return openings;
    }

    /** Groups of ordinary people that may do something already. */
    List<String> groupsThatMay(AccessRequest request) {
        Set<String> groups = new LinkedHashSet<>();
        for (Binding binding : world.cluster().rbac().bindings()) {
            for (Subject subject : binding.subjects()) {
                if (subject instanceof Subject.Group(String name) && !isOfTheSystem(name) && !name.isEmpty()
                        && !Subjects.isTemplate(name) && world.authorizer()
                                .decide(new RbacUser("", List.of(name)), request).allowed()) {
                    groups.add(name);
                }
            }
        }
        return List.copyOf(groups);
    }

    /** Kubernetes' own groups and EKS's are not for people. */
    private static boolean isOfTheSystem(String group) {
        return group.startsWith("system:") || group.startsWith("eks:");
    }

    /** Roles that allow something, where a binding for it could name them. */
    List<Role> rolesThatAllow(AccessRequest request) {
        String namespace = request instanceof AccessRequest.Resource resource ? resource.namespace() : "";
        return world.cluster().rbac().roles().stream()
                .filter(role -> role.isClusterRole() || role.namespace().equals(namespace))
                .filter(role -> !isOfTheSystem(role.name()))
                .filter(role -> role.rules().stream().noneMatch(Grants::isEverything))
                .filter(role -> role.rules().stream().anyMatch(rule -> rule.allows(request))).toList();
    }

    /** Who asks for a bit is never pointed to all. */
    private static boolean isEverything(PolicyRule rule) {
        return rule.verbs().contains("*") && rule.resources().contains("*");
    }

    /** How much a rule allows, for comparing: words times words, a star for a hundred. */
    static int weight(PolicyRule rule) {
        int what = rule.resources().isEmpty()
                ? count(rule.nonResourceUrls())
                : count(rule.resources())
                        * count(rule.apiGroups());
        return count(rule.verbs()) * what;
    }

    private static int count(List<String> words) {
        return words.contains("*") ? 100 : words.size();
    }

    /** A binding in a few words. */
    static String words(Binding binding) {
        return ObjectKey.of(binding).toString();
    }
}
