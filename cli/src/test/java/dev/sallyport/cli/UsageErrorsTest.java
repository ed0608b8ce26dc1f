package dev.sallyport.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class UsageErrorsTest {

    @ParameterizedTest
    @CsvSource({"token --cluster-nam demo, unknown option --cluster-nam. Did you mean --cluster-name?",
        "tokn, unknown command tokn. Did you mean token?", "sandbx, unknown command sandbx. Did you mean sandbox?",
        "kubeconfig updaet, unknown command updaet. Did you mean update?", "verify --aks, Did you mean --ask?",
        "completion bash extra, unexpected argument extra.", "mapping, a command is missing; there are: list"})
    void aWrongWordIsNamedWithTheNearestRightOne(String line, String sentence) {
        CommandInProcess.Ended ended = CommandInProcess.command().run(line.split(" "));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(sentence, "Usage: sallyport", "--help");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void nothingIsProposedForAWordLikeNone() {
        assertThat(CommandInProcess.command().run("token", "--xyzzyplugh").err())
                .contains("unknown option --xyzzyplugh.").doesNotContain("Did you mean");
    }

    @Test
    void whatIsMissingIsSaidWithoutAWordOfTheOptionLibrarys() {
        assertThat(CommandInProcess.command().run("token").err())
                .startsWith("sallyport token: Missing required argument");
    }

    @Test
    void anOptionsValueIsNotRepeated() {
        assertThat(CommandInProcess.command().run("token", "--secret=hunter2").err()).contains("--secret")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", ""})
    void aRoleThatCannotBeOneIsNotWrittenForOurPlugin(String role) {
        CommandInProcess.Ended ended = CommandInProcess.command().run("kubeconfig", "update", "--name", "demo",
                "--region", "eu-west-1", "--role-arn", role);

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("\"" + role + "\" is no role's ARN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token --cluster-name demo", "doctor",
        "explain arn:aws:iam::123456789012:user/ana list pods",
        "access grant-console arn:aws:iam::123456789012:user/ana --dry-run"})
    void aRegionThatCannotBeOneIsNamed(String line, @TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve(".kube"));
        Files.writeString(folder.resolve(".kube/config"), """
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {token: x}}]
                """);

        CommandInProcess.Ended ended = CommandInProcess.command().with("HOME", folder.toString())
                .run((line + " --region eu/west").split(" "));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--region: \"eu/west\" is no region");
    }

    @Test
    void controlCharactersOfAWrongWordAreWrittenOut() {
        assertThat(CommandInProcess.command().run("a\u001b[2J").err()).contains("a\\u001b[2J")
                .doesNotContain("\u001b");
    }
}
