package dev.sallyport.cli.terminal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportLinesTest {

    @Test
    void labelsStandInOneColumnAndVerdictsInAnother() {
        var lines = new ReportLines().add("a", "first", "ok").add("longer", "second", "look").render();

        assertThat(lines.get(0)).startsWith("    a       first").endsWith(" ok");
        assertThat(lines.get(1)).startsWith("    longer  second");
        assertThat(lines.get(0).indexOf("ok")).isEqualTo(lines.get(1).indexOf("look")).isEqualTo(84);
    }

    @Test
    void aLongTextBreaksAtBlanksAndNothingIsLost() {
        String text = "word ".repeat(60).strip();

        var lines = new ReportLines().add("label", text).render();

        assertThat(lines).allMatch(line -> line.length() <= 100).hasSizeGreaterThan(2);
        assertThat(String.join(" ", lines).replace("label", "").replaceAll("\\s+", " ").strip()).isEqualTo(text);
    }

    @Test
    void aWordWiderThanTheLineIsNotCut() {
        String arn = "arn:" + "x".repeat(150);

        assertThat(new ReportLines().add("arn", arn, "ok").render().getFirst()).contains(arn).endsWith(" ok");
    }

    @Test
    void textFromOutsideIsMadeSafe() {
        assertThat(new ReportLines().add("name", "a\u001b[2J").render().getFirst()).endsWith("a\\u001b[2J");
    }
}
