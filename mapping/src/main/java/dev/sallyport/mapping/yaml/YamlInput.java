package dev.sallyport.mapping.yaml;

/**
 * A text under a cursor. Past its end one reads {@link #END}, a character that no readable text contains.
 *
 * <p>Line breaks are those of YAML 1.1: beside LF, CR and CRLF also NEL, LS and PS.
 */
final class YamlInput {

    static final int END = 0;

    private static final int NEL = 0x85;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final int[] text;
    private int at;
    private int line = 1;
    private int column;

    private YamlInput(int[] text, int at) {
        this.text = text;
        this.at = at;
    }

    /**
     * A cursor at a text's beginning, after a byte order mark.
     *
     * @throws NotYaml when the text has a character that YAML forbids, wherever it stands
     */
    static YamlInput of(String text) throws NotYaml {
        int[] characters = text.codePoints().toArray();
        int mark = characters.length > 0 && characters[0] == BYTE_ORDER_MARK ? 1 : 0;
        YamlInput input = new YamlInput(characters, mark);
        input.refuseForbidden();
        return new YamlInput(characters, mark);
    }

    private void refuseForbidden() throws NotYaml {
        while (at < text.length) {
            if (!isAllowed(text[at])) {
                throw new NotYaml(spot(), String.format("found the control character U+%04X", text[at]));
            }
            if (isBreak(0)) {
                takeBreak();
            } else {
                skip();
            }
        }
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c <= '~') || c == NEL || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        int index = at + ahead;
        return index < text.length ? text[index] : END;
    }

    boolean isAt(char c) {
        return peek(0) == c;
    }

    boolean isBreak(int ahead) {
        int c = peek(ahead);
        return c == '\n' || c == '\r' || c == NEL || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }

    boolean isEndOfLine(int ahead) {
        return isBreak(ahead) || peek(ahead) == END;
    }

    /** A space or a tab. */
    boolean isBlank(int ahead) {
        return peek(ahead) == ' ' || peek(ahead) == '\t';
    }

    /** A blank, a break or the end: what ends a word. */
    boolean isGap(int ahead) {
        return isBlank(ahead) || isEndOfLine(ahead);
    }

    /** Whether a line begins here with {@code ---} or {@code ...}. */
    boolean isDocumentMark() {
        return isDocumentMark('-') || isDocumentMark('.');
    }

    boolean isDocumentMark(char c) {
        return column == 0 && peek(0) == c && peek(1) == c && peek(2) == c && isGap(3);
    }

    void skip() {
        at++;
        column++;
    }

    void skip(int count) {
        at += count;
        column += count;
    }

    void skipBlanks() {
        while (isBlank(0)) {
            skip();
        }
    }

    /** A comment, if one begins here, up to its line's end. */
    void skipComment() {
        if (isAt('#')) {
            while (!isEndOfLine(0)) {
                skip();
            }
        }
    }

    /** Goes past a line break. What it means as text: LF, but for the two separators, which mean themselves. */
    String takeBreak() {
        int c = peek(0);
        at += c == '\r' && peek(1) == '\n' ? 2 : 1;
        column = 0;
        line++;
        return c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR ? Character.toString(c) : "\n";
    }

    /** At the end of the text, goes to a line of its own. */
    void endLine() {
        if (column > 0) {
            column = 0;
            line++;
        }
    }

    /** Moves the current character to the end of a text. */
    void copyTo(StringBuilder target) {
        target.appendCodePoint(peek(0));
        skip();
    }

    /** 0-based, in characters. */
    int column() {
        return column;
    }

    /** 1-based. */
    int line() {
        return line;
    }

    /** How many characters came before. */
    int index() {
        return at;
    }

    Spot spot() {
        return new Spot(line, column + 1);
    }
}
