package dev.sallyport.mapping;

import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.edit.MappingEditor;
import dev.sallyport.mapping.lint.MapLint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

    private static String fiveThousandEntries() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 5_000).forEach(i -> text.append("- rolearn: arn:aws:iam::123456789012:role/role-").append(i)
                .append("\n  username: role-").append(i).append(":{{SessionName}}\n  groups:\n  - group-").append(i)
                .append("\n  - everybody # and this makes the map as large as it may be, or nearly so ............\n"));
        return text.toString();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void fiveThousandEntriesAreRead() {
        String text = fiveThousandEntries();
        assertThat(text.length()).isBetween(900_000, LARGEST);

        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", text));

        assertThat(auth.referenceReading().rules()).hasSize(5_000);
        assertThat(auth.findings()).isEmpty();
        RuleSet before = auth.ourReading(NONE);
        AwsAuth broken = AwsAuth.parse(Map.of("mapRoles", text + "\t- x"));
        assertThat(broken.ourReading(before)).isEqualTo(before);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void fiveThousandEntriesAreLintedAndEdited() {
        String text = fiveThousandEntries();
        MappingEdit remove = new MappingEdit.Remove(
                EntryName.of(MapSection.ROLES, "arn:aws:iam::123456789012:role/role-2500"));

        assertThat(MapLint.of(AwsAuth.parse(Map.of("mapRoles", text)))).extracting(each -> each.finding().code())
                .containsExactly("A-SIZE");
        for (AwsAuth map : List.of(AwsAuth.parse(Map.of("mapRoles", text)),
                AwsAuth.parseManifest("f", "mapRoles: |\n" + text.indent(2)))) {
            assertThat(MappingEditor.edit(map, remove)).isInstanceOfSatisfying(EditOutcome.Edited.class, edited -> {
                assertThat(edited.changes()).hasSize(1);
                assertThat(edited.after().referenceReading().rules()).hasSize(4_999);
            });
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void oneLongLineIsEdited() {
        String json = IntStream.range(0, 5_000)
                .mapToObj(i -> "{\"rolearn\":\"\ud83d\ude00" + i + "\",\"username\":\"u\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(MappingEditor.edit(AwsAuth.parse(Map.of("mapRoles", json)),
                new MappingEdit.Remove(EntryName.of(MapSection.ROLES, "\ud83d\ude007"))))
                .isInstanceOf(EditOutcome.Edited.class);
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
        assertThat(MapLint.of(auth)).isNotNull();
        assertThat(MappingEditor.edit(auth, new MappingEdit.AddAccount("1"))).isNotNull();
    }
}
