package dev.sallyport.kubeconfig;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A kubeconfig that still knows its text. Changing it gives a new one whose text differs in the lines that had to
 * differ: comments, order, foreign entries, quotes and line ends stay.
 *
 * <p>Each change is checked: the new text is read again and must mean exactly what the AWS CLI's algorithm makes of the
 * old meaning (see {@link KubeconfigUpdate} for the one thing that we keep and it drops). A text that cannot be edited
 * so is refused and never written.
 *
 * <p>Source: Kubernetes, "Organizing Cluster Access Using kubeconfig Files"; client-go, {@code clientcmd/api/v1}.
 */
public final class Kubeconfig {

    private static final Set<String> LISTS = Set.of("clusters", "contexts", "users");
    private static final Set<String> TEXTS = Set.of("apiVersion", "kind", "current-context");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final String mark;
    private final String text;
    private final Optional<YamlNode.Mapping> root;

    private Kubeconfig(String name, String mark, String text, Optional<YamlNode.Mapping> root) {
        this.name = name;
        this.mark = mark;
        this.text = text;
        this.root = root;
    }

    /** A kubeconfig of a file that does not exist yet. */
    public static Kubeconfig empty(String name) {
        return new Kubeconfig(name, "", "", Optional.empty());
    }

    /**
     * Reads a kubeconfig.
     *
     * @param name what to call the file in errors
     * @param text its text
     */
    public static KubeconfigReading read(String name, String text) {
        String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
        return read(name, mark, text.substring(mark.length()));
    }

    private static KubeconfigReading read(String name, String mark, String text) {
        try {
            Optional<YamlNode> root = YamlDocument.read(text);
            if (root.isEmpty()) {
                return new KubeconfigReading.Understood(new Kubeconfig(name, mark, text, Optional.empty()));
            }
            if (!(root.get() instanceof YamlNode.Mapping mapping)) {
                throw new YamlDocument.NotYamlException(root.get().start(),
                        "this is no kubeconfig: expected a mapping such as \"apiVersion: v1\"");
            }
            checkKinds(mapping);
            ZeroCharacters.refuse(mapping);
            YamlValue.of(mapping);
            return new KubeconfigReading.Understood(new Kubeconfig(name, mark, text, Optional.of(mapping)));
        } catch (YamlDocument.NotYamlException e) {
            return new KubeconfigReading.Unreadable(FaultyPlace.shown(name, text, e.at(), e.problem()));
        } catch (IllegalStateException e) {
            return new KubeconfigReading.Unreadable(name + ": " + e.getMessage());
        }
    }

    private static void checkKinds(YamlNode.Mapping root) throws YamlDocument.NotYamlException {
        List<String> seen = new ArrayList<>();
        for (YamlNode.Entry entry : root.entries()) {
            String key = entry.name();
            YamlNode value = entry.value().resolved();
            boolean nothing = value instanceof YamlNode.Scalar scalar && isNull(scalar);
            if (LISTS.contains(key) && !nothing) {
                if (!(value instanceof YamlNode.Sequence items)) {
                    throw new YamlDocument.NotYamlException(value.start(), "expected a list of " + key);
                }
                for (YamlNode item : items.items()) {
                    if (!(item.resolved() instanceof YamlNode.Mapping)) {
                        throw new YamlDocument.NotYamlException(item.start(),
                                "expected an entry with a name, as in every list of " + key);
                    }
                }
            }
            if (TEXTS.contains(key) && !nothing && !(value instanceof YamlNode.Scalar scalar && scalar.isString())) {
                throw new YamlDocument.NotYamlException(value.start(), "expected a text as " + key);
            }
            if (key.equals("preferences") && !nothing && !(value instanceof YamlNode.Mapping)) {
                throw new YamlDocument.NotYamlException(value.start(), "expected a mapping as preferences");
            }
            if ((LISTS.contains(key) || TEXTS.contains(key)) && seen.contains(key)) {
                throw new YamlDocument.NotYamlException(entry.key().start(), key + " stands there twice");
            }
            seen.add(key);
        }
    }

