package dev.sallyport.mapping.yaml;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A node of a YAML text as it was written. A tree of our own, because both readings need what a library's values have
 * lost: styles, tags, anchors, doubled keys, places.
 */
public sealed interface YamlNode {

    /** Where the node begins: its tag or anchor, if it has one. */
    Spot spot();

    /** Just behind the node; where it has no text at all, its spot. */
    Spot end();

    /**
     * A scalar.
     *
     * @param tag the full tag, or empty
     * @param implicit whether the value's form decides its type: plain style without a tag
     * @param literalIndent how many columns the lines of a literal block ({@code |}) are indented by, the first of them
     *     on the line after the spot; 0 for every other scalar
     * @param end just behind its last character, or the quote that closes it
     */
    record Scalar(String value, String tag, boolean implicit, Spot spot, int literalIndent,
            Spot end) implements YamlNode {}

    /** A list. Its items and marks are filled in while the text is read, and left alone afterwards. */
    record Sequence(List<YamlNode> items, Spot spot, Marks marks) implements YamlNode {

        @Override
        public Spot end() {
            return marks.closing().orElseGet(() -> items.isEmpty() ? spot : items.getLast().end());
        }
    }

    /** A map in the order of its text, doubled keys included. Filled as {@link Sequence} is. */
    record Mapping(List<Pair> pairs, Spot spot, Marks marks) implements YamlNode {

        @Override
        public Spot end() {
            return marks.closing().orElseGet(() -> pairs.isEmpty() ? spot : pairs.getLast().value().end());
        }
    }

    /** What holds a list or map together in the text: brackets, or the dashes of a block. */
    final class Marks {
        private final boolean flow;
        private final List<Spot> dashes = new ArrayList<>();
        private @Nullable Spot closing;

        Marks(boolean flow) {
            this.flow = flow;
        }

        void add(Spot dash) {
            dashes.add(dash);
        }

        void close(YamlToken bracket) {
            closing = new Spot(bracket.spot().line(), bracket.spot().column() + 1);
        }

        /** Whether it is written in brackets, or is a pair within some. */
        public boolean flow() {
            return flow;
        }

        /** Just behind the bracket that closes it. */
        public Optional<Spot> closing() {
            return Optional.ofNullable(closing);
        }

        /** The dash of each item of a block; empty for everything else. */
        public List<Spot> dashes() {
            return Collections.unmodifiableList(dashes);
        }
    }

    /** A reference to an anchored node, which may be the very node it stands in. */
    final class Alias implements YamlNode {
        private final String name;
        private final YamlNode target;
        private final Spot spot;
        private final Spot end;

        Alias(String name, YamlNode target, Spot spot, Spot end) {
            this.name = name;
            this.target = target;
            this.spot = spot;
            this.end = end;
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

        @Override
        public Spot end() {
            return end;
        }
    }

    /** A key and its value. */
    record Pair(YamlNode key, YamlNode value) {}
}
