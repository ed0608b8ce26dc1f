package dev.sallyport.identity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, numbers and booleans, strictly, to a bounded depth. It exists because
 * this room stands on the JDK alone, and STS answers with three strings; the other rooms on the token's way, which start
 * with every kubectl, read their few strings with it too. Of a doubled name the last value counts.
 */
public final class JsonReader {

    private static final int DEEPEST = 32; // STS nests three

    /** Stands for {@code null}, so that no null gets into a map. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a whole text.
     *
     * @return a {@code Map<String, Object>}, a {@code List<Object>}, a {@code String}, a {@code Double}, a {@code Boolean}
     *     or {@link #NULL}; empty when the text is not one JSON value
     */
    public static Optional<Object> tryRead(String text) {
        JsonReader reader = new JsonReader(text);
        try {
            Object value = reader.value(0);
            reader.skipSpace();
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NotJson notJson) {
            return Optional.empty();
        }
    }

    private Object value(int depth) throws NotJson {
        skipSpace();
        if (depth > DEEPEST) {
            throw new NotJson();
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws NotJson {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return members;
        }
        while (true) {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            members.put(name, value(depth + 1));
            skipSpace();
            if (peek() == '}') {
                at++;
                return members;
            }
            expect(',');
        }
    }

    private List<Object> array(int depth) throws NotJson {
        List<Object> elements = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return elements;
        }
        while (true) {
            elements.add(value(depth + 1));
            skipSpace();
            if (peek() == ']') {
                at++;
                return elements;
            }
            expect(',');
        }
    }

    private String string() throws NotJson {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw new NotJson();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws NotJson {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw new NotJson();
        };
    }

    private int hex() throws NotJson {
        char c = next();
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw new NotJson();
        }
        return digit;
    }

    private Double number() throws NotJson {
        int begin = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return Double.valueOf(text.substring(begin, at));
    }

    private void digits() throws NotJson {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == begin) {
            throw new NotJson();
        }
    }

    private Object word(String word, Object meaning) throws NotJson {
        if (!text.startsWith(word, at)) {
            throw new NotJson();
        }
        at += word.length();
        return meaning;
    }

    private void expect(char wanted) throws NotJson {
        if (next() != wanted) {
            throw new NotJson();
        }
    }

    private char next() throws NotJson {
        char c = peek();
        at++;
        return c;
    }

    private char peek() throws NotJson {
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Carries nothing: the text may be anybody's, and must not get out. */
    private static final class NotJson extends Exception {
        @Nullable
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
