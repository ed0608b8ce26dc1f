package dev.sallyport.cli.access;

import dev.sallyport.access.findings.AccessFindingCode;
import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.mapping.Finding.Severity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The sections of docs/access.md about findings: one for each code, each with an example that is run. */
class AccessFindingsDocumentTest {

    private static final Pattern SECTION = Pattern.compile(
            "### `(R-[A-Z-]+)`: (.*)\\n\\n(?:.+\\n)+\\n```yaml\\n((?:.+\\n)+)```\\n```text\\n((?:.+\\n)+)```\\n");

    @Test
    void everyCodeHasASectionUnderItsTitleInTheOrderOfGravity() throws IOException {
        assertThat(sections().stream().map(section -> section.group(1) + " " + section.group(2)))
                .containsExactlyElementsOf(Stream.of(AccessFindingCode.values())
                        .map(code -> code.code() + " " + code.title()).toList());
    }

    @TestFactory
    Stream<DynamicTest> theExampleIsFoundAndNothingElse() throws IOException {
        return sections().stream().map(section -> DynamicTest.dynamicTest(section.group(1), () -> {
            CommandInProcess.Ended ended = CommandInProcess.command().reading(section.group(3)).run("access",
                    "findings", "--offline", "-");

            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).startsWith(section.group(4));
            assertThat(ended.out().lines().filter(line -> line.matches(".*  R-[A-Z-]+"))).hasSize(1);
            assertThat(ended.exitCode()).isEqualTo(isError(section.group(1)) ? 1 : 0);
        }));
    }

    private static boolean isError(String code) {
        return Stream.of(AccessFindingCode.values())
                .anyMatch(each -> each.code().equals(code) && each.severity() == Severity.ERROR);
    }

    private static List<MatchResult> sections() throws IOException {
        return SECTION.matcher(Files.readString(Path.of("../docs/access.md"))).results().toList();
    }
}
