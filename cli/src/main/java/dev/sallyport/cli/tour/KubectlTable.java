package dev.sallyport.cli.tour;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under headings as kubectl lays them out: each column as wide as its widest cell and three blanks. */
final class KubectlTable {

    private static final int NARROWEST = 6; // of kubectl's tab writer
    private static final String GAP = "   ";

    private KubectlTable() {}

    /** A {@code Table} of the API server's, the columns that are shown without {@code -o wide}. */
    static String of(JsonNode table) {
        List<Integer> shown = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        int column = 0;
        for (JsonNode definition : table.path("columnDefinitions")) {
            if (definition.path("priority").asInt() == 0) {
                shown.add(column);
                headings.add(definition.path("name").asText().toUpperCase(Locale.ROOT));
            }
            column++;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(headings);
        for (JsonNode row : table.path("rows")) {
            rows.add(shown.stream().map(index -> row.path("cells").path(index).asText()).toList());
        }
        return of(rows);
    }

    static String of(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Math.max(NARROWEST, row.get(i).length() + GAP.length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                text.append(row.get(i)).append(i == columns - 1 ? "\n" : " ".repeat(widths[i] - row.get(i).length()));
            }
        }
        return text.toString();
    }
}