    private static boolean isNull(YamlNode.Scalar scalar) {
        return !scalar.isString() && Set.of("", "~", "null", "Null", "NULL").contains(scalar.value());
    }

    /** What to call the file. */
    public String name() {
        return name;
    }

    /** The whole text; may hold secrets that people keep in their kubeconfig. */
    public String text() {
        return mark + text;
    }

    /** The context that kubectl uses when none is named. */
    public Optional<String> currentContext() {
        return root.flatMap(mapping -> mapping.text("current-context")).filter(value -> !value.isEmpty());
    }

    /** The cluster entries that have a name, in their order. */
    public List<KubeconfigCluster> clusters() {
        return named("clusters", "cluster", KubeconfigCluster::of);
    }

    /** The user entries that have a name, in their order. */
    public List<KubeconfigUser> users() {
        return named("users", "user", KubeconfigUser::of);
    }

    /** The context entries that have a name, in their order. */
    public List<KubeconfigContext> contexts() {
        return named("contexts", "context", KubeconfigContext::of);
    }

    /** Whether there is a cluster entry of this name: an update goes to the file that has one. */
    public boolean hasCluster(String cluster) {
        return clusters().stream().anyMatch(entry -> entry.name().equals(cluster));
    }

    private <T> List<T> named(String list, String kind, BiFunction<String, YamlNode.Mapping, T> reader) {
        List<T> entries = new ArrayList<>();
        for (YamlNode item : items(list)) {
            YamlNode.Mapping entry = (YamlNode.Mapping) item.resolved();
            YamlNode inner = entry.value(kind).orElse(entry);
            entry.text("name").filter(found -> !found.isEmpty()).ifPresent(found -> entries.add(reader.apply(found,
                    inner instanceof YamlNode.Mapping mapping
                            ? mapping
                            : new YamlNode.Mapping(inner.start(), inner.end(), true, List.of()))));
        }
        return entries;
    }

    private List<YamlNode> items(String list) {
        return root.flatMap(mapping -> mapping.value(list)).filter(YamlNode.Sequence.class::isInstance)
                .map(sequence -> ((YamlNode.Sequence) sequence).items()).orElse(List.of());
    }

    /**
     * This kubeconfig with a cluster, its user and its context, the latter current. Entries of the same names are
     * replaced, others stay.
     *
     * @return the new kubeconfig (with an unchanged text when it says all that already), or why the text cannot be
     *     changed without losing something
     */
    public KubeconfigReading with(KubeconfigUpdate update) {
        if (root.isEmpty()) {
            return read(name, mark, beginning(update));
        }
        Map<Object, Object> wanted = wanted(update);
        if (YamlValue.of(root.get()).equals(wanted)) {
            return new KubeconfigReading.Understood(this);
        }
        if (root.get().entries().isEmpty()) {
            return read(name, mark, filled(root.get(), wanted));
        }
        for (boolean whole : new boolean[]{false, true}) {
            Optional<Kubeconfig> edited = edited(update, whole)
                    .filter(other -> other.meaning().equals(wanted));
            if (edited.isPresent()) {
                return new KubeconfigReading.Understood(edited.get());
            }
        }
        return new KubeconfigReading.Unreadable(name + " is written in a way that cannot be changed without losing "
                + "something (anchors and aliases, perhaps). It was left as it is. Write the entries of "
                + update.clusterName() + " out in full, or choose another file with --kubeconfig.");
    }

    /** This file with another text, made of its root and of its text without the byte order mark. */
    KubeconfigReading rewritten(BiFunction<YamlNode.Mapping, String, String> edit) {
        return read(name, mark, root.map(mapping -> edit.apply(mapping, text)).orElse(text));
    }

    /** What it means, apart from how it is written. */
    Object meaning() {
        return root.map(YamlValue::of).orElse(Map.of());
    }

    /** The text with this in the place of a <code>{}</code>, in which there is nothing that could stay. */
    private String filled(YamlNode.Mapping nothing, Map<Object, Object> wanted) {
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        String before = text.substring(0, nothing.start());
        return before + (before.isEmpty() || before.endsWith("\n") ? "" : lineEnd)
                + String.join(lineEnd, YamlText.block(wanted)) + text.substring(nothing.end());
    }

