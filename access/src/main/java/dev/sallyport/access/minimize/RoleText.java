package dev.sallyport.access.minimize;

import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Roles and bindings as YAML that {@code kubectl apply} takes, strict validation included. */
final class RoleText {

    private static final String GROUP = "rbac.authorization.k8s.io";
    /** What every version of YAML reads as a text, in a list as well; a colon is not that. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[./_-][A-Za-z0-9]+)*");
    /** Words that YAML 1.1 takes for something else; kubectl reads that. */
    private static final Set<String> TAKEN = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final int WIDEST = 100;

    private final StringBuilder text = new StringBuilder();

    private RoleText() {}

    static String of(RbacSnapshot snapshot) {
        RoleText text = new RoleText();
        snapshot.roles().forEach(text::add);
        snapshot.bindings().forEach(text::add);
        return text.text.toString();
    }

    private void add(Role role) {
        begin(role.isClusterRole() ? "ClusterRole" : "Role", role.name(), role.namespace());
        text.append("rules:\n");
        role.rules().forEach(this::add);
    }

    private void add(PolicyRule rule) {
        if (rule.nonResourceUrls().isEmpty()) {
            list("- apiGroups:", rule.apiGroups());
            list("  resources:", rule.resources());
            if (!rule.resourceNames().isEmpty()) {
                list("  resourceNames:", rule.resourceNames());
            }
        } else {
            list("- nonResourceURLs:", rule.nonResourceUrls());
        }
        list("  verbs:", rule.verbs());
    }

    private void add(Binding binding) {
        begin(binding.isClusterRoleBinding() ? "ClusterRoleBinding" : "RoleBinding", binding.name(),
                binding.namespace());
        text.append("roleRef:\n");
        RoleRef role = binding.role();
        line("  apiGroup: " + GROUP);
        line("  kind: " + role.kind().kubernetesName());
        line("  name: " + word(role.name()));
        text.append("subjects:\n");
        for (Subject subject : binding.subjects()) {
            switch (subject) {
                case Subject.User(String name) -> named("User", name);
                case Subject.Group(String name) -> named("Group", name);
                case Subject.ServiceAccount(String namespace, String name) -> {
                    line("- kind: ServiceAccount");
                    line("  name: " + word(name));
                    line("  namespace: " + word(namespace));
                }
            }
        }
    }

    private void named(String kind, String name) {
        line("- apiGroup: " + GROUP);
        line("  kind: " + kind);
        line("  name: " + word(name));
    }

    private void begin(String kind, String name, String namespace) {
        text.append("---\napiVersion: ").append(GROUP).append("/v1\nkind: ").append(kind).append("\nmetadata:\n");
        line("  name: " + word(name));
        if (!namespace.isEmpty()) {
            line("  namespace: " + word(namespace));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** On one line where it fits. */
    private void list(String field, List<String> words) {
        String flow = field + " [" + String.join(", ", words.stream().map(RoleText::word).toList()) + "]";
        if (flow.length() <= WIDEST) {
            line(flow);
            return;
        }
        line(field);
        words.forEach(word -> line("  - " + word(word)));
    }

    /** A text, in quotes where it needs them; characters that nobody sees are escapes. */
    static String word(String word) {
        if (PLAIN.matcher(word).matches() && !TAKEN.contains(word.toLowerCase(Locale.ROOT))) {
            return word;
        }
        StringBuilder quoted = new StringBuilder("\"");
        word.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point >= ' ' && point < 0x7f) {
                quoted.appendCodePoint(point);
            } else {
                quoted.append(String.format(point > 0xffff ? "\\U%08X" : "\\u%04X", point));
            }
        });
        return quoted.append('"').toString();
    }
}
