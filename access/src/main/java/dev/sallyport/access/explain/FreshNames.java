package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Names that nothing in a world uses: a role that no binding waits for already, a group that no rule gives and no binding
 * speaks of, a user name that is nobody's. A name that is taken gets a number behind it.
 */
public final class FreshNames {

    private static final Set<String> READING = Set.of("get", "list", "watch");
    private static final int TRIES = 50; // a rule that gives its sessions whatever name they like takes every name
    private static final int LONGEST = 60; // characters, so that a label's value may hold it

    private final AccessWorld world;
    private final Set<String> users = new HashSet<>();
    private final Set<String> groups = new HashSet<>();

    /** Names that this world does not use. */
    public FreshNames(AccessWorld world) {
        this.world = world;
        for (Binding binding : world.cluster().rbac().bindings()) {
            for (Subject subject : binding.subjects()) {
                switch (subject) {
                    case Subject.User user -> users.add(user.name());
                    case Subject.Group group -> groups.add(group.name());
                    case Subject.ServiceAccount _ -> {
                        // its user name begins with system:, and none of ours does
                    }
                }
            }
        }
    }

    /** A name for what is allowed, such as {@code nodes-list} or {@code pods-log-get}. */
    static String plain(AccessRequest request) {
        return switch (request) {
            case AccessRequest.Resource resource -> word(resource.resource()
                    + (resource.subresource().isEmpty() ? "" : "-" + resource.subresource()) + "-" + resource.verb()
                    + (resource.name().isEmpty() ? "" : "-" + resource.name()));
            case AccessRequest.NonResource path -> word("path-" + path.path() + "-" + path.verb());
        };
    }

    /** A role and a binding of this name in this namespace can be made, and nothing refers to it yet. */
    String object(AccessRequest request, String namespace) {
        return first(plain(request), name -> world.cluster().rbac().roles().stream()
                .anyMatch(role -> isThere(role, name, namespace))
                || world.cluster().rbac().bindings().stream().anyMatch(binding -> binding.role().name().equals(name)
                        || (binding.name().equals(name) && binding.namespace().equals(namespace))));
    }

    private static boolean isThere(Role role, String name, String namespace) {
        return role.name().equals(name) && role.namespace().equals(namespace);
    }

    /** A group. */
    String group(AccessRequest request) {
        String plain = switch (request) {
            case AccessRequest.Resource resource when READING.contains(resource.verb()) ->
                word(resource.resource() + "-viewers");
            case AccessRequest.Resource _ -> plain(request);
            case AccessRequest.NonResource _ -> plain(request);
        };
        return first(plain, name -> groups.contains(name) || world.table().rules().stream()
                .anyMatch(rule -> rule.groups().stream().anyMatch(given -> Subjects.couldBe(given, name))));
    }

    /** A user name for a user, by their own name; for a role, by the role's and the session's. */
    public String user(Asker.Iam iam) {
        String arn = iam.identity().canonicalArn().value();
        String plain = word(arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1));
        if (iam.identity().sessionName().isEmpty()) {
            return first(plain, this::isUser);
        }
        String prefix = first(plain, name -> users.stream().anyMatch(user -> user.startsWith(name + ":"))
                || world.table().rules().stream().anyMatch(rule -> rule.username().startsWith(name + ":")));
        return prefix + ":" + Asker.ANY_SESSION;
    }

    private boolean isUser(String name) {
        return users.contains(name) || world.table().rules().stream()
                .anyMatch(rule -> !(rule instanceof MappingRule.Account) && Subjects.couldBe(rule.username(), name));
    }

    private static String first(String plain, Predicate<String> taken) {
        String name = plain;
        for (int i = 2; i < TRIES && taken.test(name); i++) {
            name = plain + "-" + i;
        }
        return name;
    }

    private static String word(String text) {
        String word = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = word.length() > LONGEST ? word.substring(0, LONGEST).replaceAll("-$", "") : word;
        return cut.isEmpty() ? "access" : cut;
    }
}