    private Optional<Kubeconfig> edited(KubeconfigUpdate update, boolean whole) {
        try {
            YamlNode.Mapping mapping = root.orElseThrow();
            YamlEdit edit = new YamlEdit(text);
            put(edit, mapping, "clusters", update.clusterEntry(), whole);
            put(edit, mapping, "users", update.userEntry(), whole);
            put(edit, mapping, "contexts", update.contextEntry(oldContext(update)), whole);
            edit.set(mapping, "current-context", update.contextName());
            return read(name, mark, edit.result()) instanceof KubeconfigReading.Understood readable
                    ? Optional.of(readable.kubeconfig())
                    : Optional.empty();
        } catch (IllegalStateException overlapping) {
            return Optional.empty();
        }
    }

    private static void put(YamlEdit edit, YamlNode.Mapping root, String list, Map<String, Object> entry,
            boolean whole) {
        Optional<YamlNode> value = root.entry(list).map(YamlNode.Entry::value);
        if (value.isEmpty() || !(value.get() instanceof YamlNode.Sequence sequence) || sequence.items().isEmpty()) {
            edit.firstItem(root, list, entry);
            return;
        }
        Optional<YamlNode> old = sequence.items().stream().filter(item -> named(item, entry.get("name"))).findFirst();
        if (old.isEmpty()) {
            edit.addItem(sequence, entry);
        } else if (!YamlValue.of(old.get()).equals(entry)) {
            if (whole) {
                edit.replace(old.get(), entry);
            } else {
                edit.become(old.get(), entry);
            }
        }
    }

    private static boolean named(YamlNode item, @Nullable Object name) {
        return item.resolved() instanceof YamlNode.Mapping mapping
                && mapping.text("name").filter(found -> found.equals(name)).isPresent();
    }

    /** The AWS CLI's algorithm, on meanings. */
    private Map<Object, Object> wanted(KubeconfigUpdate update) {
        Map<Object, Object> wanted = new LinkedHashMap<>((Map<?, ?>) YamlValue.of(root.orElseThrow()));
        wanted.put("clusters", put(wanted.get("clusters"), update.clusterEntry()));
        wanted.put("users", put(wanted.get("users"), update.userEntry()));
        wanted.put("contexts", put(wanted.get("contexts"), update.contextEntry(oldContext(update))));
        wanted.put("current-context", update.contextName());
        return wanted;
    }

    private static List<Object> put(@Nullable Object list, Map<String, Object> entry) {
        List<Object> items = new ArrayList<>(list instanceof List<?> old ? old : List.of());
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> item && entry.get("name") instanceof String name
                    && name.equals(item.get("name"))) {
                items.set(i, entry);
                return items;
            }
        }
        items.add(entry);
        return items;
    }

    private Map<?, ?> oldContext(KubeconfigUpdate update) {
        return items("contexts").stream().filter(item -> named(item, update.contextName())).findFirst()
                .map(item -> ((YamlNode.Mapping) item.resolved()).value("context"))
                .filter(Optional::isPresent).map(context -> YamlValue.of(context.get()))
                .filter(Map.class::isInstance).<Map<?, ?>>map(Map.class::cast).orElse(Map.of());
    }

    /** A new kubeconfig in the AWS CLI's layout, below whatever comments the text has. */
    private String beginning(KubeconfigUpdate update) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("apiVersion", "v1");
        content.put("clusters", List.of(update.clusterEntry()));
        content.put("contexts", List.of(update.contextEntry(Map.of())));
        content.put("current-context", update.contextName());
        content.put("kind", "Config");
        content.put("preferences", Map.of());
        content.put("users", List.of(update.userEntry()));
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        String before = text.isEmpty() || text.endsWith("\n") ? text : text + lineEnd;
        return before + String.join(lineEnd, YamlText.block(content)) + lineEnd;
    }

    @Override
    public String toString() {
        return "Kubeconfig[" + name + ", " + text.length() + " characters]";
    }
}
