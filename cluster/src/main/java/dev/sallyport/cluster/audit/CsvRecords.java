package dev.sallyport.cluster.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a CSV file (RFC 4180): a cell in quotes may hold commas, doubled quotes and line breaks. */
final class CsvRecords {

    private final BufferedReader text;
    private long next;
    private long line;

    /**
     * @param firstLine the number of the line that the text begins with
     */
    CsvRecords(BufferedReader text, long firstLine) {
        this.text = text;
        this.next = firstLine;
        this.line = firstLine;
    }

    /** The next row; empty at the end. */
    Optional<List<String>> next() throws IOException {
        String first = text.readLine();
        while (first != null && first.isEmpty()) {
            next++;
            first = text.readLine();
        }
        if (first == null) {
            return Optional.empty();
        }
        line = next++;
        StringBuilder row = new StringBuilder(first);
        while (quotes(row) % 2 == 1) {
            String more = text.readLine();
            if (more == null) {
                break; // cut off within a cell
            }
            next++;
            row.append('\n').append(more);
        }
        return Optional.of(cells(row.toString()));
    }

    /** The number of the line where the last row began. */
    long line() {
        return line;
    }

    private static long quotes(CharSequence row) {
        return row.chars().filter(each -> each == '"').count();
    }

    static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char each = row.charAt(i);
            if (quoted && each == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(each);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
