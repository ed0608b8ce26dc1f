package dev.sallyport.kubeconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One small change of a kubeconfig that touches the lines it must and no others. As with {@link KubeconfigUpdate}, the
 * new text is read again, and must mean the old one with exactly this change.
 */
public sealed interface KubeconfigChange {

    /** Makes a context the current one. */
    record CurrentContext(String context) implements KubeconfigChange {}

    /** Has a user's plugin asked in another version. */
    record ExecVersion(String user, ExecApiVersion version) implements KubeconfigChange {}

    /** Gives a user's plugin other arguments. */
    record ExecArguments(String user, List<String> arguments) implements KubeconfigChange {
        public ExecArguments {
            arguments = List.copyOf(arguments);
        }
    }

    /** Says whether a user's plugin gets a terminal: {@code Never}, {@code IfAvailable} or {@code Always}. */
    record InteractiveMode(String user, String mode) implements KubeconfigChange {}

    /** Takes what else a user signs in with, such as {@code token}, out of its entry. */
    record WithoutCredentials(String user, Set<String> keys) implements KubeconfigChange {
        public WithoutCredentials {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * The kubeconfig with this change in it.
     *
     * @return the new one, or why the text cannot be changed so: it has no such user, or is written with aliases
     */
    default KubeconfigReading in(Kubeconfig before) {
        List<String> path = switch (this) {
            case CurrentContext _ -> List.of();
            case ExecVersion exec -> List.of(exec.user(), "exec");
            case ExecArguments exec -> List.of(exec.user(), "exec");
            case InteractiveMode exec -> List.of(exec.user(), "exec");
            case WithoutCredentials without -> List.of(without.user());
        };
        Map<Object, Object> wanted = new LinkedHashMap<>(before.meaning() instanceof Map<?, ?> map ? map : Map.of());
        Optional<KubeconfigReading> edited = Optional.empty();
        if (change(wanted, path)) {
            try {
                edited = Optional.of(before.rewritten((root, text) -> {
                    YamlEdit edit = new YamlEdit(text);
                    node(root, path).ifPresent(target -> edit(edit, target));
                    return edit.result();
                }));
            } catch (IllegalStateException overlapping) {
                // said below
            }
        }
        return edited.filter(reading -> reading instanceof KubeconfigReading.Understood(Kubeconfig after)
                && after.meaning().equals(wanted))
                .orElseGet(() -> new KubeconfigReading.Unreadable(before.name()
                        + " is written in a way that cannot be changed without losing something. It was left as it is."));
    }

    private void edit(YamlEdit edit, YamlNode.Mapping target) {
        if (!gone().isEmpty()) {
            Map<Object, Object> left = new LinkedHashMap<>((Map<?, ?>) YamlValue.of(target));
            left.keySet().removeAll(gone());
            edit.become(target, left);
        }
        values().forEach((key, value) -> edit.set(target, key, value));
    }

    private Set<String> gone() {
        return this instanceof WithoutCredentials without ? without.keys() : Set.of();
    }

    private Map<String, Object> values() {
        return switch (this) {
            case CurrentContext current -> Map.of("current-context", current.context());
            case ExecVersion exec -> Map.of("apiVersion", exec.version().text());
            case ExecArguments exec -> Map.of("args", exec.arguments());
            case InteractiveMode exec -> Map.of("interactiveMode", exec.mode());
            case WithoutCredentials _ -> Map.of();
        };
    }

    /** Makes the change in what a document means, on copies; false where there is no such place. */
    private boolean change(Map<Object, Object> meaning, List<String> path) {
        Optional<Map<Object, Object>> target = path.isEmpty() ? Optional.of(meaning) : user(meaning, path.getFirst());
        for (String key : path.stream().skip(1).toList()) {
            target = target.flatMap(parent -> copied(parent, key));
        }
        target.ifPresent(entries -> {
            entries.keySet().removeAll(gone());
            entries.putAll(values());
        });
        return target.isPresent();
    }

    private static Optional<Map<Object, Object>> user(Map<Object, Object> meaning, String name) {
        List<Object> users = new ArrayList<>(meaning.get("users") instanceof List<?> list ? list : List.of());
        meaning.put("users", users);
        for (int i = 0; i < users.size(); i++) {
            if (users.get(i) instanceof Map<?, ?> entry && name.equals(entry.get("name"))) {
                Map<Object, Object> copy = new LinkedHashMap<>(entry);
                users.set(i, copy);
                return copied(copy, "user");
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<Object, Object>> copied(Map<Object, Object> parent, String key) {
        if (!(parent.get(key) instanceof Map<?, ?> child)) {
            return Optional.empty();
        }
        Map<Object, Object> copy = new LinkedHashMap<>(child);
        parent.put(key, copy);
        return Optional.of(copy);
    }

    private static Optional<YamlNode.Mapping> node(YamlNode.Mapping root, List<String> path) {
        if (path.isEmpty()) {
            return Optional.of(root);
        }
        Optional<YamlNode.Mapping> user = root.value("users").filter(YamlNode.Sequence.class::isInstance)
                .map(list -> ((YamlNode.Sequence) list).items()).orElse(List.of()).stream()
                .map(YamlNode::resolved).filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast)
                .filter(entry -> entry.text("name").filter(path.getFirst()::equals).isPresent()).findFirst()
                .flatMap(entry -> mapping(entry, "user"));
        return path.size() == 1 ? user : user.flatMap(entry -> mapping(entry, path.get(1)));
    }

    private static Optional<YamlNode.Mapping> mapping(YamlNode.Mapping parent, String key) {
        return parent.value(key).filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast);
    }
}
