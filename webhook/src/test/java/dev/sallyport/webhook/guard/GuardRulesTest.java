package dev.sallyport.webhook.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GuardRulesTest {

    @ParameterizedTest
    @CsvSource({"A-TAB, REFUSE", "A-MASTERS, WARN", "L-NODE-ROLE, REFUSE", "G-IMMUTABLE, REFUSE"})
    void byDefaultErrorsAndLockOutsAreRefusedAndWarningsWarn(String code, Treatment treatment) {
        assertThat(GuardRules.DEFAULTS.of(code)).isEqualTo(treatment);
    }

    @Test
    void aFileSaysOneCodeALine() {
        GuardRules rules = GuardRules.parse("""
                # stricter with administrators
                A-MASTERS: refuse
                A-SSO-SUFFIX: ignore
                """);

        assertThat(rules.of("A-MASTERS")).isEqualTo(Treatment.REFUSE);
        assertThat(rules.of("A-SSO-SUFFIX")).isEqualTo(Treatment.IGNORE);
        assertThat(rules.of("A-TAB")).isEqualTo(Treatment.REFUSE);
    }

    @Test
    void anEmptyFileChangesNothing() {
        assertThat(GuardRules.parse("")).isEqualTo(GuardRules.DEFAULTS);
        assertThat(GuardRules.parse("# nothing yet\n")).isEqualTo(GuardRules.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"A-MASTER: refuse | line 1: there is no code \"A-MASTER\"",
        "A-MASTERS: forbid | line 1: \"forbid\" is none of refuse, warn and ignore",
        "[A-MASTERS] | line 1: expected one code a line", "A-MASTERS: [refuse] | line 1: expected a code and a word",
        "\"A-MASTERS | line 1"})
    void whatCannotBeUsedIsSaidWithItsLine(String text, String message) {
        assertThatThrownBy(() -> GuardRules.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyCodeOfFindingsAndLockOutsIsKnown() {
        assertThat(GuardRules.codes()).contains("A-TAB", "L-OWN-WAY", "G-IMMUTABLE").doesNotHaveDuplicates();
    }
}
