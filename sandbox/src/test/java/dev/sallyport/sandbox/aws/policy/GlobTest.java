package dev.sallyport.sandbox.aws.policy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class GlobTest {

    @ParameterizedTest
    @CsvSource({"*, anything, true", "a*c, abbbc, true", "a*c, ac, true", "a*c, abcd, false", "a?c, abc, true",
        "a?c, ac, false", "*:cluster/*, arn:aws:eks:r:1:cluster/x, true", "a.c, abc, false", "'', '', true",
        "*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"})
    void starsAndQuestionMarksAreWild(String pattern, String text, boolean matches) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void aVariableStandsForItsValueAndAStarInThatIsNoWildCard() {
        Optional<Glob> glob = Glob.of("user/${aws:username}/*", name -> Optional.ofNullable(
                Map.of("aws:username", "a*").get(name)));

        assertThat(glob).isPresent();
        assertThat(glob.orElseThrow().matches("user/a*/x")).isTrue();
        assertThat(glob.orElseThrow().matches("user/ab/x")).isFalse();
    }

    @Test
    void aVariableWithoutAValueMatchesNothing() {
        assertThat(Glob.of("user/${aws:username}", name -> Optional.empty())).isEmpty();
    }

    @Test
    void aVariableMayBringAValueForWhenThereIsNone() {
        assertThat(Glob.of("team-${aws:PrincipalTag/team, 'none'}", name -> Optional.empty()).orElseThrow()
                .matches("team-none")).isTrue();
    }

    @Test
    void aWildCardIsWrittenLiterallyAsAVariable() {
        Glob glob = Glob.of("a${*}b", name -> Optional.empty()).orElseThrow();

        assertThat(glob.matches("a*b")).isTrue();
        assertThat(glob.matches("axxb")).isFalse();
    }

    @Property(tries = 300)
    void aPatternWithoutWildCardsMatchesItselfAlone(@ForAll @AlphaChars String pattern,
            @ForAll @AlphaChars String text) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(pattern.equals(text));
    }

    @Property(tries = 300)
    void aStarMayStandForAnyPart(@ForAll @StringLength(max = 20) String before,
            @ForAll @StringLength(max = 20) String part, @ForAll @StringLength(max = 20) String after) {
        assertThat(Glob.of(before.replaceAll("[*?]", "x") + "*" + after.replaceAll("[*?]", "x"))
                .matches(before.replaceAll("[*?]", "x") + part + after.replaceAll("[*?]", "x"))).isTrue();
    }
}
