package dev.sallyport.mapping;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the tree of a text's first document. What follows it is not looked at, as the reference does not look at it.
 *
 * <p>The tree is built with a stack of its own, not by recursion, so that no text can exhaust the thread's.
 */
final class YamlText {

    /** Deeper than any map that people write, and shallow enough to walk by recursion. */
    private static final int DEEPEST = 500;

    private static final int LARGEST = 16 << 20; // code points; a ConfigMap ends at 1 MiB

    private static final LoadSettings SETTINGS = LoadSettings.builder().setLabel("text").setCodePointLimit(LARGEST)
            .setParseComments(false).setUseMarks(true).build();

    private final ParserImpl parser;
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable YamlNode root;

    private YamlText(String text) {
        this.parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

    /** What a text turned out to be. */
    sealed interface Outcome {

        /**
         * A tree.
         *
         * @param root empty when the text holds no document
         * @param next where a second document begins
         */
        record Tree(Optional<YamlNode> root, Optional<Spot> next) implements Outcome {}

        /** No YAML. */
        record Broken(Spot spot, String problem) implements Outcome {}
    }

    /** Reads a text. Never throws for anything that it contains. */
    static Outcome read(String text) {
        try {
            return new YamlText(text).tree();
        } catch (MarkedYamlEngineException e) {
            return new Outcome.Broken(e.getProblemMark().or(e::getContextMark).map(YamlText::spot).orElse(Spot.START),
                    String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            return new Outcome.Broken(Spot.START, String.valueOf(e.getMessage()));
        }
    }

    private Outcome tree() {
        while (parser.hasNext()) {
            Event event = parser.next();
            switch (event.getEventId()) {
                case StreamStart, DocumentStart, Comment -> {
                }
                case StreamEnd, DocumentEnd -> {
                    return new Outcome.Tree(Optional.ofNullable(root), nextDocument());
                }
                case SequenceEnd, MappingEnd -> open.pop();
                case Scalar, Alias, SequenceStart, MappingStart -> {
                    if (open.size() >= DEEPEST) {
                        return new Outcome.Broken(spot(event), "nested more than " + DEEPEST + " deep");
                    }
                    Optional<Outcome.Broken> broken = node(event);
                    if (broken.isPresent()) {
                        return broken.get();
                    }
                }
            }
        }
        return new Outcome.Tree(Optional.ofNullable(root), Optional.empty());
    }

    private Optional<Outcome.Broken> node(Event event) {
        Spot spot = spot(event);
        switch (event) {
            case ScalarEvent scalar -> {
                String tag = scalar.getTag().orElse("");
                boolean implicit = (scalar.isPlain() && tag.isEmpty()) || tag.equals("!");
                YamlNode.Scalar node = new YamlNode.Scalar(scalar.getValue(), tag, implicit, spot);
                anchor(scalar, node);
                place(node);
            }
            case AliasEvent alias -> {
                String name = alias.getAlias().getValue();
                YamlNode target = anchors.get(name);
                if (target == null) {
                    return Optional.of(new Outcome.Broken(spot, "found the alias *" + name + " without an anchor"));
                }
                place(new YamlNode.Alias(name, target, spot));
            }
            case SequenceStartEvent start -> {
                YamlNode.Sequence node = new YamlNode.Sequence(new ArrayList<>(), spot);
                anchor(start, node);
                place(node);
                open.push(new Open.Items(node.items()));
            }
            case MappingStartEvent start -> {
                YamlNode.Mapping node = new YamlNode.Mapping(new ArrayList<>(), spot);
                anchor(start, node);
                place(node);
                open.push(new Open.Pairs(node.pairs()));
            }
            default -> throw new IllegalStateException("not a node: " + event.getEventId());
        }
        return Optional.empty();
    }

    private void anchor(NodeEvent event, YamlNode node) {
        event.getAnchor().map(Anchor::getValue).ifPresent(name -> anchors.put(name, node));
    }

    private void place(YamlNode node) {
        Open parent = open.peek();
        if (parent == null) {
            root = node;
        } else {
            parent.add(node);
        }
    }

    private Optional<Spot> nextDocument() {
        try {
            if (parser.hasNext()) {
                Event event = parser.peekEvent();
                return event.getEventId() == Event.ID.DocumentStart ? Optional.of(spot(event)) : Optional.empty();
            }
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            return e.getProblemMark().map(YamlText::spot);
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static Spot spot(Event event) {
        return event.getStartMark().map(YamlText::spot).orElse(Spot.START);
    }

    private static Spot spot(Mark mark) {
        return new Spot(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** A collection that is being read. */
    private sealed interface Open {
        void add(YamlNode node);

        record Items(List<YamlNode> items) implements Open {
            @Override
            public void add(YamlNode node) {
                items.add(node);
            }
        }

        final class Pairs implements Open {
            private final List<YamlNode.Pair> pairs;
            private @Nullable YamlNode key;

            Pairs(List<YamlNode.Pair> pairs) {
                this.pairs = pairs;
            }

            @Override
            public void add(YamlNode node) {
                if (key == null) {
                    key = node;
                } else {
                    pairs.add(new YamlNode.Pair(key, node));
                    key = null;
                }
            }
        }
    }
}
