package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.RulePlace;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** The line and the caret that a finding is shown with. */
final class ExcerptTest {

    private static Finding at(String section, int line, int column) {
        return new Finding(Finding.Severity.ERROR, "A-PATH", new RulePlace("aws-auth", section, line), column, "m",
                "r");
    }

    private static List<String> shown(AwsAuth map, Finding finding) {
        return new Excerpt(map).of(finding, text -> text.replace("\u0007", "\\u0007"));
    }

    @Test
    void aTabIsAnArrowAndTheCaretStandsBelowThePlace() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- a\n\tb: c\n"));

        assertThat(shown(map, at("mapRoles", 2, 2))).containsExactly("    2 | →b: c", "      |  ^");
    }

    @Test
    void theCaretStandsBelowThePlaceAlsoBehindWhatIsWrittenOut() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- \u0007a: b\n"));

        assertThat(shown(map, at("mapRoles", 1, 4))).containsExactly("    1 | - \\u0007a: b", "      |         ^");
    }

    @Test
    void aColumnCountsACharacterOfTwoUnitsOnce() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- \ud83d\ude00a\n"));

        assertThat(shown(map, at("mapRoles", 1, 4))).containsExactly("    1 | - \ud83d\ude00a", "      |    ^");
    }

    @Test
    void aLineOfAFileIsTheFiles() {
        AwsAuth map = AwsAuth.parseManifest("f.yaml", "# ours\nmapRoles: |\n  - a\n");

        assertThat(shown(map, at("mapRoles", 3, 3))).containsExactly("    3 |   - a", "      |   ^");
    }

    @Test
    void aLongLineIsCutAndHasNoCaretBehindTheCut() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- " + "a".repeat(200)));

        assertThat(new Excerpt(map).of(at("mapRoles", 1, 180), UnaryOperator.identity()))
                .containsExactly("    1 | - " + "a".repeat(158) + "…");
    }

    @Test
    void aLongLineIsNotCutWithinACharacter() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- " + "a".repeat(157) + "\ud83d\ude00" + "a".repeat(9)));

        assertThat(new Excerpt(map).of(at("mapRoles", 1, 0), UnaryOperator.identity()))
                .containsExactly("    1 | - " + "a".repeat(157) + "…");
    }

    @Test
    void whereNoLineIsToBlameNothingIsShown() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- a\n"));

        assertThat(shown(map, at("", 0, 0))).isEmpty();
        assertThat(shown(map, at("mapRoles", 9, 1))).isEmpty();
        assertThat(shown(map, at("mapUsers", 1, 1))).isEmpty();
    }
}
