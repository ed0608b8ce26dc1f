package dev.sallyport.access.explain;

import dev.sallyport.access.explain.GeneratedPassage.Entry;
import dev.sallyport.access.explain.GeneratedPassage.Person;
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
import java.util.Locale;
import java.util.Optional;

/**
 * The passage read off the documentation (Amazon EKS User Guide, "Add IAM principals to your ConfigMap"; Kubernetes,
 * "Using RBAC Authorization"), one loop a sentence: slow, and written to share nothing with what it is held against.
 */
final class PlainPassage {

    private PlainPassage() {}

    /** Who a person is in the cluster; empty for nobody. */
    static Optional<RbacUser> user(List<Entry> entries, List<String> accounts, Person person) {
        String known = "arn:aws:iam::" + person.account() + ":" + person.kind() + "/"
                + (person.kind().equals("role") ? "" : person.path()) + person.name();
        for (String section : List.of("mapRoles", "mapUsers")) {
            for (int i = entries.size() - 1; i >= 0; i--) { // the last of two counts
                Entry entry = entries.get(i);
                if (entry.section().equals(section)
                        && entry.arn().toLowerCase(Locale.ROOT).equals(known.toLowerCase(Locale.ROOT))) {
                    return filled(entry, person);
                }
            }
        }
        return accounts.contains(person.account())
                ? Optional.of(new RbacUser(known, List.of("system:authenticated")))
                : Optional.empty();
    }

    private static Optional<RbacUser> filled(Entry entry, Person person) {
        boolean ofAnInstance = person.session().startsWith("i-") && person.session().length() == 19;
        if (entry.username().contains("{{EC2PrivateDNSName}}") && !ofAnInstance) {
            return Optional.empty();
        }
        List<String> groups = new ArrayList<>();
        entry.groups().forEach(group -> groups.add(filled(group, person)));
        groups.add("system:authenticated");
        return Optional.of(new RbacUser(filled(entry.username(), person), groups));
    }

    private static String filled(String template, Person person) {
        return template.replace("{{SessionName}}", person.session().replace("@", "-"))
                .replace("{{AccountID}}", person.account());
    }

    /** Whether a user may do something, by RBAC. */
    static boolean allows(RbacSnapshot rbac, RbacUser user, AccessRequest request) {
        if (user.groups().contains("system:masters")) {
            return true;
        }
        for (Binding binding : rbac.bindings()) {
            boolean here = binding.namespace().isEmpty() || (request instanceof AccessRequest.Resource resource
                    && resource.namespace().equals(binding.namespace()));
            boolean mine = binding.subjects().stream().anyMatch(subject -> isMe(subject, binding, user));
            if (here && mine) {
                for (Role role : rbac.roles()) {
                    if (isOf(binding, role) && role.rules().stream().anyMatch(rule -> allows(rule, request))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isMe(Subject subject, Binding binding, RbacUser user) {
        return switch (subject) {
            case Subject.User named -> named.name().equals(user.name());
            case Subject.Group group -> user.groups().contains(group.name());
            case Subject.ServiceAccount account -> user.name().equals("system:serviceaccount:"
                    + (account.namespace().isEmpty() ? binding.namespace() : account.namespace()) + ":"
                    + account.name());
        };
    }

    private static boolean isOf(Binding binding, Role role) {
        return role.name().equals(binding.role().name())
                && role.namespace().equals(binding.role().kind() == RoleRef.Kind.ROLE ? binding.namespace() : "");
    }

    private static boolean allows(PolicyRule rule, AccessRequest request) {
        boolean verb = rule.verbs().contains("*") || rule.verbs().contains(request.verb());
        return verb && switch (request) {
            case AccessRequest.NonResource path -> rule.nonResourceUrls().stream().anyMatch(url -> url.endsWith("*")
                    ? path.path().startsWith(url.substring(0, url.length() - 1))
                    : url.equals(path.path()));
            case AccessRequest.Resource resource -> {
                String full = resource.subresource().isEmpty()
                        ? resource.resource()
                        : resource.resource() + "/" + resource.subresource();
                yield (rule.apiGroups().contains("*") || rule.apiGroups().contains(resource.group()))
                        && rule.resources().stream().anyMatch(word -> word.equals("*") || word.equals(full)
                                || (!resource.subresource().isEmpty() && word.equals("*/" + resource.subresource())))
                        && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(resource.name()));
            }
        };
    }
}
