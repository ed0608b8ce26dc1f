package dev.sallyport.access.explain;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A binding, and the role for it where that is new.
 *
 * @param isNew whether the role has to be made
 */
record Grant(Role role, boolean isNew, Binding binding) {

    /** Allows a request, and what no rule can tell from it, to one subject. */
    static Grant exactly(AccessRequest request, FreshNames names, Subject subject) {
        String namespace = namespace(request);
        String name = names.object(request, namespace);
        Role role = new Role(namespace, name, List.of(rule(request)));
        RoleRef reference = namespace.isEmpty() ? RoleRef.clusterRole(name) : RoleRef.role(name);
        return new Grant(role, true, new Binding(namespace, name, reference, List.of(subject)));
    }

    /** Binds a role that is there. */
    static Grant byRole(AccessRequest request, Role role, FreshNames names, Subject subject) {
        String namespace = namespace(request);
        RoleRef reference = role.isClusterRole() ? RoleRef.clusterRole(role.name()) : RoleRef.role(role.name());
        return new Grant(role, false,
                new Binding(namespace, names.object(request, namespace), reference, List.of(subject)));
    }

    private static String namespace(AccessRequest request) {
        return switch (request) {
            case AccessRequest.Resource resource -> resource.namespace();
            case AccessRequest.NonResource _ -> "";
        };
    }

    private static PolicyRule rule(AccessRequest request) {
        return switch (request) {
            case AccessRequest.Resource resource -> new PolicyRule(List.of(resource.verb()), List.of(resource.group()),
                    List.of(resource.subresource().isEmpty()
                            ? resource.resource()
                            : resource.resource() + "/" + resource.subresource()),
                    resource.name().isEmpty() ? List.of() : List.of(resource.name()), List.of());
            case AccessRequest.NonResource path ->
                PolicyRule.nonResources(List.of(path.verb()), List.of(path.path()));
        };
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        if (isNew) {
            changes.add(new Change.NewRole(role));
        }
        changes.add(new Change.NewBinding(binding));
        return changes;
    }

    /** What it opens, all of the role's rules. */
    List<Opening> openings(Optional<String> newcomer) {
        return role.rules().stream().map(rule -> new Opening(newcomer, binding.subjects().getFirst(), rule,
                binding.namespace(), Grants.words(binding))).toList();
    }

    /** As {@link #openings}, of a role with one rule. */
    Opening openingFor(Optional<String> newcomer) {
        return openings(newcomer).getFirst();
    }
}
