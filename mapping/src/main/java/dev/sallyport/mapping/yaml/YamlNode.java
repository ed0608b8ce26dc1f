package dev.sallyport.mapping.yaml;

import java.util.List;

/**
 * A node of a YAML text as it was written. A tree of our own, because both readings need what a library's values have
 * lost: styles, tags, anchors, doubled keys, places.
 */
public sealed interface YamlNode {

    /** Where the node begins. */
    Spot spot();

    /**
     * A scalar.
     *
     * @param tag the full tag, or empty
     * @param implicit whether the value's form decides its type: plain style without a tag
     * @param literalIndent how many columns the lines of a literal block ({@code |}) are indented by, the first of them
     *     on the line after the spot; 0 for every other scalar
     */
    record Scalar(String value, String tag, boolean implicit, Spot spot, int literalIndent) implements YamlNode {}

    /** A list. Its items are filled in while the text is read, and left alone afterwards. */
    record Sequence(List<YamlNode> items, Spot spot) implements YamlNode {}

    /** A map in the order of its text, doubled keys included. Filled as {@link Sequence} is. */
    record Mapping(List<Pair> pairs, Spot spot) implements YamlNode {}

    /** A reference to an anchored node, which may be the very node it stands in. */
    final class Alias implements YamlNode {
        private final String name;
        private final YamlNode target;
        private final Spot spot;

        Alias(String name, YamlNode target, Spot spot) {
            this.name = name;
            this.target = target;
            this.spot = spot;
        }

        /** The anchor's. */
        public String name() {
            return name;
        }

        /** What the anchor names. */
        public YamlNode target() {
            return target;
        }

        @Override
        public Spot spot() {
            return spot;
        }
    }

    /** A key and its value. */
    record Pair(YamlNode key, YamlNode value) {}
}
