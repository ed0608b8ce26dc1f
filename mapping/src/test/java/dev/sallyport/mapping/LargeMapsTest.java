package dev.sallyport.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Large texts and hostile ones: none may hold the webhook up. The bounds are for machines far too busy. */
class LargeMapsTest {

    private static final int LARGEST = 1 << 20;
    private static final int HOSTILE = 1 << 17; // what takes the square of it would be seen
    private static final RuleSet NONE = new RuleSet("aws-auth", List.of());

    private static String filled(String piece) {
        return piece.repeat(HOSTILE / piece.length());
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void fiveThousandEntriesAreRead() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 5_000).forEach(i -> text.append("- rolearn: arn:aws:iam::123456789012:role/role-").append(i)
                .append("\n  username: role-").append(i).append(":{{SessionName}}\n  groups:\n  - group-").append(i)
                .append("\n  - everybody # and this makes the map as large as it may be, or nearly so ............\n"));
        assertThat(text.length()).isBetween(900_000, LARGEST);

        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", text.toString()));

        assertThat(auth.referenceReading().rules()).hasSize(5_000);
        assertThat(auth.findings()).isEmpty();
        RuleSet before = auth.ourReading(NONE);
        AwsAuth broken = AwsAuth.parse(Map.of("mapRoles", text + "\t- x"));
        assertThat(broken.ourReading(before)).isEqualTo(before);
    }

    @Test
    void nobodyGetsMoreFindingsThanAnybodyReads() {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", "- a\n".repeat(5_000) + "- {~: x}\n"));

        assertThat(auth.findings()).hasSize(1_002);
        assertThat(auth.findings()).extracting(Finding::code).containsOnlyOnce("A-MORE").containsOnlyOnce("A-VALUE");
    }

    static Stream<String> hostile() {
        return Stream.of(filled("["), filled("{a: "), filled("- "), filled("? "), filled(","), filled(":arn:"),
                filled("'"), filled("\\"), filled("&a "), filled("*a "), filled("!"), filled("#"), filled("\n"),
                filled("- a\n"), filled("- {a: b}\n"), filled("<<: "), "- &a {x: y}\n" + filled("- {<<: *a}\n"),
                "- &a [x, x, x, x, x, x, x, x, x, x, x, x]\n" + filled("- [*a, *a, *a]\n"), filled("a: "),
                "- rolearn: " + filled("x"), "- " + filled("x") + ": y", filled("- !!binary YQ==\n"),
                "\t" + filled("a,"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void noTextHoldsTheReaderUp(String text) {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", text, "mapAccounts", text));

        assertThat(auth.ourReading(NONE).source()).isEqualTo("aws-auth");
        assertThat(AwsAuth.parseManifest("f", text).ourReading(NONE).source()).isEqualTo("f");
    }
}
