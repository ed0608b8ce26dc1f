package dev.sallyport.aws;

import dev.sallyport.identity.JsonReader;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value out of an answer, JSON or XML: a text, a list or named values. What is not there is empty and never null, so
 * that a path into an answer needs no checks on the way.
 *
 * <p>Of XML, elements and texts are read: an element of elements becomes named values, and where a name occurs several
 * times, a list. That is all that AWS's query protocol uses.
 */
final class WireValue {

    private static final WireValue NOTHING = new WireValue("");
    private static final int DEEPEST = 60; // levels of XML; DescribeInstances has 12

    private final Object value;

    private WireValue(Object value) {
        this.value = value;
    }

    /** Reads JSON; empty when the text is none. */
    static Optional<WireValue> json(String text) {
        return JsonReader.tryRead(text).map(WireValue::new);
    }

    /** Reads XML, below its outermost element; empty when the text is none. No entity but the five is known. */
    static Optional<WireValue> xml(String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    return Optional.of(new WireValue(element(reader, 0)));
                }
            }
            return Optional.empty();
        } catch (XMLStreamException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Object element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("nested too deep");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = reader.getLocalName();
                    add(members, name, element(reader, depth + 1));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return members.isEmpty() ? text.toString() : members;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                default -> {
                    // comments and the like say nothing
                }
            }
        }
    }

    private static void add(Map<String, Object> members, String name, Object value) {
        members.merge(name, value, (one, other) -> {
            List<Object> several = new ArrayList<>(one instanceof List<?> list ? list : List.of(one));
            several.add(other);
            return several;
        });
    }

    /** What stands under these names, one inside the other. */
    WireValue at(String... names) {
        Object found = value;
        for (String name : names) {
            Object inner = found instanceof Map<?, ?> members ? members.get(name) : null;
            if (inner == null) {
                return NOTHING;
            }
            found = inner;
        }
        return new WireValue(found);
    }

    /** The text; empty when there is none. A number is the text that it is written as, without a fraction of zero. */
    String text() {
        return switch (value) {
            case String text -> text;
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                Long.toString(number.longValue());
            case Double number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> "";
        };
    }

    /** The text, where there is one that is not empty. */
    Optional<String> some() {
        return Optional.of(text()).filter(text -> !text.isEmpty());
    }

    /** The items of a list; of a single value, as XML writes a list of one, that value. */
    List<WireValue> items() {
        if (value instanceof List<?> list) {
            return list.stream().map(item -> new WireValue(item == null ? "" : item)).toList();
        }
        return "".equals(value) || value.equals(JsonReader.NULL) ? List.of() : List.of(this);
    }

    /** Whether this holds named values. */
    boolean isObject() {
        return value instanceof Map<?, ?>;
    }

    /** Names alone: the values may be credentials. */
    @Override
    public String toString() {
        return value instanceof Map<?, ?> members ? "WireValue" + members.keySet() : "WireValue";
    }
}
