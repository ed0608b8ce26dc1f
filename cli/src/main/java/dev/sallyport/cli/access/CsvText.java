package dev.sallyport.cli.access;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values. Source: RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe
 * in front: names in it come from whoever made them.
 */
final class CsvText {

    /** What begins a formula, full-width forms too. Source: OWASP, "CSV Injection". */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private CsvText() {}

    static String line(List<String> cells) {
        return cells.stream().map(CsvText::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
