package dev.sallyport.mapping.yaml;

/**
 * Reads scalars: plain, quoted and in blocks. Lines are folded: a single break between words becomes a space, each
 * further one stays. Source: YAML 1.1, chapter 9, as gopkg.in/yaml.v2 reads it.
 */
final class YamlScalarScanner {

    private final YamlInput input;
    private boolean endedWithBreak;

    YamlScalarScanner(YamlInput input) {
        this.input = input;
    }

    /** Whether the plain scalar that was read last ended on an earlier line than the cursor is on. */
    boolean endedWithBreak() {
        return endedWithBreak;
    }

    /** The blanks and breaks between two words. */
    private final class Gap {
        private final StringBuilder blanks = new StringBuilder();
        private final StringBuilder breaks = new StringBuilder();
        private String firstBreak = "";
        private boolean broken;

        void takeBlank() {
            if (broken) {
                input.skip();
            } else {
                input.copyTo(blanks);
            }
        }

        void takeBreak() {
            if (broken) {
                breaks.append(input.takeBreak());
            } else {
                firstBreak = input.takeBreak();
                broken = true;
            }
        }

        void foldInto(StringBuilder text) {
            if (!broken) {
                text.append(blanks);
            } else if (!firstBreak.equals("\n")) {
                text.append(firstBreak).append(breaks);
            } else if (breaks.isEmpty()) {
                text.append(' ');
            } else {
                text.append(breaks);
            }
        }
    }

    /**
     * A scalar without quotes.
     *
     * @param indent the block's, which its further lines must exceed
     */
    YamlToken plain(int indent, boolean inFlow) throws NotYaml {
        Spot start = input.spot();
        StringBuilder text = new StringBuilder();
        Spot end = start;
        Gap gap = new Gap();
        while (!input.isDocumentMark() && !input.isAt('#')) {
            while (!input.isGap(0) && !endsPlain(inFlow)) {
                gap.foldInto(text);
                gap = new Gap();
                input.copyTo(text);
                end = input.spot();
            }
            if (!input.isBlank(0) && !input.isBreak(0)) {
                break;
            }
            while (input.isBlank(0) || input.isBreak(0)) {
                if (input.isBreak(0)) {
                    gap.takeBreak();
                } else if (gap.broken && input.column() <= indent && input.isAt('\t')) {
                    throw new NotYaml(input.spot(), "found a tab in the indentation");
                } else {
                    gap.takeBlank();
                }
            }
            if (!inFlow && input.column() <= indent) {
                break;
            }
        }
        endedWithBreak = gap.broken;
        return YamlToken.scalar(start, end, text.toString(), true);
    }

    private boolean endsPlain(boolean inFlow) {
        int c = input.peek();
        return (c == ':' && input.isGap(1)) || (inFlow && ",?[]{}".indexOf(c) >= 0);
    }

    /** A scalar in single or double quotes. */
    YamlToken quoted() throws NotYaml {
        Spot start = input.spot();
        int quote = input.peek();
        boolean single = quote == '\'';
        input.skip();
        StringBuilder text = new StringBuilder();
        while (true) {
            if (input.isDocumentMark()) {
                throw new NotYaml(start, "this quote is still open where a document begins or ends");
            }
            if (input.peek() == YamlInput.END) {
                throw new NotYaml(start, "this quote is never closed");
            }
            Gap gap = new Gap();
            while (!input.isGap(0)) {
                if (single && input.isAt('\'') && input.peek(1) == '\'') {
                    text.append('\'');
                    input.skip(2);
                } else if (input.peek() == quote) {
                    break;
                } else if (!single && input.isAt('\\') && input.isBreak(1)) {
                    input.skip();
                    input.takeBreak();
                    gap.broken = true; // and no first break: the words are joined as they are
                    break;
                } else if (!single && input.isAt('\\')) {
                    escape(text, start);
                } else {
                    input.copyTo(text);
                }
            }
            if (input.peek() == quote) {
                input.skip();
                return YamlToken.scalar(start, input.spot(), text.toString(), false);
            }
            while (input.isBlank(0) || input.isBreak(0)) {
                if (input.isBreak(0)) {
                    gap.takeBreak();
                } else {
                    gap.takeBlank();
                }
            }
            gap.foldInto(text);
        }
    }

