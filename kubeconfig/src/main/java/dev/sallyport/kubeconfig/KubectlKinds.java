package dev.sallyport.kubeconfig;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where kubectl refuses a kubeconfig that reads well: a value of another kind than its field has, or a name that stands
 * twice in one list of one file. kubectl decodes every entry, also those that the context does not name, and the AWS CLI
 * decodes none, so it writes such files without a word.
 *
 * <p>Source: client-go, {@code clientcmd/api/v1}, {@code types.go} and {@code conversion.go}.
 */
public final class KubectlKinds {

    private static final Pattern NO_TEXT = Pattern.compile("true|false|[-+]?\\d+(?:\\.\\d+)?",
            Pattern.CASE_INSENSITIVE);

    /** YAML 1.1's words, as kubectl reads them. */
    private static final Pattern FLAG = Pattern.compile("y|yes|n|no|on|off", Pattern.CASE_INSENSITIVE);

    private enum Kind {
        TEXT, FLAG, TEXTS, MAPPING
    }

    private static final Map<String, Map<String, Kind>> FIELDS = Map.of(
            "cluster", Map.of("server", Kind.TEXT, "tls-server-name", Kind.TEXT, "certificate-authority", Kind.TEXT,
                    "proxy-url", Kind.TEXT, "insecure-skip-tls-verify", Kind.FLAG, "disable-compression", Kind.FLAG),
            "context", Map.of("cluster", Kind.TEXT, "user", Kind.TEXT, "namespace", Kind.TEXT),
            "user", Map.of("client-certificate", Kind.TEXT, "client-key", Kind.TEXT, "token", Kind.TEXT,
                    "tokenFile", Kind.TEXT, "as", Kind.TEXT, "as-groups", Kind.TEXTS, "username", Kind.TEXT,
                    "password", Kind.TEXT, "exec", Kind.MAPPING),
            "exec", Map.of("command", Kind.TEXT, "args", Kind.TEXTS, "apiVersion", Kind.TEXT, "installHint", Kind.TEXT,
                    "interactiveMode", Kind.TEXT, "provideClusterInfo", Kind.FLAG),
            "env", Map.of("name", Kind.TEXT, "value", Kind.TEXT));

    private KubectlKinds() {}

    /**
     * The first thing for which kubectl refuses the file.
     *
     * @return file, line and what is wrong there, and the line with whatever may be a secret masked; empty where kubectl
     *     takes the file
     */
    public static Optional<String> refusal(Kubeconfig kubeconfig) {
        String text = kubeconfig.text().replaceFirst("^\uFEFF", "");
        try {
            if (YamlDocument.read(text).map(YamlNode::resolved).orElse(null) instanceof YamlNode.Mapping root) {
                for (String kind : List.of("cluster", "context", "user")) {
                    entries(root, kind);
                }
            }
            return Optional.empty();
        } catch (YamlDocument.NotYamlException e) {
            return Optional.of(FaultyPlace.shown(kubeconfig.name(), text, e.at(), e.problem()));
        }
    }

    private static void entries(YamlNode.Mapping root, String kind) throws YamlDocument.NotYamlException {
        Set<String> names = new HashSet<>();
        for (YamlNode item : items(root, kind + "s").toList()) {
            if (!(item.resolved() instanceof YamlNode.Mapping entry)) {
                continue;
            }
            check(entry, "name", Kind.TEXT);
            Optional<String> name = entry.text("name");
            if (name.isPresent() && !names.add(name.get())) {
                throw new YamlDocument.NotYamlException(item.start(),
                        "a second " + kind + " of the same name, which kubectl does not take");
            }
            check(entry, kind, Kind.MAPPING);
            if (entry.value(kind).orElse(null) instanceof YamlNode.Mapping inner) {
                fields(inner, kind);
                if (inner.value("exec").orElse(null) instanceof YamlNode.Mapping exec) {
                    fields(exec, "exec");
                    for (YamlNode variable : items(exec, "env").toList()) {
                        if (variable.resolved() instanceof YamlNode.Mapping pair) {
                            fields(pair, "env");
                        }
                    }
                }
            }
        }
    }

    private static Stream<YamlNode> items(YamlNode.Mapping mapping, String list) {
        return mapping.value(list).stream().filter(YamlNode.Sequence.class::isInstance)
                .flatMap(sequence -> ((YamlNode.Sequence) sequence).items().stream());
    }

    private static void fields(YamlNode.Mapping mapping, String of) throws YamlDocument.NotYamlException {
        for (YamlNode.Entry entry : mapping.entries()) {
            Kind kind = FIELDS.getOrDefault(of, Map.of()).get(entry.name());
            if (kind != null) {
                check(mapping, entry.name(), kind);
            }
        }
    }

    private static void check(YamlNode.Mapping mapping, String name, Kind kind) throws YamlDocument.NotYamlException {
        Optional<YamlNode> value = mapping.value(name);
        if (value.isPresent() && !isNothing(value.get()) && !is(value.get(), kind)) {
            throw new YamlDocument.NotYamlException(value.get().start(), "expected " + switch (kind) {
                case TEXT -> "a text";
                case FLAG -> "true or false, without quotes,";
                case TEXTS -> "a list of texts";
                case MAPPING -> "a mapping";
            } + " as " + name);
        }
    }

    private static boolean is(YamlNode value, Kind kind) {
        return switch (kind) {
            case TEXT -> isText(value);
            case FLAG -> value instanceof YamlNode.Scalar scalar
                    && (!scalar.isString() || (isPlain(scalar) && FLAG.matcher(scalar.value()).matches()));
            case TEXTS -> value instanceof YamlNode.Sequence list
                    && list.items().stream().map(YamlNode::resolved).allMatch(item -> isNothing(item) || isText(item));
            case MAPPING -> value instanceof YamlNode.Mapping;
        };
    }

    /** What YAML 1.1 and 1.2 read differently is let pass: a false alarm is worse than a silence. */
    private static boolean isText(YamlNode value) {
        return value instanceof YamlNode.Scalar scalar
                && !(isPlain(scalar) && !scalar.isString()
                        && NO_TEXT.matcher(scalar.value()).matches());
    }

    private static boolean isPlain(YamlNode.Scalar scalar) {
        return scalar.style() == YamlNode.Style.PLAIN;
    }

    private static boolean isNothing(YamlNode value) {
        return value instanceof YamlNode.Scalar scalar && !scalar.isString()
                && Set.of("", "~", "null", "Null", "NULL").contains(scalar.value());
    }
}
