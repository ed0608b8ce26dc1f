package dev.sallyport.rbac;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * RBAC read off the Kubernetes documentation ("Using RBAC Authorization"), one loop a sentence, without an index: slow,
 * and written to share nothing with {@link RbacAuthorizer}.
 */
public final class PlainReading {

    private PlainReading() {}

    /** Whether a user may do this, by the documentation. */
    public static boolean allows(RbacSnapshot snapshot, RbacUser user, AccessRequest request) {
        if (user.groups().contains("system:masters")) {
            return true;
        }
        for (Binding binding : snapshot.bindings()) {
            boolean reaches = binding.namespace().isEmpty()
                    || (request instanceof AccessRequest.Resource resource
                            && resource.namespace().equals(binding.namespace()));
            if (!reaches) {
                continue;
            }
            for (Subject subject : binding.subjects()) {
                if (speaksOf(binding, subject, user) && role(snapshot, binding)
                        .map(role -> role.rules().stream().anyMatch(rule -> ruleAllows(rule, request)))
                        .orElse(false)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean speaksOf(Binding binding, Subject subject, RbacUser user) {
        return switch (subject) {
            case Subject.User named -> Objects.equals(named.name(), user.name());
            case Subject.Group group -> user.groups().stream().anyMatch(group.name()::equals);
            case Subject.ServiceAccount account -> {
                String[] parts = user.name().split(":", -1);
                String home = account.namespace().isEmpty() ? binding.namespace() : account.namespace();
                yield parts.length == 4 && parts[0].equals("system") && parts[1].equals("serviceaccount")
                        && !home.isEmpty() && parts[2].equals(home) && parts[3].equals(account.name());
            }
        };
    }

    private static Optional<Role> role(RbacSnapshot snapshot, Binding binding) {
        boolean ofTheCluster = binding.role().kind() == RoleRef.Kind.CLUSTER_ROLE;
        return snapshot.roles().stream()
                .filter(role -> role.isClusterRole() == ofTheCluster)
                .filter(role -> ofTheCluster || role.namespace().equals(binding.namespace()))
                .filter(role -> role.name().equals(binding.role().name()))
                .findFirst();
    }

    private static boolean ruleAllows(PolicyRule rule, AccessRequest request) {
        if (!oneOf(rule.verbs(), request.verb())) {
            return false;
        }
        return switch (request) {
            case AccessRequest.NonResource path -> rule.nonResourceUrls().stream()
                    .anyMatch(url -> url.endsWith("*")
                            ? Pattern.matches(Pattern.quote(url.replaceAll("\\*+$", "")) + ".*", path.path())
                            : url.equals(path.path()));
            case AccessRequest.Resource resource -> oneOf(rule.apiGroups(), resource.group())
                    && rule.resources().stream().anyMatch(ruled -> ofResource(ruled, resource))
                    && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(resource.name()));
        };
    }

    private static boolean ofResource(String ruled, AccessRequest.Resource wanted) {
        if (ruled.equals("*")) {
            return true;
        }
        List<String> parts = List.of(ruled.split("/", 2));
        String subresource = parts.size() == 2 ? parts.get(1) : "";
        boolean anyResource = parts.get(0).equals("*") && !subresource.isEmpty();
        return (anyResource || parts.get(0).equals(wanted.resource())) && subresource.equals(wanted.subresource());
    }

    private static boolean oneOf(List<String> words, String wanted) {
        return words.contains("*") || words.contains(wanted);
    }
}