    private void escape(StringBuilder text, Spot start) throws NotYaml {
        int c = input.peek(1);
        int digits = switch (c) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        if (digits == 0) {
            text.appendCodePoint(meaning(c));
            input.skip(2);
            return;
        }
        input.skip(2);
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = input.peek() < 0x80 ? Character.digit(input.peek(), 16) : -1;
            if (digit < 0) {
                throw new NotYaml(start, "found an escape \\" + Character.toString(c) + " without its " + digits
                        + " hexadecimal digits");
            }
            value = value << 4 | digit;
            input.skip();
        }
        if (value > Character.MAX_CODE_POINT
                || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            throw new NotYaml(start, "found an escape that is no Unicode character");
        }
        text.appendCodePoint((int) value);
    }

    private int meaning(int c) throws NotYaml {
        return switch (c) {
            case '0' -> 0;
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 't', '\t' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'e' -> 0x1B;
            case ' ', '"', '\'', '\\' -> c;
            case 'N' -> 0x85;
            case '_' -> 0xA0;
            case 'L' -> 0x2028;
            case 'P' -> 0x2029;
            default -> throw new NotYaml(input.spot(), "found an unknown escape \\" + Character.toString(c)
                    + "; double the backslash, or use single quotes");
        };
    }

    /**
     * A scalar after {@code |} or {@code >}.
     *
     * @param parentIndent the indentation of the block that it stands in; -1 at the top
     */
    YamlToken block(int parentIndent) throws NotYaml {
        Spot start = input.spot();
        boolean literal = input.isAt('|');
        input.skip();
        Header header = header(start);
        BlockIndent indent = new BlockIndent(parentIndent, header.indentation());
        Spot end = header.end();
        StringBuilder text = new StringBuilder();
        StringBuilder breaks = new StringBuilder();
        String lineBreak = "";
        boolean leadingBlank = false;
        indent.skip(breaks);
        while (input.column() == indent.column && input.peek() != YamlInput.END) {
            boolean blank = input.isBlank(0);
            boolean fold = !literal && !leadingBlank && !blank && lineBreak.equals("\n");
            if (!fold) {
                text.append(lineBreak);
            } else if (breaks.isEmpty()) {
                text.append(' ');
            }
            text.append(breaks);
            breaks.setLength(0);
            leadingBlank = blank;
            while (!input.isEndOfLine(0)) {
                input.copyTo(text);
            }
            end = input.spot();
            lineBreak = input.isBreak(0) ? input.takeBreak() : "";
            indent.skip(breaks);
        }
        if (header.chomping() != '-') {
            text.append(lineBreak);
        }
        if (header.chomping() == '+') {
            text.append(breaks);
        }
        return YamlToken.block(start, end, text.toString(), literal ? indent.column : 0);
    }

    /**
     * What stands after a block scalar's indicator.
     *
     * @param chomping {@code -}, {@code +} or, where neither stands, a space
     * @param indentation 0 where the text's first line decides
     * @param end where it has ended
     */
    private record Header(char chomping, int indentation, Spot end) {}

    private Header header(Spot start) throws NotYaml {
        char chomping = ' ';
        int indentation = 0;
        for (int i = 0; i < 2; i++) {
            int c = input.peek();
            if ((c == '+' || c == '-') && chomping == ' ') {
                chomping = (char) c;
                input.skip();
            } else if (c >= '0' && c <= '9' && indentation == 0) {
                if (c == '0') {
                    throw new NotYaml(input.spot(), "found an indentation of 0");
                }
                indentation = c - '0';
                input.skip();
            }
        }
        Spot end = input.spot();
        input.skipBlanks();
        input.skipComment();
        if (!input.isEndOfLine(0)) {
            throw new NotYaml(start, "found text on the line that begins a block of text");
        }
        if (input.isBreak(0)) {
            input.takeBreak();
        }
        return new Header(chomping, indentation, end);
    }

    /** The indentation of a block scalar's lines; unknown until its first line that is not blank. */
    private final class BlockIndent {
        private final int parent;
        private int column; // 0 while unknown

        BlockIndent(int parent, int indentation) {
            this.parent = parent;
            this.column = indentation == 0 ? 0 : Math.max(parent, 0) + indentation;
        }

        /** Goes past indentation and blank lines to a line's text. */
        void skip(StringBuilder breaks) throws NotYaml {
            int deepest = 0;
            while (true) {
                while (input.isAt(' ') && isInside()) {
                    input.skip();
                }
                deepest = Math.max(deepest, input.column());
                if (input.isAt('\t') && isInside()) {
                    throw new NotYaml(input.spot(), "found a tab in the indentation");
                }
                if (!input.isBreak(0)) {
                    break;
                }
                breaks.append(input.takeBreak());
            }
            if (column == 0) {
                column = Math.max(Math.max(deepest, parent + 1), 1);
            }
        }

        private boolean isInside() {
            return column == 0 || input.column() < column;
        }
    }
}
