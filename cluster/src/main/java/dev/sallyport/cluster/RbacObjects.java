package dev.sallyport.cluster;

import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Turns the API's RBAC objects into the values of the room rbac. */
public final class RbacObjects {

    private RbacObjects() {}

    /** A ClusterRole. */
    public static Role of(ClusterRole role) {
        return new Role("", role.getMetadata().getName(), rules(role.getRules()));
    }

    /** A Role. */
    public static Role of(io.fabric8.kubernetes.api.model.rbac.Role role) {
        return new Role(role.getMetadata().getNamespace(), role.getMetadata().getName(), rules(role.getRules()));
    }

    /** A ClusterRoleBinding. */
    public static Binding of(ClusterRoleBinding binding) {
        return new Binding("", binding.getMetadata().getName(), reference(binding.getRoleRef()),
                subjects(binding.getSubjects()));
    }

    /** A RoleBinding. */
    public static Binding of(RoleBinding binding) {
        return new Binding(binding.getMetadata().getNamespace(), binding.getMetadata().getName(),
                reference(binding.getRoleRef()), subjects(binding.getSubjects()));
    }

    private static List<PolicyRule> rules(
            @Nullable List<io.fabric8.kubernetes.api.model.rbac.PolicyRule> rules) {
        return orEmpty(rules).stream()
                .map(rule -> new PolicyRule(orEmpty(rule.getVerbs()), orEmpty(rule.getApiGroups()),
                        orEmpty(rule.getResources()), orEmpty(rule.getResourceNames()),
                        orEmpty(rule.getNonResourceURLs())))
                .toList();
    }

    private static RoleRef reference(io.fabric8.kubernetes.api.model.rbac.RoleRef reference) {
        return "Role".equals(reference.getKind())
                ? RoleRef.role(reference.getName())
                : RoleRef.clusterRole(reference.getName());
    }

    private static List<Subject> subjects(@Nullable List<io.fabric8.kubernetes.api.model.rbac.Subject> subjects) {
        return orEmpty(subjects).stream().flatMap(subject -> subject(subject).stream()).toList();
    }

    /** A subject of another kind speaks of nobody, there as here. */
    private static Optional<Subject> subject(io.fabric8.kubernetes.api.model.rbac.Subject subject) {
        String name = orEmpty(subject.getName());
        return switch (orEmpty(subject.getKind())) {
            case "User" -> Optional.of(new Subject.User(name));
            case "Group" -> Optional.of(new Subject.Group(name));
            case "ServiceAccount" -> Optional.of(
                    new Subject.ServiceAccount(orEmpty(subject.getNamespace()), name));
            default -> Optional.empty();
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
