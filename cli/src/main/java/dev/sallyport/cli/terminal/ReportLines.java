package dev.sallyport.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A report of one idea a line: a label, what was found, and in a column at the right how it stands. Wide findings break
 * at a blank; nothing is cut.
 */
public final class ReportLines {

    private static final int WIDTH = 100;
    private static final int STATUS_COLUMN = 84;

    private final int statusColumn;
    private final List<Line> lines = new ArrayList<>();

    private record Line(String label, String text, String status) {}

    /** A report whose right column holds a word or two. */
    public ReportLines() {
        this(STATUS_COLUMN);
    }

    /** A report whose right column begins here. */
    public ReportLines(int statusColumn) {
        this.statusColumn = statusColumn;
    }

    /** Adds a line; the text may come from outside and is made safe to show. */
    public ReportLines add(String label, String text, String status) {
        lines.add(new Line(label, Printable.text(text), status));
        return this;
    }

    public ReportLines add(String label, String text) {
        return add(label, text, "");
    }

    /** The lines, indented by four, labels in one column. */
    public List<String> render() {
        int labels = lines.stream().mapToInt(line -> line.label().length()).max().orElse(0) + 2;
        int start = 4 + labels;
        List<String> rendered = new ArrayList<>();
        for (Line line : lines) {
            int room = (line.status().isEmpty() ? WIDTH : statusColumn - 1) - start;
            List<String> pieces = broken(line.text(), room);
            for (int i = 0; i < pieces.size(); i++) {
                StringBuilder text = new StringBuilder("    ").append(i == 0 ? line.label() : "");
                pad(text, start).append(pieces.get(i));
                if (i == 0 && !line.status().isEmpty()) {
                    pad(text, statusColumn).append(line.status());
                }
                rendered.add(text.toString().stripTrailing());
            }
        }
        return rendered;
    }

    public void print(Terminal terminal) {
        render().forEach(terminal::line);
    }

    private static StringBuilder pad(StringBuilder text, int column) {
        return text.append(" ".repeat(Math.max(text.length() < column ? 0 : 1, column - text.length())));
    }

    private static List<String> broken(String text, int room) {
        List<String> pieces = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String rest = paragraph;
            while (rest.length() > room) {
                int blank = rest.lastIndexOf(' ', room);
                if (blank <= 0) {
                    break;
                }
                pieces.add(rest.substring(0, blank));
                rest = rest.substring(blank + 1);
            }
            pieces.add(rest);
        }
        return pieces;
    }
}
