package dev.sallyport.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell. Cells may come from outside and are made safe to show. */
public final class TextTable {

    private static final int GAP = 3; // blanks between columns, as kubectl

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public static TextTable headed(String... headings) {
        return new TextTable().add(headings);
    }

    /** Adds a row. */
    public TextTable add(String... cells) {
        rows.add(List.of(cells).stream().map(Printable::name).toList());
        return this;
    }

    /** The rows, each a line. */
    public List<String> render() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + GAP));
        }
        return line.toString().stripTrailing();
    }

    /** Prints it. */
    public void print(Terminal terminal) {
        render().forEach(terminal::line);
    }
}
