package dev.sallyport.cluster.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a CSV file (RFC 4180): a cell in quotes may hold commas, doubled quotes and line breaks. */
final class CsvRecords {

    private static final int LONGEST = 4 << 20; // characters; CloudWatch Logs takes no event of more than 1 MiB

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

    /** What stands at a row's place. */
    sealed interface Row {

        /** Its cells. */
        record Cells(List<String> cells) implements Row {
            public Cells {
                cells = List.copyOf(cells);
            }
        }

        /**
         * A quote that was not closed in as many characters as a row may have. Reading goes on in the line after.
         *
         * @param last the number of the last line that was given up
         */
        record Endless(long last) implements Row {}
    }

    /** The next row; empty at the end. */
    Optional<Row> next() throws IOException {
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
        boolean open = isOdd(first);
        while (open) {
            String more = text.readLine();
            if (more == null) {
                break; // cut off within a cell
            }
            next++;
            if (row.length() + more.length() > LONGEST) {
                return Optional.of(new Row.Endless(next - 1));
            }
            row.append('\n').append(more);
            open = !isOdd(more);
        }
        return Optional.of(new Row.Cells(cells(row.toString())));
    }

    /** The number of the line where the last row began. */
    long line() {
        return line;
    }

    /** Whether a line opens a cell in quotes, or closes one, and leaves it so. */
    private static boolean isOdd(String line) {
        return line.chars().filter(each -> each == '"').count() % 2 == 1;
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
