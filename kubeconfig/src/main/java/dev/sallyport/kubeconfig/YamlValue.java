package dev.sallyport.kubeconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a document means, apart from how it is written: texts, lists and mappings, to be compared with each other. A
 * number or a boolean keeps its writing and is no text.
 */
final class YamlValue {

    private static final int MOST = 1_000_000; // values; aliases could multiply without end

    private int left = MOST;

    private YamlValue() {}

    /** A scalar that is no text: null, a number, a boolean. */
    record Other(String written) {}

    /** The meaning of a node: {@code String}, {@link Other}, {@code List} or {@code Map}. */
    static Object of(YamlNode node) {
        return new YamlValue().value(node);
    }

    private Object value(YamlNode node) {
        if (--left < 0) {
            throw new IllegalStateException("aliases make more than " + MOST + " values");
        }
        return switch (node) {
            case YamlNode.Alias alias -> value(alias.target());
            case YamlNode.Scalar scalar -> scalar.isString() ? scalar.value() : new Other(scalar.value());
            case YamlNode.Sequence sequence -> {
                List<Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(value(item)));
                yield items;
            }
            case YamlNode.Mapping mapping -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> entries.put(value(entry.key()), value(entry.value())));
                yield entries;
            }
        };
    }
}
