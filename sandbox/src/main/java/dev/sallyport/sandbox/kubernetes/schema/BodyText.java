package dev.sallyport.sandbox.kubernetes.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body taken apart: its value, and the fields that occur in it twice (of which the last counts, as with the API
 * server's own parser).
 */
public record BodyText(JsonNode value, List<String> duplicateFields) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern LINE = Pattern.compile("line (\\d+), column");
    private static final int MOST_SHOWN = 30; // characters of a body in an error, as many as the real one shows

    public BodyText {
        duplicateFields = List.copyOf(duplicateFields);
    }

    /** Text that is no JSON or YAML; the message is a parser's. */
    public static final class Malformed extends Exception {
        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads JSON. */
    public static BodyText json(byte[] body) throws Malformed {
        try (JsonParser parser = JSON.createParser(body)) {
            BodyText read = read(parser);
            if (parser.nextToken() != null) {
                throw new Malformed("invalid character '" + (char) body[(int) parser.currentTokenLocation()
                        .getByteOffset()] + "' after top-level value");
            }
            return read;
        } catch (JsonEOFException e) {
            throw new Malformed("unexpected end of JSON input");
        } catch (JsonParseException e) {
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw new Malformed(endsEarly(body, at)
                    ? "unexpected end of JSON input"
                    : invalidCharacter(body, (int) at));
        } catch (IOException e) {
            throw new Malformed("unexpected end of JSON input");
        }
    }

    /** Reads YAML: the first document of it. */
    public static BodyText yaml(byte[] body) throws Malformed {
        try (JsonParser parser = new YAMLFactory().createParser(body)) {
            return read(parser);
        } catch (JacksonYAMLParseException e) {
            String all = e.getOriginalMessage();
            throw new Malformed("yaml: line " + line(all) + ": " + problem(all));
        } catch (IOException | RuntimeException e) {
            throw new Malformed("yaml: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** The line that the parser stumbled over: the last that it speaks of. */
    private static String line(String message) {
        Matcher lines = LINE.matcher(message);
        String last = "1";
        while (lines.find()) {
            last = lines.group(1);
        }
        return last;
    }

    /** What the parser says, in one line, and of a tab what everybody knows it by. */
    private static String problem(String message) {
        if (message.contains("TAB")) {
            return "found a tab character that violates indentation";
        }
        return message.lines().filter(line -> !line.startsWith(" ")).reduce((_, last) -> last).orElse(message);
    }

    /** The start of a body as errors quote it. */
    public static String excerpt(byte[] body) {
        if (body.length == 0) {
            return "<empty>";
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + " ..." : text;
    }

    /** Whether the text breaks off, rather than going on with what cannot be there. */
    private static boolean endsEarly(byte[] body, long at) {
        String text = new String(body, StandardCharsets.UTF_8).stripTrailing();
        return text.isEmpty()
                || (at >= text.length() && !Character.isLetterOrDigit(text.charAt(text.length() - 1)));
    }

    private static String invalidCharacter(byte[] body, int at) {
        int place = Math.clamp(at, 0, Math.max(0, body.length - 1));
        return body.length == 0
                ? "unexpected end of JSON input"
                : "invalid character '" + quoted(body[firstCharacter(body, place)])
                        + "' looking for beginning of value";
    }

    /** One byte, as Go's decoder shows it. */
    private static String quoted(byte character) {
        int code = Byte.toUnsignedInt(character);
        return (code >= 0x20 && code < 0x7f) || code > 0xa0 ? Character.toString(code) : "\\u%04x".formatted(code);
    }

    private static int firstCharacter(byte[] body, int place) {
        // Jackson reports the end of an unknown word; Go reports its beginning.
        int at = place;
        while (at > 0 && Character.isLetterOrDigit(body[at - 1])) {
            at--;
        }
        return at;
    }

    private static BodyText read(JsonParser parser) throws IOException, Malformed {
        List<String> duplicates = new ArrayList<>();
        if (parser.nextToken() == null) {
            throw new Malformed("unexpected end of JSON input");
        }
        JsonNode value = value(parser, "", duplicates);
        return new BodyText(value, duplicates);
    }

    private static JsonNode value(JsonParser parser, String path, List<String> duplicates) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path, duplicates);
            case START_ARRAY -> array(parser, path, duplicates);
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NUMBER_INT -> switch (parser.getNumberType()) {
                case BIG_INTEGER -> nodes.numberNode(parser.getBigIntegerValue());
                default -> nodes.numberNode(parser.getLongValue());
            };
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            default -> nodes.nullNode();
        };
    }

    private static ObjectNode object(JsonParser parser, String path, List<String> duplicates) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String at = path.isEmpty() ? name : path + "." + name;
            parser.nextToken();
            if (object.has(name)) {
                duplicates.add(at);
            }
            object.set(name, value(parser, at, duplicates));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, String path, List<String> duplicates) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, path + "[" + array.size() + "]", duplicates));
        }
        return array;
    }
}
