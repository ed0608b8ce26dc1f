package dev.sallyport.kubeconfig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes a document's text so that it means something else, and changes as little as it can: what already means the
 * right thing is not touched, a scalar is replaced where it stands, an entry is added below the last one, one that must
 * go takes its own lines with it. Comments, order, quotes and line ends around them stay.
 *
 * <p>The edit is a list of places and new texts, applied at the end. It makes no promise that the result means what it
 * should: {@link Kubeconfig} reads the result again before it believes it.
 */
final class YamlEdit {

    private final String text;
    private final String lineEnd;
    private final List<Change> changes = new ArrayList<>();

    /**
     * Characters {@code from} (inclusive) to {@code to} (exclusive) become {@code replacement}. Of several insertions at
     * one place the deeper comes first, because a shallower one ends the block that the deeper one belongs to.
     */
    private record Change(int from, int to, String replacement, int depth) {}

    YamlEdit(String text) {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** The text with all changes in it. */
    String result() {
        changes.sort(Comparator.comparingInt(Change::from).thenComparing(Change::depth, Comparator.reverseOrder()));
        StringBuilder result = new StringBuilder(text.length() + 256);
        int at = 0;
        for (Change change : changes) {
            if (change.from() < at) {
                throw new IllegalStateException("two changes overlap");
            }
            result.append(text, at, change.from()).append(change.replacement());
            at = change.to();
        }
        return result.append(text, at, text.length()).toString();
    }

    /** Lets a mapping's entry have a value, and adds the entry where it is missing. */
    void set(YamlNode.Mapping mapping, String key, Object value) {
        Optional<YamlNode.Entry> entry = mapping.entry(key);
        if (entry.isPresent()) {
            become(entry.get(), mapping.flow(), value);
        } else {
            addEntries(mapping, mapping.entries(), Map.of(key, value));
        }
    }

    /** Lets a list's item have a value. */
    void become(YamlNode item, Object value) {
        if (YamlValue.of(item).equals(value)) {
            return;
        }
        switch (item) {
            case YamlNode.Mapping mapping when value instanceof Map<?, ?> entries && !entries.isEmpty()
                    && !mapping.entries().isEmpty() ->
                become(mapping, entries);
            case YamlNode.Sequence sequence when value instanceof List<?> items && !items.isEmpty()
                    && !sequence.items().isEmpty() ->
                become(sequence, items);
            case YamlNode.Scalar scalar when value instanceof String string && scalar.style() != YamlNode.Style.BLOCK ->
                change(scalar.start(), scalar.end(), (scalar.start() == scalar.end() ? " " : "")
                        + YamlText.scalar(string, scalar.style()));
            default -> replace(item, value);
        }
    }

    /** Writes a list's item anew, whatever it was. */
    void replace(YamlNode item, Object value) {
        boolean flow = (item instanceof YamlNode.Mapping mapping && mapping.flow())
                || (item instanceof YamlNode.Sequence sequence && sequence.flow());
        String written = flow
                ? YamlText.flow(value, quotesOf(item))
                : String.join(lineEnd + " ".repeat(column(item.start())), YamlText.block(value));
        change(item.start(), item.end(), written);
    }

    /** Adds an item below a list's last one. */
    void addItem(YamlNode.Sequence sequence, Object value) {
        if (sequence.flow()) {
            change(flowEnd(sequence.items(), sequence.start()), flowEnd(sequence.items(), sequence.start()),
                    (sequence.items().isEmpty() ? "" : ", ") + YamlText.flow(value, quotesOf(sequence)));
            return;
        }
        int dash = dashOf(sequence.items().getLast());
        addLines(sequence.end(), column(dash), YamlText.block(List.of(value)));
    }

    /** Lets an empty or missing list become a list of one item, below its key. */
    void firstItem(YamlNode.Mapping root, String key, Object value) {
        Optional<YamlNode.Entry> entry = root.entry(key);
        if (entry.isEmpty()) {
            addEntries(root, root.entries(), Map.of(key, List.of(value)));
        } else if (root.flow()) {
            YamlNode old = entry.get().value();
            change(old.start(), old.end(), (old.start() == old.end() ? " " : "")
                    + YamlText.flow(List.of(value), quotesOf(root)));
        } else {
            int colon = colonAfter(entry.get().key());
            YamlNode old = entry.get().value();
            if (old.end() > colon + 1) {
                // a comment behind the value stays behind the key
                change(colon + 1, old.end(), "");
            }
            addLines(Math.max(old.end(), colon + 1), column(entry.get().key().start()),
                    YamlText.block(List.of(value)));
        }
    }

    private void become(YamlNode.Mapping mapping, Map<?, ?> value) {
        List<YamlNode.Entry> kept = mapping.entries().stream().filter(entry -> value.containsKey(entry.name()))
                .toList();
        for (YamlNode.Entry entry : mapping.entries()) {
            Object wanted = value.get(entry.name());
            if (wanted != null) {
                become(entry, mapping.flow(), wanted);
            }
        }
        if (kept.isEmpty()) {
            changes.clear();
            replace(mapping, value);
            return;
        }
        removeEntries(mapping, kept);
        Map<String, Object> missing = new LinkedHashMap<>();
        value.forEach((key, wanted) -> {
            if (mapping.entry(key.toString()).isEmpty()) {
                missing.put(key.toString(), wanted);
            }
        });
        if (!missing.isEmpty()) {
            addEntries(mapping, kept, missing);
        }
    }

    private void become(YamlNode.Entry entry, boolean flow, Object value) {
        YamlNode old = entry.value();
        boolean scalarToScalar = old instanceof YamlNode.Scalar && value instanceof String;
        boolean sameKind = (old instanceof YamlNode.Mapping && value instanceof Map)
                || (old instanceof YamlNode.Sequence sequence && value instanceof List && !sequence.items().isEmpty());
        if (YamlValue.of(old).equals(value)) {
            return;
        }
        if (scalarToScalar || sameKind || flow) {
            become(old, value);
            return;
        }
        int colon = colonAfter(entry.key());
        List<String> lines = YamlText.entry("k", value);
        StringBuilder written = new StringBuilder(lines.getFirst().substring(2));
        lines.stream().skip(1).forEach(
                line -> written.append(lineEnd).append(" ".repeat(column(entry.key().start()))).append(line));
        change(colon + 1, Math.max(old.end(), colon + 1), written.toString());
    }

    private void become(YamlNode.Sequence sequence, List<?> value) {
        List<YamlNode> items = sequence.items();
        int common = Math.min(items.size(), value.size());
        for (int i = 0; i < common; i++) {
            become(items.get(i), value.get(i));
        }
        for (int i = common; i < value.size(); i++) {
            addItem(sequence, value.get(i));
        }
        if (items.size() > common) {
            if (sequence.flow()) {
                change(items.get(common - 1).end(), items.getLast().end(), "");
            } else {
                items.subList(common, items.size()).forEach(item -> removeLines(dashOf(item), item.end()));
            }
        }
    }

    private void removeEntries(YamlNode.Mapping mapping, List<YamlNode.Entry> kept) {
        List<YamlNode.Entry> entries = mapping.entries();
        for (int i = 0; i < entries.size(); i++) {
            YamlNode.Entry entry = entries.get(i);
            if (kept.contains(entry)) {
                continue;
            }
            boolean first = kept.stream().noneMatch(other -> other.key().start() < entry.key().start());
            if (first && (mapping.flow() || !isLineStart(entry.key().start()))) {
                // the dash or brace before it stays, and the next entry follows it
                change(entry.key().start(), entries.get(i + 1).key().start(), "");
            } else if (mapping.flow()) {
                change(entries.get(i - 1).value().end(), entry.value().end(), "");
            } else {
                removeLines(entry.key().start(), Math.max(entry.value().end(), colonAfter(entry.key()) + 1));
            }
        }
    }

    private void addEntries(YamlNode.Mapping mapping, List<YamlNode.Entry> after, Map<String, Object> entries) {
        if (mapping.flow()) {
            int at = after.isEmpty() ? mapping.start() + 1 : after.getLast().value().end();
            String written = YamlText.flow(entries, quotesOf(mapping));
            change(at, at, (after.isEmpty() ? "" : ", ") + written.substring(1, written.length() - 1));
            return;
        }
        YamlNode.Entry last = after.getLast();
        addLines(Math.max(last.value().end(), colonAfter(last.key()) + 1),
                column(mapping.entries().getFirst().key().start()),
                YamlText.block(entries));
    }

    /** Adds lines below the line in which a place is. */
    private void addLines(int place, int column, List<String> lines) {
        int at = endOfLine(place);
        StringBuilder written = new StringBuilder();
        lines.forEach(line -> written.append(lineEnd).append(" ".repeat(column)).append(line));
        // a list's dash may stand in the column of its key, and is deeper all the same
        int depth = 2 * column + (lines.getFirst().startsWith("- ") ? 2 : 1);
        changes.add(new Change(at, at, written.toString(), depth));
    }

    private void removeLines(int from, int to) {
        int begin = startOfLine(from);
        int end = endOfLine(to);
        if (end < text.length()) {
            end += text.startsWith("\r\n", end) ? 2 : 1;
        } else if (begin > 0) {
            begin -= text.startsWith("\r\n", Math.max(begin - 2, 0)) ? 2 : 1;
        }
        change(begin, end, "");
    }

    private void change(int from, int to, String replacement) {
        changes.add(new Change(from, to, replacement, 0));
    }

    /** Where the next item of a list in brackets begins. */
    private static int flowEnd(List<YamlNode> items, int start) {
        return items.isEmpty() ? start + 1 : items.getLast().end();
    }

    /** JSON's quotes where the surroundings have them. */
    private YamlNode.Style quotesOf(YamlNode node) {
        return text.startsWith("{\"", node.start()) || text.stripLeading().startsWith("{")
                ? YamlNode.Style.DOUBLE_QUOTED
                : YamlNode.Style.PLAIN;
    }

    private int colonAfter(YamlNode key) {
        int at = key.end();
        while (at < text.length() && text.charAt(at) != ':') {
            at++;
        }
        return at;
    }

    private int dashOf(YamlNode item) {
        int at = item.start() - 1;
        while (at > 0 && text.charAt(at) != '-') {
            at--;
        }
        return at;
    }

    private int column(int place) {
        return place - startOfLine(place);
    }

    private boolean isLineStart(int place) {
        return text.substring(startOfLine(place), place).isBlank();
    }

    private int startOfLine(int place) {
        return text.lastIndexOf('\n', place - 1) + 1;
    }

    private int endOfLine(int place) {
        int end = text.indexOf('\n', place);
        if (end < 0) {
            return text.length();
        }
        return end > place && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
}
