package dev.sallyport.kubeconfig;

/**
 * As much JSON as the protocol with kubectl needs: one string of an object, with the whole text checked, and a string
 * quoted. A library would cost more at start-up than everything else that the token command does.
 *
 * <p>A recursive-descent walk over RFC 8259's grammar that keeps nothing but the one value it looks for.
 */
final class JsonObject {

    /** Deeper nesting than any ExecCredential has; keeps hostile input from overflowing the stack. */
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;

    private JsonObject(String text) {
        this.text = text;
    }

    /** The text is no JSON object with that string. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** The string member of the outermost object; the last one, where it stands there twice. */
    static String stringOf(String text, String member) throws MalformedException {
        JsonObject walk = new JsonObject(text);
        String found = walk.outermost(member);
        walk.blanks();
        if (walk.at < text.length()) {
            throw walk.expected("the end");
        }
        if (found.isEmpty()) {
            throw new MalformedException("it has no \"" + member + "\"");
        }
        return found;
    }

    /** Appends a string in quotes. */
    static void quote(String value, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ') {
                to.append(String.format("\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }

    private String outermost(String member) throws MalformedException {
        String found = "";
        blanks();
        take('{');
        blanks();
        if (peek() == '}') {
            at++;
            return found;
        }
        while (true) {
            blanks();
            String name = string();
            blanks();
            take(':');
            blanks();
            if (name.equals(member)) {
                if (peek() != '"') {
                    throw expected("a string as \"" + member + "\"");
                }
                found = string();
            } else {
                value(1);
            }
            blanks();
            if (peek() == ',') {
                at++;
                continue;
            }
            take('}');
            return found;
        }
    }

    private void value(int depth) throws MalformedException {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("it is nested deeper than " + MAX_DEPTH);
        }
        switch (peek()) {
            case '{' -> members('}', depth);
            case '[' -> members(']', depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void members(char end, int depth) throws MalformedException {
        at++;
        blanks();
        if (peek() == end) {
            at++;
            return;
        }
        while (true) {
            blanks();
            if (end == '}') {
                string();
                blanks();
                take(':');
                blanks();
            }
            value(depth + 1);
            blanks();
            if (peek() == ',') {
                at++;
                continue;
            }
            take(end);
            return;
        }
    }

    private String string() throws MalformedException {
        take('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c < ' ') {
                at--;
                throw expected("a string without control characters");
            }
            value.append(c == '\\' ? escape() : c);
        }
        throw expected("a closing quote");
    }

    private char escape() throws MalformedException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int end = at + 4; at < end; at++) {
                    int digit = Character.digit(peek(), 16);
                    if (digit < 0) {
                        throw expected("four hexadecimal digits");
                    }
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> {
                at--;
                throw expected("an escape such as \\n");
            }
        };
    }

    private void number() throws MalformedException {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() throws MalformedException {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == from) {
            throw expected("a value");
        }
    }

    private void word(String word) throws MalformedException {
        if (!text.startsWith(word, at)) {
            throw expected("a value");
        }
        at += word.length();
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void take(char c) throws MalformedException {
        if (peek() != c) {
            throw expected("'" + c + "'");
        }
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private MalformedException expected(String what) {
        return new MalformedException("expected " + what + " at character " + (at + 1));
    }
}
