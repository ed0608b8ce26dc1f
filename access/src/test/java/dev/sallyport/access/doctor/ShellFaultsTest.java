package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.PluginCall.Kind;
import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** kubectl and the plugin: programs, versions, arguments. */
final class ShellFaultsTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void aShellInOrder() {
        shell = new Shell(folder);
    }

    private static void isFirst(Shell shell, CheckCode code, String evidence) {
        assertThat(shell.first().code()).contains(code);
        assertThat(shell.first().evidence()).contains(evidence);
    }

    private static String command(Shell shell) {
        return shell.first().cures().getFirst().commands().getFirst();
    }

    @Test
    void whatIsInOrderIsALineAStation() {
        assertThat(shell.look().observations()).extracting(Observation::level).containsOnly(Level.OK).hasSize(3);
        assertThat(shell.look().observations()).extracting(Observation::evidence).containsExactly(
                "v1.34.2, speaks exec v1 and v1beta1", "~/.kube/config, context " + Shell.ARN,
                "aws eks get-token, client.authentication.k8s.io/v1beta1");
    }

    @Test
    void aKubectlOffThePathIsPutOntoIt() {
        shell.without("bin/kubectl").program("home/bin/kubectl", "");

        isFirst(shell, CheckCode.K_NO_KUBECTL, "there is one in ~/bin/kubectl");
        assertThat(command(shell)).isEqualTo("export PATH=\"$PATH\":" + shell.home.resolve("bin"));
    }

    @Test
    void aMissingKubectlHidesNothingBehindIt() {
        shell.without("bin/kubectl").edited("- get-token", "- get-tokn");

        assertThat(shell.look().faults()).extracting(fault -> fault.code().orElseThrow())
                .containsExactly(CheckCode.K_NO_KUBECTL, CheckCode.X_ARGS);
    }

    @Test
    void aKubectlWithoutItsModeIsMadeAProgram() {
        shell.without("bin/kubectl");
        Shell.write(folder.resolve("bin/kubectl"), "");

        isFirst(shell, CheckCode.K_KUBECTL_BROKEN, "is not executable");
        assertThat(command(shell)).isEqualTo("chmod +x " + folder.resolve("bin/kubectl"));
    }

    @Test
    void ofTwoKubectlsTheOneThatRunsIsTaken() {
        shell.program("bin/kubectl", new Outcome.NotStarted()).program("other/kubectl", "")
                .set("PATH", folder.resolve("bin") + ":" + folder.resolve("other"));

        isFirst(shell, CheckCode.K_KUBECTL_BROKEN, "cannot be started");
        assertThat(command(shell)).isEqualTo("export PATH=" + folder.resolve("other") + ":\"$PATH\"");
    }

    @Test
    void aSlashBehindAFolderMakesItNoOther() {
        shell.program("bin/kubectl", new Outcome.NotStarted()).program("other/kubectl", "")
                .set("PATH", folder.resolve("bin") + "/:" + folder.resolve("other"));

        assertThat(command(shell)).isEqualTo("export PATH=" + folder.resolve("other") + ":\"$PATH\"");
    }

    @Test
    void aFolderUnderItsSecondNameIsNoOther() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(bin.resolve("kubectl"), "");
        Path again = Files.createSymbolicLink(folder.resolve("again"), bin);
        shell.program("bin/kubectl", new Outcome.NotStarted()).program("again/kubectl", new Outcome.NotStarted())
                .program("other/kubectl", "").set("PATH", bin + ":" + again + ":" + folder.resolve("other"));

        assertThat(command(shell)).isEqualTo("export PATH=" + folder.resolve("other") + ":\"$PATH\"");
    }

    @Test
    void aNewerPluginIsFoundBehindAFolderWithASlash() {
        shell.program("bin/aws", "aws-cli/1.18.1").program("other/aws", "aws-cli/2.31.0")
                .set("PATH", folder.resolve("bin") + "/:" + folder.resolve("other"));

        isFirst(shell, CheckCode.X_PLUGIN_OLD, "1.18.1");
        assertThat(command(shell)).isEqualTo("export PATH=" + folder.resolve("other") + ":\"$PATH\"");
    }

    @Test
    void aKubectlThatHangsIsNotWaitedForWithoutEnd() {
        shell.program("bin/kubectl", new Outcome.TooLate(Duration.ofSeconds(20)));

        isFirst(shell, CheckCode.K_KUBECTL_BROKEN, "has said nothing for 20 s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1.24.0  | v1alpha1 | FAULT | X_V1ALPHA1
            v1.23.17 | v1alpha1 | LOOK  | X_V1ALPHA1
            v1.21.14 | v1       | FAULT | X_KUBECTL_OLD
            v1.10.13 | v1beta1  | FAULT | X_KUBECTL_OLD
            v1.34.2  | v2       | FAULT | X_VERSION
            """)
    void anEntryAsksInAVersionThatThisKubectlSpeaks(String kubectl, String version, Level level, CheckCode code) {
        shell.kubectl(kubectl).edited("k8s.io/v1beta1", "k8s.io/" + version);

        assertThat(shell.look().find(code).orElseThrow().level()).isEqualTo(level);
    }

    @Test
    void gkesVersionIsAVersionToo() {
        shell.kubectl("v1.27.3-gke.100").edited("k8s.io/v1beta1", "k8s.io/v1alpha1");

        isFirst(shell, CheckCode.X_V1ALPHA1, "this is v1.27.3-gke.100");
    }

    @Test
    void theOldVersionIsChangedInItsLineAlone() {
        shell.edited("k8s.io/v1beta1", "k8s.io/v1alpha1 # as of old");

        Cure cure = shell.first().cures().getFirst();
        assertThat(cure.commands()).containsExactly("kubectl config set-credentials " + Shell.ARN
                + " --exec-api-version=client.authentication.k8s.io/v1beta1");
        assertThat(cure.fix().orElseThrow().after())
                .isEqualTo(Shell.KUBECONFIG.replace("k8s.io/v1beta1", "k8s.io/v1beta1 # as of old"));
    }

    @Test
    void versionOneWantsToBeToldOfTheTerminal() {
        shell.edited("k8s.io/v1beta1", "k8s.io/v1");

        isFirst(shell, CheckCode.X_INTERACTIVE, "has no interactiveMode");
        assertThat(command(shell)).endsWith("--exec-interactive-mode=IfAvailable");
    }

    @Test
    void aKubectlWithoutTheOptionLeavesItToOurFix() {
        shell.kubectl("v1.27.1").edited("command: aws", "command: aws\n      interactiveMode: Sometimes");

        isFirst(shell, CheckCode.X_INTERACTIVE, "Sometimes");
        assertThat(command(shell)).isEqualTo("sallyport doctor --fix");
        assertThat(shell.first().cures().getFirst().fix().orElseThrow().after())
                .contains("interactiveMode: IfAvailable");
    }

    @Test
    void aTerminalThatIsWantedMayBeThere() {
        shell.edited("command: aws", "command: aws\n      interactiveMode: Always");

        isFirst(shell, CheckCode.X_INTERACTIVE, "there is none here");
        assertThat(shell.atATerminal().look().faults()).isEmpty();
    }

    @Test
    void anAwsOffThePathIsPutOntoIt() {
        shell.without("bin/aws").program("home/.local/bin/aws", "");

        isFirst(shell, CheckCode.X_NOT_FOUND, "aws is not on the PATH; there is one in ~/.local/bin/aws");
        assertThat(command(shell)).isEqualTo("export PATH=\"$PATH\":" + shell.home.resolve(".local/bin"));
    }

    @Test
    void withoutAnyAwsOursGivesTheToken() {
        shell.without("bin/aws");

        isFirst(shell, CheckCode.X_NOT_FOUND, "aws is not on the PATH");
        assertThat(command(shell)).isEqualTo("sallyport kubeconfig update --name demo --region eu-west-1");
    }

    @Test
    void theHintOfTheEntryIsPassedOn() {
        shell.edited("command: aws", "command: my-login\n      installHint: get it from the wiki");

        isFirst(shell, CheckCode.X_NOT_FOUND, "my-login is not on the PATH");
        assertThat(shell.first().cures().getLast().what()).contains("get it from the wiki");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-cli/1.22.97", "aws-cli/2.6.2", "aws-cli/1.16.100"})
    void anOldAwsIsNotEnoughForTheEntry(String version) {
        shell.program("bin/aws", version + " Python/3.8").program("new/aws", "aws-cli/2.6.3 Python/3.9")
                .set("PATH", folder.resolve("bin") + ":" + folder.resolve("new"));

        isFirst(shell, CheckCode.X_PLUGIN_OLD, version);
        assertThat(command(shell)).isEqualTo("export PATH=" + folder.resolve("new") + ":\"$PATH\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-cli/1.23.9", "aws-cli/2.6.3", "aws-cli/10.0.0"})
    void theFirstThatAnswersAsAskedIsEnough(String version) {
        assertThat(shell.program("bin/aws", version).look().faults()).isEmpty();
    }

    @Test
    void anAwsWhosePythonIsGoneDoesNotRun() {
        shell.program("bin/aws", new Outcome.Ended(127, "", "bad interpreter"));

        isFirst(shell, CheckCode.X_BROKEN, "bad interpreter");
        assertThat(command(shell)).startsWith("sallyport kubeconfig update --name demo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - get-token    | - get-tokn                   | "get-tokn" should be "get-token"
            - eks          | - EKS                        | "EKS" should be "eks"
            - --output     | - --ouput                    | it has no option --ouput; it has --output
            - json         | - text                       | --output text is not json
            - --output     | - --cluster-id               | --cluster-name and --cluster-id together
            - demo         | - --debug                    | --cluster-name has no value
            """)
    void whatThePluginDoesNotKnowIsNamed(String from, String to, String evidence) {
        shell.edited(from + "\n", to + "\n");

        isFirst(shell, CheckCode.X_ARGS, evidence);
        assertThat(command(shell)).isEqualTo("kubectl config set-credentials " + Shell.ARN
                + " --exec-arg=--region --exec-arg=eu-west-1 --exec-arg=eks --exec-arg=get-token"
                + " --exec-arg=--cluster-name --exec-arg="
                + (evidence.contains("has no value") ? "--debug" : "demo") + " --exec-arg=--output --exec-arg=json");
    }

    @Test
    void theClustersNameIsReadOffTheEntrysOwn() {
        shell.edited("      - --cluster-name\n      - demo\n", "");

        isFirst(shell, CheckCode.X_NO_CLUSTER_NAME, "which cluster the token is for");
        assertThat(command(shell)).contains("--exec-arg=--cluster-name --exec-arg=demo");
    }

    @Test
    void optionsWithAnEqualsSignAreOptions() {
        shell.edited("      - --cluster-name\n      - demo\n", "      - --cluster-name=demo\n      - --role=arn:r\n");

        assertThat(shell.look().faults()).isEmpty();
        assertThat(shell.learnt().plugin().orElseThrow().clusterName()).contains("demo");
        assertThat(shell.learnt().plugin().orElseThrow().roleArn()).contains("arn:r");
    }

    @Test
    void theOutputOfTheShellsVariableIsSeen() {
        shell.edited("      - --output\n      - json\n", "").set("AWS_DEFAULT_OUTPUT", "yaml");

        isFirst(shell, CheckCode.X_ARGS, "AWS_DEFAULT_OUTPUT=yaml");
    }

    @Test
    void aCommandOfTheSameNameElsewhereIsNobodysThatIsKnown() {
        shell.edited("command: aws", "command: ./aws").program("home/.kube/aws", "");

        assertThat(shell.learnt().plugin().orElseThrow().kind()).isEqualTo(Kind.OTHER);
        assertThat(shell.look().find(CheckCode.X_UNKNOWN).orElseThrow().level()).isEqualTo(Level.LOOK);
    }

    @Test
    void theWholePathOfTheOwnCommandIsTheOwnCommand() {
        shell.edited("command: aws", "command: " + folder.resolve("bin/aws"));

        assertThat(shell.learnt().plugin().orElseThrow().kind()).isEqualTo(Kind.AWS_CLI);
    }

    @ParameterizedTest
    @CsvSource({"AWS_PROFILE, AWS_CLI", "LD_PRELOAD, OTHER", "PYTHONPATH, OTHER", "AWS_CONFIG_FILE, OTHER",
        "HTTPS_PROXY, AWS_CLI", "AWS_ENDPOINT_URL_STS, OTHER", "AWS_WEB_IDENTITY_TOKEN_FILE, OTHER",
        "AWS_CA_BUNDLE, OTHER", "AWS_CONTAINER_CREDENTIALS_FULL_URI, OTHER"})
    void variablesThatRunSomethingElseMakeItForeign(String variable, Kind kind) {
        shell.edited("command: aws", "command: aws\n      env:\n      - {name: " + variable + ", value: x}");

        assertThat(shell.learnt().plugin().orElseThrow().kind()).isEqualTo(kind);
        assertThat(shell.learnt().plugin().orElseThrow().variables()).containsEntry(variable, "x");
    }

    @Test
    void whatTheEntrySetsIsNotPrinted() {
        shell.edited("command: aws", "command: aws\n      env: [{name: AWS_SECRET_ACCESS_KEY, value: hush}]");

        assertThat(shell.learnt().toString()).doesNotContain("hush");
    }

    @Test
    void theAuthenticatorHasOptionsOfItsOwn() {
        String exec = Shell.KUBECONFIG.substring(Shell.KUBECONFIG.indexOf("      args:"));
        shell.edited(exec, "      command: aws-iam-authenticator\n      args: [token, -i, demo, -r, arn:role]\n")
                .program("bin/aws-iam-authenticator", "{\"Version\":\"v0.6.13\"}");

        assertThat(shell.look().faults()).isEmpty();
        PluginCall plugin = shell.learnt().plugin().orElseThrow();
        assertThat(plugin.kind()).isEqualTo(Kind.AUTHENTICATOR);
        assertThat(plugin.clusterName()).isEqualTo(Optional.of("demo"));
        assertThat(plugin.roleArn()).contains("arn:role");
    }

    @Test
    void anArgumentWithACommaStaysOneWhenTheClustersNameIsChanged() {
        Path file = shell.home.resolve(".kube/config");

        Cure cure = new KubeconfigCures(shell.place()).clusterName(Shell.ARN, file,
                List.of("eks", "get-token", "--cluster-name", "old", "--query", "a,b"), "new");

        assertThat(cure.commands()).containsExactly("kubectl config set-credentials " + Shell.ARN
                + " --exec-arg=eks --exec-arg=get-token --exec-arg=--cluster-name --exec-arg=new --exec-arg=--query"
                + " '--exec-arg=\"a,b\"'");
        assertThat(cure.fix().orElseThrow().after()).contains("- new").contains("a,b");
    }

    @Test
    void anEmptyArgumentIsNotLost() {
        assertThat(new KubeconfigCures(shell.place()).arguments("me", shell.home.resolve("none"), List.of(""), "x")
                .commands()).containsExactly("kubectl config set-credentials me '--exec-arg=\"\"'");
    }

    @Test
    void whoeverMayBeAskedInAwssPlaceIsNoPlainCallForAToken() {
        shell.edited("- --output", "- --ca-bundle\n      - /tmp/theirs\n      - --output");

        assertThat(ExecArgumentsCheck.asksForAToken(shell.learnt().plugin().orElseThrow())).isFalse();
    }

    @Test
    void whoeverIsOnTheWayMayNotAnswerUnverified() {
        shell.edited("- --output", "- --no-verify\n      - --output");

        assertThat(ExecArgumentsCheck.asksForAToken(shell.learnt().plugin().orElseThrow())).isFalse();
    }

    @Test
    void whatIsShownBeforeItIsRunSaysWhoIsAsked() {
        shell.edited("command: aws", "command: aws\n      env: [{name: AWS_ENDPOINT_URL, value: 'https://x.example'},"
                + " {name: AWS_SECRET_ACCESS_KEY, value: hush}]");

        assertThat(shell.learnt().plugin().orElseThrow().shown(shell.home.resolve(".kube/config")))
                .startsWith("AWS_ENDPOINT_URL=https://x.example", "AWS_SECRET_ACCESS_KEY=...", "aws");
    }

    @Test
    void doctorsNextCallLooksAtWhatThisOneDid() {
        shell.withKubeconfig(Path.of("/a b/config")).withContext("the context").withClusterName("demo");

        assertThat(shell.place().again("--profile", "dev")).isEqualTo("sallyport doctor --profile dev"
                + " --kubeconfig '/a b/config' --context 'the context' --cluster-name demo");
    }
}
