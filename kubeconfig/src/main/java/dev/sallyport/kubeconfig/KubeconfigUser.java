package dev.sallyport.kubeconfig;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A user as a kubeconfig names it. Tokens, passwords and keys that stand in the file are counted and not kept.
 *
 * @param name what contexts call it
 * @param exec the command that gives a token, where there is one
 * @param otherCredentials the names of what else it has, such as {@code token} or {@code client-certificate-data};
 *     client-go prefers these in its own order
 * @param impersonates {@code as}: whom every request asks to be taken for
 */
public record KubeconfigUser(String name, Optional<ExecPlugin> exec, Set<String> otherCredentials,
        Optional<String> impersonates) {

    private static final Set<String> CREDENTIALS = Set.of("token", "tokenFile", "username", "password",
            "client-certificate", "client-certificate-data", "client-key", "client-key-data", "auth-provider");

    public KubeconfigUser {
        otherCredentials = Collections.unmodifiableSet(new TreeSet<>(otherCredentials));
    }

    static KubeconfigUser of(String name, YamlNode.Mapping user) {
        Optional<ExecPlugin> exec = user.value("exec").filter(YamlNode.Mapping.class::isInstance)
                .map(YamlNode.Mapping.class::cast).map(ExecPlugin::of);
        Set<String> others = new TreeSet<>();
        user.entries().forEach(entry -> {
            if (CREDENTIALS.contains(entry.name()) && !isEmpty(entry.value().resolved())) {
                others.add(entry.name());
            }
        });
        return new KubeconfigUser(name, exec, others, user.text("as").filter(as -> !as.isEmpty()));
    }

    private static boolean isEmpty(YamlNode value) {
        return value instanceof YamlNode.Scalar scalar && (scalar.value().isEmpty()
                || (!scalar.isString() && scalar.value().matches("~|(?i:null)")));
    }

    /**
     * A credential plugin, as client-go starts it.
     *
     * @param apiVersion in which it is asked; see {@link ExecApiVersion}
     * @param command looked for on the PATH, or relative to the file's folder when it has a slash
     * @param args its arguments
     * @param env variables beside those that kubectl itself has; may hold secrets
     * @param interactiveMode whether it gets a terminal: {@code Never}, {@code IfAvailable} or {@code Always}; must not
     *     be missing in {@code v1}
     * @param installHint what kubectl prints where the command is missing
     */
    public record ExecPlugin(String apiVersion, String command, List<String> args, Map<String, String> env,
            Optional<String> interactiveMode, Optional<String> installHint) {

        public ExecPlugin {
            args = List.copyOf(args);
            env = Map.copyOf(env);
        }

        static ExecPlugin of(YamlNode.Mapping exec) {
            List<String> args = items(exec, "args").stream().filter(YamlNode.Scalar.class::isInstance)
                    .map(item -> ((YamlNode.Scalar) item).value()).toList();
            Map<String, String> env = new LinkedHashMap<>();
            for (YamlNode item : items(exec, "env")) {
                if (item instanceof YamlNode.Mapping variable) {
                    variable.text("name").ifPresent(name -> env.put(name, variable.text("value").orElse("")));
                }
            }
            return new ExecPlugin(exec.text("apiVersion").orElse(""), exec.text("command").orElse(""), args, env,
                    filled(exec, "interactiveMode"), filled(exec, "installHint"));
        }

        private static Optional<String> filled(YamlNode.Mapping exec, String key) {
            return exec.text(key).filter(value -> !value.isEmpty());
        }

        @Override
        public String toString() {
            return "ExecPlugin[" + apiVersion + ", " + command + ", " + args + ", " + env.keySet() + "]";
        }

        private static List<YamlNode> items(YamlNode.Mapping exec, String key) {
            return exec.value(key).filter(YamlNode.Sequence.class::isInstance).map(YamlNode.Sequence.class::cast)
                    .map(YamlNode.Sequence::items).orElse(List.of()).stream().map(YamlNode::resolved).toList();
        }
    }
}
