package dev.sallyport.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code mapping lint} over files. */
final class MappingLintTest {

    private static final String FAULTY = """
            mapRoles: |
              - rolearn: arn:aws:iam::123456789012:role/team/dev   # the team's
                username: dev
                groups: developers
            mapUsers: |
              - userarn: arn:aws:iam::123456789012:user/root
                username: root
                groups: [system:masters]
            """;

    @TempDir
    Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void writeTheMap() throws IOException {
        file = Files.writeString(folder.resolve("aws-auth.yaml"), FAULTY);
    }

    @Test
    void eachFindingHasItsPlaceItsLineACaretAndARemedy() {
        Ended ended = lint();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains(file + ":2:14  error  A-PATH  the role's ARN has a path, so it never matches\n"
                + "    2 |   - rolearn: arn:aws:iam::123456789012:role/team/dev   # the team's\n"
                + "      |              ^\n").contains("(--fix)")
                .contains("2 errors, 1 warning in 2 rules that EKS reads.\nCan be mended mechanically: 2"
                        + " (sallyport mapping lint --fix -f " + file + ").");
    }

    @Test
    void failOnSaysWhichFindingsMakeForAnExitCode() throws IOException {
        assertThat(lint("--fail-on", "never").exitCode()).isZero();
        Files.writeString(file, FAULTY.substring(FAULTY.indexOf("mapUsers")));
        assertThat(lint().exitCode()).isZero();
        assertThat(lint("--fail-on", "warning").exitCode()).isEqualTo(1);
        assertThat(lint("--fail-on", "sometimes").exitCode()).isEqualTo(2);
    }

    @Test
    void fixMendsTheFileAndKeepsTheRest() throws IOException {
        Ended ended = lint("--fix", "--yes");

        assertThat(ended.exitCode()).isZero();
        assertThat(Files.readString(file)).isEqualTo(FAULTY.replace("role/team/dev", "role/dev")
                .replace("groups: developers", "groups: [developers]"));
        assertThat(lint().exitCode()).isZero();
    }

    @Test
    void fixOfStandardInputGoesToStandardOutput() {
        Ended ended = CommandInProcess.command().reading(FAULTY).run("mapping", "lint", "--fix", "-f", "-");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("role/dev   # the team's").contains("groups: [developers]");
    }

    @Test
    void aFilesNameIsWrittenAsAUriInSarif() throws IOException {
        Path odd = Files.writeString(folder.resolve("my map,1.yaml"), FAULTY);

        assertThat(uri(CommandInProcess.command().run("mapping", "lint", "-f", odd.toString(), "--report", "sarif")))
                .startsWith("file:///").endsWith("/my%20map,1.yaml");
    }

    @Test
    void standardInputIsNoFileToOtherTools() throws IOException {
        CommandInProcess command = CommandInProcess.command().reading(FAULTY);

        assertThat(new ObjectMapper().readTree(command.run("mapping", "lint", "-f", "-", "--report", "sarif").out())
                .at("/runs/0/results/0").has("locations")).isFalse();
        assertThat(command.run("mapping", "lint", "-f", "-", "--report", "github").out())
                .startsWith("::error line=2,col=14,title=A-PATH::");
    }

    private static String uri(Ended ended) throws IOException {
        return new ObjectMapper().readTree(ended.out())
                .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri").asText();
    }

    @Test
    void sarifNamesRuleLevelAndPlace() throws IOException {
        JsonNode log = new ObjectMapper().readTree(lint("--report", "sarif").out());

        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        JsonNode first = log.at("/runs/0/results/0");
        assertThat(first.path("ruleId").asText()).isEqualTo("A-PATH");
        assertThat(first.path("level").asText()).isEqualTo("error");
        assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
                .isEqualTo(file.toUri().toString());
        assertThat(first.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(2);
        assertThat(log.at("/runs/0/tool/driver/rules")).hasSize(3);
    }

    @Test
    void gitHubsAnnotationsAreOneLineEachWhateverTheMapSays() throws IOException {
        Files.writeString(file, "mapRoles: |\n  - rolearn: \"a::b,c%0A\\nd\"\n    username: x\n");

        Ended ended = lint("--report", "github", "--fail-on", "never");

        assertThat(ended.out().lines()).isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("::(error|warning) file=.*,title=A-[A-Z-]+::.*"));
    }

    @Test
    void aReportGoesWithNeitherAFixNorAnotherForm() {
        assertThat(lint("--report", "sarif", "--fix").exitCode()).isEqualTo(2);
        assertThat(lint("--report", "sarif", "-o", "json").exitCode()).isEqualTo(2);
    }

    private Ended lint(String... options) {
        List<String> words = new ArrayList<>(List.of("mapping", "lint", "-f", file.toString()));
        words.addAll(List.of(options));
        return CommandInProcess.command().run(words.toArray(String[]::new));
    }
}
