package dev.sallyport.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class ShownTextTest {

    @ParameterizedTest
    @CsvSource({"1b, \\u001b", "9b, \\u009b", "0a, \\u000a", "202e, \\u202e", "2028, \\u2028", "d800, \\ud800",
        "e000, \\ue000", "e0001, \\U000e0001", "0378, \\u0378"})
    void whatWouldBeHiddenIsEscaped(String point, String shown) {
        assertThat(ShownText.of("a" + Character.toString(Integer.parseInt(point, 16)), 10)).isEqualTo("a" + shown);
    }

    @Test
    void lettersOfEveryScriptStay() {
        assertThat(ShownText.of("Ánä 日本 \"\\ 🙂", 50)).isEqualTo("Ánä 日本 \"\\ 🙂");
    }

    @Test
    void whatIsEscapedForQuotesIsCutBetweenItsOwnCharacters() {
        assertThat(ShownText.escaped("\"\\\"", 2)).isEqualTo("\\\"\\\\…");
        assertThat(ShownText.escaped("\"\"", 2)).isEqualTo("\\\"\\\"");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(ShownText.of("🙂🙂🙂", 2)).isEqualTo("🙂🙂…");
        assertThat(ShownText.of("🙂🙂", 2)).isEqualTo("🙂🙂");
    }
}
