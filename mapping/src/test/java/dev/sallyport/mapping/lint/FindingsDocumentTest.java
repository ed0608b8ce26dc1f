package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.MappingEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The document on findings is true: each example has its finding, each remedy has it no more. */
class FindingsDocumentTest {

    /** Their examples would be long; {@link MapLintTest} has them. */
    private static final Set<FindingCode> WITHOUT_EXAMPLE = Set.of(FindingCode.MORE, FindingCode.SIZE,
            FindingCode.TOO_LARGE);

    private static FindingCode code(FindingsDocument.Section section) {
        return FindingCode.byCode(section.code()).orElseThrow();
    }

    static Stream<FindingsDocument.Section> sections() {
        return FindingsDocument.sections().stream();
    }

    static Stream<FindingsDocument.Section> examples() {
        return sections().filter(section -> !WITHOUT_EXAMPLE.contains(code(section)))
                .filter(section -> code(section).asks() == FindingCode.Asks.TEXT); // the others' rooms have tests
    }

    private static List<LintFinding> lint(String text) {
        return MapLint.of(AwsAuth.parseManifest("example.yaml", text));
    }

    private static List<String> codes(String text) {
        return lint(text).stream().map(each -> each.finding().code()).toList();
    }

    @Test
    void everyCodeHasASectionInTheCataloguesOrder() {
        assertThat(sections().map(FindingsDocument.Section::code))
                .containsExactlyElementsOf(Arrays.stream(FindingCode.values()).map(FindingCode::code).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sections")
    void theVerdictIsTheCatalogues(FindingsDocument.Section section) {
        FindingCode code = code(section);

        assertThat(section.verdict()).isEqualTo("*" + code.severity().name().toLowerCase(Locale.ROOT) + "*: "
                + code.title() + "." + (code.mendable() ? " Mended mechanically." : ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void theExampleHasTheFinding(FindingsDocument.Section section) {
        assertThat(codes(section.examples().getFirst())).contains(section.code());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void theRemedyHasItNoMoreAndNoError(FindingsDocument.Section section) {
        assertThat(section.examples()).hasSize(2);
        assertThat(codes(section.examples().getLast())).doesNotContain(section.code());
        assertThat(lint(section.examples().getLast())).noneMatch(
                each -> each.finding().severity() == Finding.Severity.ERROR);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void whatIsSaidToBeMendedIsMended(FindingsDocument.Section section) {
        AwsAuth map = AwsAuth.parseManifest("example.yaml", section.examples().getFirst());
        LintFinding found = MapLint.of(map).stream()
                .filter(each -> each.finding().code().equals(section.code())).findFirst().orElseThrow();
        assertThat(found.fix().isEmpty()).isEqualTo(!code(section).mendable());
        if (found.fix().isEmpty()) {
            return;
        }

        EditOutcome outcome = MappingEditor.edit(map, found.fix());

        assertThat(outcome).isInstanceOfSatisfying(EditOutcome.Edited.class,
                edited -> assertThat(codes(edited.after().manifest().orElseThrow())).doesNotContain(section.code()));
    }
}
