package dev.sallyport.cli.terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTest {

    @Test
    void controlCharactersAreWrittenOut() {
        assertThat(Printable.text("a\u001b[31mred\u0007\r")).isEqualTo("a\\u001b[31mred\\u0007\\u000d");
    }

    @Test
    void charactersThatTurnTextAroundAreWrittenOut() {
        assertThat(Printable.text("user\u202egpj.exe\u2066")).isEqualTo("user\\u202egpj.exe\\u2066");
    }

    @Test
    void lineBreaksOfSentencesStayAndThoseOfNamesDoNot() {
        assertThat(Printable.text("one\ntwo\t3")).isEqualTo("one\ntwo\t3");
        assertThat(Printable.name("one\ntwo\t3")).isEqualTo("one\\ntwo\\t3");
    }

    @Test
    void lettersOfAllScriptsStay() {
        assertThat(Printable.name("전영수 Ωmega 𝔘")).isEqualTo("전영수 Ωmega 𝔘");
    }

    @Test
    void aPlainWordNeedsNoQuotes() {
        assertThat(Printable.shellWord("arn:aws:iam::123456789012:role/dev")).doesNotContain("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "it's", "$(touch /tmp/x)", "`id`", "a;b", "--flag=x y", "*", "~", "\\",
        "!x",
        "=ls", "ünï", "#x", "a'b'c"})
    void whatIsPastedBackIsTheSameWord(String word) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Printable.shellWord(word)).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(word);
    }
}
