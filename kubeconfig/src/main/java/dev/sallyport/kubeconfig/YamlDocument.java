package dev.sallyport.kubeconfig;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds {@link YamlNode}s from the events of snakeyaml-engine, with character places for its code-point marks. */
final class YamlDocument {

    private static final int LONGEST = 8 * 1024 * 1024; // characters; a kubeconfig of 1000 clusters has 3 million
    private static final int DEEPEST = 100; // levels; a kubeconfig has 7
    private static final ScalarResolver TYPES = new CoreScalarResolver(false);

    private final String text;
    private final boolean plane0;
    private final Iterator<Event> events;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    private YamlDocument(String text, Iterator<Event> events) {
        this.text = text;
        this.events = events;
        this.plane0 = text.codePointCount(0, text.length()) == text.length();
    }

    /** The text is no single YAML document. The place counts from zero. */
    static final class NotYamlException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int at;
        private final String problem;

        NotYamlException(int at, String problem) {
            super(problem, null, false, false);
            this.at = at;
            this.problem = problem;
        }

        String problem() {
            return problem;
        }

        int at() {
            return at;
        }
    }

    /** The document's root; empty for a text of nothing but blanks and comments. */
    static Optional<YamlNode> read(String text) throws NotYamlException {
        if (text.length() > LONGEST) {
            throw new NotYamlException(0, "it is longer than " + LONGEST + " characters");
        }
        // the reader (2.10) overruns its buffer where a pair of surrogates lies across its end: give it all at once
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).setCodePointLimit(LONGEST)
                .setBufferSize(Math.max(1024, text.length() + 2)).build();
        YamlDocument document = new YamlDocument(text, new Parse(settings).parseString(text).iterator());
        try {
            return document.root();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new NotYamlException(mark.map(document::place).orElse(0), e.getProblem());
        } catch (ReaderException e) {
            throw new NotYamlException(document.place(e.getPosition()), "it holds a character that YAML forbids");
        } catch (YamlEngineException e) {
            throw new NotYamlException(0, "it cannot be read");
        }
    }

    private Optional<YamlNode> root() throws NotYamlException {
        Optional<YamlNode> root = Optional.empty();
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == ID.DocumentStart && seen) {
                throw new NotYamlException(start(event), "a second document begins here");
            }
            if (event instanceof NodeEvent) {
                seen = true;
                root = Optional.of(node(event, 0));
            }
        }
        return root.filter(node -> !(node instanceof YamlNode.Scalar scalar && scalar.start() == scalar.end()));
    }

    private YamlNode node(Event event, int depth) throws NotYamlException {
        if (depth > DEEPEST) {
            throw new NotYamlException(start(event), "it is nested deeper than " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent alias) {
            YamlNode target = anchors.get(alias.getAlias().getValue());
            if (target == null) {
                throw new NotYamlException(start(event),
                        "the alias *" + alias.getAlias().getValue() + " stands for nothing");
            }
            return new YamlNode.Alias(start(event), end(event), target);
        }
        YamlNode node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start when start.getEventId() == ID.SequenceStart -> sequence(start, depth);
            case CollectionStartEvent start -> mapping(start, depth);
            default -> throw new NotYamlException(start(event), "it cannot be read");
        };
        if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
            anchors.put(anchored.getAnchor().get().getValue(), node);
        }
        return node;
    }

    private YamlNode scalar(ScalarEvent event) {
        boolean string = !event.isPlain() || event.getTag().isPresent()
                || TYPES.resolve(event.getValue(), true).equals(Tag.STR);
        YamlNode.Style style = switch (event.getScalarStyle()) {
            case ScalarStyle.SINGLE_QUOTED -> YamlNode.Style.SINGLE_QUOTED;
            case ScalarStyle.DOUBLE_QUOTED -> YamlNode.Style.DOUBLE_QUOTED;
            case ScalarStyle.LITERAL, ScalarStyle.FOLDED -> YamlNode.Style.BLOCK;
            case ScalarStyle.PLAIN, ScalarStyle.JSON_SCALAR_STYLE -> YamlNode.Style.PLAIN;
        };
        int end = end(event);
        if (style == YamlNode.Style.BLOCK) {
            // a block scalar's mark ends where the next thing begins: leave its blank lines outside
            while (end > start(event) && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
        }
        return new YamlNode.Scalar(start(event), end, event.getValue(), style, string);
    }

    private YamlNode sequence(CollectionStartEvent start, int depth) throws NotYamlException {
        List<YamlNode> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        int end = start.isFlow() || items.isEmpty() ? end(event) : items.getLast().end();
        return new YamlNode.Sequence(start(start), end, start.isFlow(), items);
    }

    private YamlNode mapping(CollectionStartEvent start, int depth) throws NotYamlException {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != ID.MappingEnd) {
            YamlNode key = node(event, depth + 1);
            entries.add(new YamlNode.Entry(key, node(events.next(), depth + 1)));
            event = events.next();
        }
        int end = start.isFlow() || entries.isEmpty() ? end(event) : entries.getLast().value().end();
        return new YamlNode.Mapping(start(start), end, start.isFlow(), entries);
    }

    private int start(Event event) {
        return event.getStartMark().map(this::place).orElse(0);
    }

    private int end(Event event) {
        return event.getEndMark().map(this::place).orElse(0);
    }

    private int place(Mark mark) {
        return place(mark.getIndex());
    }

    private int place(int codePoint) {
        return plane0 ? Math.min(codePoint, text.length()) : text.offsetByCodePoints(0, codePoint);
    }
}
