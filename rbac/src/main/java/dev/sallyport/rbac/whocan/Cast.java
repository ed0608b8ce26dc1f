package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everybody whom it is worth becoming, each in the order of their names: those whom bindings name, {@code
 * system:masters}, and in every namespace the service account {@code default}, which always exists and carries its
 * namespace's groups. Others have no right that not everybody has.
 */
final class Cast {

    private static final String ANY = ""; // only a rule that restricts no names allows it

    private final TreeSet<String> users = new TreeSet<>();
    private final TreeSet<String> groups = new TreeSet<>(Set.of(Names.MASTERS));
    private final TreeSet<String> namespaces = new TreeSet<>(Set.of("default", "kube-system"));
    private final Map<String, TreeSet<String>> namesByResource = new HashMap<>();
    private final List<Gain> gains = new ArrayList<>();

    Cast(RbacSnapshot snapshot) {
        record Account(String namespace, String name) implements Comparable<Account> {
            @Override
            public int compareTo(Account other) {
                int byNamespace = namespace.compareTo(other.namespace);
                return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
            }
        }
        TreeSet<Account> accounts = new TreeSet<>();
        for (Role role : snapshot.roles()) {
            addNamespace(role.namespace());
            for (PolicyRule rule : role.rules()) {
                rule.resources().forEach(resource -> namesByResource
                        .computeIfAbsent(resource, absent -> new TreeSet<>()).addAll(rule.resourceNames()));
            }
        }
        for (Binding binding : snapshot.bindings()) {
            addNamespace(binding.namespace());
            binding.subjects().forEach(subject -> Names.of(binding, subject).ifPresent(name -> {
                switch (name) {
                    case Subject.User user -> users.add(user.name());
                    case Subject.Group group -> groups.add(group.name());
                    case Subject.ServiceAccount account -> {
                        addNamespace(account.namespace());
                        accounts.add(new Account(account.namespace(), account.name()));
                    }
                }
            }));
        }
        namespaces.forEach(namespace -> accounts.add(new Account(namespace, "default")));
        groups.forEach(name -> gains.add(new Gain.AsGroup(name)));
        users.forEach(name -> gains.add(new Gain.AsUser(name)));
        accounts.forEach(account -> gains.add(new Gain.AsServiceAccount(account.namespace(), account.name())));
    }

    private void addNamespace(String namespace) {
        if (!namespace.isEmpty()) {
            namespaces.add(namespace);
        }
    }

    /** To act as each of them: groups, users, service accounts. */
    List<Gain> gains() {
        return List.copyOf(gains);
    }

    Set<String> namespaces() {
        return namespaces;
    }

    /**
     * Names such that who may do something to any one of a resource's objects may do it to one of these: no name at all,
     * and the names that rules about the resource are restricted to. A rule that names an object is taken for a sign that
     * there is one.
     *
     * @param resource with its subresource after a slash
     */
    List<String> namesOf(String resource) {
        TreeSet<String> names = new TreeSet<>(Set.of(ANY));
        names.addAll(namesByResource.getOrDefault(resource, new TreeSet<>()));
        names.addAll(namesByResource.getOrDefault("*", new TreeSet<>()));
        int slash = resource.indexOf('/');
        if (slash > 0) {
            names.addAll(namesByResource.getOrDefault("*" + resource.substring(slash), new TreeSet<>()));
        }
        return List.copyOf(names);
    }
}
