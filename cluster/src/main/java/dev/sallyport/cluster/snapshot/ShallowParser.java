package dev.sallyport.cluster.snapshot;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * A parser that ends where lists and maps are nested too deep. The composer calls itself for each of them, and would
 * overflow the stack.
 */
final class ShallowParser implements Parser {

    private final Parser parser;
    private final int deepest;
    private int depth;

    /**
     * @param deepest how many lists and maps may be open at once
     */
    ShallowParser(Parser parser, int deepest) {
        this.parser = parser;
        this.deepest = deepest;
    }

    @Override
    public boolean checkEvent(Event.ID id) {
        return parser.checkEvent(id);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> depth++;
            case SequenceEnd, MappingEnd -> depth--;
            case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {
            }
        }
        if (depth > deepest) {
            throw new YamlEngineException("it is nested more than " + (deepest - 1) + " deep");
        }
        return event;
    }
}
