package dev.sallyport.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class ArnGlobTest {

    private static boolean matches(String pattern, String arn) {
        return new ArnGlob(new MappingRule.ArnPattern(pattern, "u", List.of(), new RulePlace("s", "", 0)))
                .matches(arn.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:iam::1:role/a, arn:aws:iam::1:role/a, true",
        "arn:aws:iam::1:role/A, arn:aws:iam::1:role/a, true",
        "arn:aws:iam::1:role/*, arn:aws:iam::1:role/, true", "arn:aws:iam::1:role/*, arn:aws:iam::1:role/a/b, true",
        "arn:aws:iam::1:role/*, arn:aws:iam::2:role/a, false", "arn:*:iam::*:role/*, arn:aws:iam::2:role/a, true",
        "arn:*:role/a, arn:aws:iam::1:role/a, false", "arn:aws:iam::1:role/a?c, arn:aws:iam::1:role/abc, true",
        "arn:aws:iam::1:role/a?c, arn:aws:iam::1:role/ac, true",
        "arn:aws:iam::1:role/a?c, arn:aws:iam::1:role/abbc, false",
        "arn:aws:iam::1:role/*_x_*, arn:aws:iam::1:role/a_x_b, true",
        "arn:aws:iam::1:role/a.c, arn:aws:iam::1:role/abc, false",
        "*, arn:aws:iam::1:role/a, false"})
    void matchesPartByPart(String pattern, String arn, boolean expected) {
        assertThat(matches(pattern, arn)).isEqualTo(expected);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void noPatternMakesItSlow() {
        String pattern = "arn:aws:iam::1:role/" + "a*".repeat(500) + "b";

        assertThat(matches(pattern, "arn:aws:iam::1:role/" + "a".repeat(2_000))).isFalse();
    }
}
