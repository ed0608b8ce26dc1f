package dev.sallyport.kubeconfig;

import java.util.List;
import java.util.Optional;

/**
 * A YAML document as it stands in its text: values, and from which character to which. A library's own tree forgets
 * aliases and where a block ends; an edit that keeps people's text needs both.
 */
sealed interface YamlNode {

    /** The first character, its anchor or tag included. */
    int start();

    /** Behind the last character that belongs to the value, without comments and blank lines that follow. */
    int end();

    /** The node that an alias stands for, or the node itself. */
    default YamlNode resolved() {
        return this;
    }

    /** A single value; {@code isString} is false for what YAML takes for null, a number or a boolean. */
    record Scalar(int start, int end, String value, Style style, boolean isString) implements YamlNode {}

    /** How a scalar is written. */
    enum Style {
        PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, BLOCK
    }

    /** A list; {@code flow} when it is written in brackets. */
    record Sequence(int start, int end, boolean flow, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A mapping; {@code flow} when it is written in braces. */
    record Mapping(int start, int end, boolean flow, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The entry of a name; the last one, where it stands there twice. */
        Optional<Entry> entry(String name) {
            return entries.stream().filter(entry -> entry.name().equals(name)).reduce((first, last) -> last);
        }

        /** The value of a name, aliases resolved. */
        Optional<YamlNode> value(String name) {
            return entry(name).map(entry -> entry.value().resolved());
        }

        /** The value of a name, where it is a text; numbers and booleans count by their writing. */
        Optional<String> text(String name) {
            return value(name).filter(Scalar.class::isInstance).map(Scalar.class::cast)
                    .filter(scalar -> scalar.isString() || !scalar.value().isEmpty()).map(Scalar::value);
        }
    }

    /** A key with its value; a key that is no scalar has the empty name. */
    record Entry(YamlNode key, YamlNode value) {
        String name() {
            return key instanceof Scalar scalar ? scalar.value() : "";
        }
    }

    /** {@code *name}. */
    record Alias(int start, int end, YamlNode target) implements YamlNode {
        @Override
        public YamlNode resolved() {
            return target.resolved();
        }
    }
}
