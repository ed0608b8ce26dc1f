package dev.sallyport.rbac;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names come from outside: in a sentence they stay in their quotes and on their line. */
class QuotedTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', value = {
        "plain,            '\"plain\"'",
        "'',               '\"\"'",
        "'a\"b',           '\"a\\\"b\"'",
        "'a\\b',           '\"a\\\\b\"'",
        "'a\nb',           '\"a\\nb\"'",
        "'\u001b[31m',     '\"\\x1b[31m\"'",
        "'\u0007',         '\"\\a\"'",
        "'grün',           '\"grün\"'",
        "'\u202eabc',      '\"\\u202eabc\"'",
        "'\u00a0',         '\"\\u00a0\"'",
    })
    void controlCharactersAreWrittenOut(String text, String quoted) {
        assertThat(Quoted.text(text)).isEqualTo(quoted);
    }
}
