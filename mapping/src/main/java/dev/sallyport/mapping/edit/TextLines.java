package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.Spot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text cut into lines where the reader cuts it: beside LF, CR and CRLF also at NEL, LS and PS. A byte order mark
 * belongs to no line. Lines count from 1.
 */
final class TextLines {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final List<Line> lines = new ArrayList<>();

    /** Where each code point begins; empty where every one is one character, as in most texts. */
    private final int[] codePoints;

    /** Where a line begins, where its break does, and where the next line begins. */
    private record Line(int start, int end, int next) {}

    TextLines(String text) {
        this.text = text;
        this.codePoints = codePoints(text);
        int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        for (int at = start; at < text.length(); at++) {
            if (isBreak(text.charAt(at))) {
                int next = text.startsWith("\r\n", at) ? at + 2 : at + 1;
                lines.add(new Line(start, at, next));
                start = next;
                at = next - 1;
            }
        }
        if (start < text.length()) {
            lines.add(new Line(start, text.length(), text.length()));
        }
    }

    private static int[] codePoints(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            return new int[0];
        }
        int[] starts = new int[count];
        for (int i = 1; i < count; i++) {
            starts[i] = starts[i - 1] + Character.charCount(text.codePointAt(starts[i - 1]));
        }
        return starts;
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    int count() {
        return lines.size();
    }

    /** A line without its break; empty past the end. */
    String line(int number) {
        return isLine(number) ? text.substring(lines.get(number - 1).start(), lines.get(number - 1).end()) : "";
    }

    private boolean isLine(int number) {
        return number >= 1 && number <= lines.size();
    }

    /** All lines without their breaks. */
    List<String> all() {
        return lines.stream().map(line -> text.substring(line.start(), line.end())).toList();
    }

    /** Where a line begins in the text. */
    int start(int number) {
        return isLine(number) ? lines.get(number - 1).start() : text.length();
    }

    /** Where a line's break begins in the text. */
    int end(int number) {
        return isLine(number) ? lines.get(number - 1).end() : text.length();
    }

    /** Where the line after it begins in the text. */
    int next(int number) {
        return isLine(number) ? lines.get(number - 1).next() : text.length();
    }

    /** A line's break as it is; empty on a last line without one. */
    String breakOf(int number) {
        return text.substring(end(number), next(number));
    }

    /** Where a spot, whose column counts code points, is in the text. */
    int offset(Spot spot) {
        if (!isLine(spot.line())) {
            return text.length();
        }
        int start = lines.get(spot.line() - 1).start();
        if (codePoints.length == 0) {
            return Math.min(start + spot.column() - 1, text.length());
        }
        int index = Arrays.binarySearch(codePoints, start) + spot.column() - 1;
        return index < codePoints.length ? codePoints[index] : text.length();
    }

    /** How this text ends its lines: as its first line does, where that is LF, CR or CRLF. */
    String habit() {
        String first = breakOf(1);
        return first.equals("\r\n") || first.equals("\r") ? first : "\n";
    }

    boolean isBlank(int number) {
        return line(number).isBlank();
    }

    boolean isComment(int number) {
        return line(number).stripLeading().startsWith("#");
    }

    /** How many characters of indentation a line has. */
    int indent(int number) {
        String line = line(number);
        return line.length() - line.stripLeading().length();
    }

    /** The edit that puts lines behind a line; ends that line first, if nothing does. */
    Splice insertAfter(int number, List<String> inserted) {
        String end = breakOf(number);
        String lineBreak = end.equals("\n") || end.equals("\r\n") || end.equals("\r") ? end : habit();
        StringBuilder with = new StringBuilder();
        if (isLine(number) && end.isEmpty()) {
            with.append(lineBreak);
        }
        inserted.forEach(line -> with.append(line).append(lineBreak));
        return new Splice(next(number), next(number), with.toString());
    }

    /** The edit that takes lines out, breaks included. */
    Splice delete(int first, int last) {
        return new Splice(start(first), next(last), "");
    }
}
