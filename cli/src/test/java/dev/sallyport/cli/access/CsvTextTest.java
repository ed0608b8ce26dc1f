package dev.sallyport.cli.access;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"=1+1|'=1+1", "+1|'+1", "-1|'-1", "@SUM(A1)|'@SUM(A1)",
        "\uff1d1|'\uff1d1",
        "a=b|a=b", "system:masters|system:masters"})
    void aCellThatBeginsAFormulaIsMadeText(String cell, String written) {
        assertThat(CsvText.line(List.of(cell))).isEqualTo(written);
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadAgainCellByCell(
            @ForAll @Size(min = 1, max = 4) List<@StringLength(max = 6) @CharRange(from = '\t', to = '@') String> cells) {
        List<String> read = read(CsvText.line(cells));

        assertThat(read).hasSameSizeAs(cells);
        for (int i = 0; i < cells.size(); i++) {
            assertThat(read.get(i)).isIn(cells.get(i), "'" + cells.get(i));
            assertThat(read.get(i)).doesNotMatch("(?s)[=+\\-@\t\r\n].*");
        }
    }

    /** As RFC 4180 says. */
    private static List<String> read(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                assertThat(quoted || (c != '\n' && c != '\r')).as("a line break stands in quotes").isTrue();
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
