package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What bindings give to a name, whatever it is asked for: the roles, and where they hold. Immutable. */
public final class Grants {

    /**
     * One subject of one binding.
     *
     * @param subject in its one form: a service account carries its namespace
     * @param role empty where the binding names a role that does not exist
     */
    public record Grant(Binding binding, Subject subject, Optional<Role> role) {}

    private record Placed(int place, Grant grant) {}

    private final Map<Subject, List<Placed>> bySubject = new LinkedHashMap<>();

    private Grants(RbacSnapshot snapshot) {
        RbacAuthorizer roles = RbacAuthorizer.over(new RbacSnapshot(snapshot.roles(), List.of()));
        int place = 0;
        for (Binding binding : snapshot.bindings()) {
            Optional<Role> role = roles.resolve(binding.role(), binding.namespace());
            for (Subject subject : binding.subjects()) {
                Placed placed = new Placed(place++, new Grant(binding, subject, role));
                Names.of(binding, subject)
                        .ifPresent(name -> bySubject.computeIfAbsent(name, absent -> new ArrayList<>())
                                .add(new Placed(placed.place(), new Grant(binding, name, role))));
            }
        }
    }

    /** Builds the index over a snapshot. */
    public static Grants over(RbacSnapshot snapshot) {
        return new Grants(snapshot);
    }

    /** Everybody whom a binding names, each in one form, in the order of the bindings. */
    public Set<Subject> subjects() {
        return Collections.unmodifiableSet(bySubject.keySet());
    }

    /** The namespaces that have a binding. */
    public Set<String> namespaces() {
        return bySubject.values().stream().flatMap(List::stream).map(placed -> placed.grant().binding().namespace())
                .filter(namespace -> !namespace.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a user has, by name and by group, in the order of the bindings. */
    public List<Grant> of(RbacUser user) {
        return of(Names.of(user));
    }

    /** What a service account has, by its name and by the groups that its tokens carry. */
    public List<Grant> of(Subject.ServiceAccount account) {
        return of(Names.of(account));
    }

    /** What one name has by itself. */
    public List<Grant> byName(Subject name) {
        return of(Set.of(name));
    }

    private List<Grant> of(Collection<Subject> names) {
        Map<Integer, Grant> found = new HashMap<>();
        names.forEach(name -> bySubject.getOrDefault(name, List.of())
                .forEach(placed -> found.put(placed.place(), placed.grant())));
        return found.entrySet().stream().sorted(Comparator.comparingInt(Map.Entry::getKey)).map(Map.Entry::getValue)
                .toList();
    }
}
