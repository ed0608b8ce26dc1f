package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.TestAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The files, the context, and what it leads to. */
final class KubeconfigFaultsTest {

    private static final String UPDATE = "aws eks update-kubeconfig --name demo --region eu-west-1";

    @TempDir
    Path folder;

    private Shell shell;
    private Path config;

    @BeforeEach
    void aShellInOrder() {
        shell = new Shell(folder);
        config = shell.home.resolve(".kube/config");
    }

    private static void isFirst(Shell shell, CheckCode code, String evidence) {
        assertThat(shell.first().code()).contains(code);
        assertThat(shell.first().evidence()).contains(evidence);
    }

    private static String command(Shell shell) {
        return shell.first().cures().getFirst().commands().getFirst();
    }

    @Test
    void withoutAFileTheClusterMustBeNamed() throws IOException {
        Files.delete(config);

        isFirst(shell, CheckCode.K_NO_KUBECONFIG, "~/.kube/config does not exist");
        assertThat(shell.first().cures().getFirst().commands()).isEmpty();
        assertThat(command(shell.withClusterName("demo"))).isEqualTo("aws eks update-kubeconfig --name demo");
    }

    @Test
    void aVariableThatLeadsNowhereIsUnset() {
        shell.set("KUBECONFIG", "/nowhere/config");

        isFirst(shell, CheckCode.K_KUBECONFIG_MISSING, "KUBECONFIG names /nowhere/config, which does not exist");
        assertThat(command(shell)).isEqualTo("unset KUBECONFIG");
    }

    @Test
    void kubectlKnowsNoTilde() {
        shell.set("KUBECONFIG", "~/.kube/config");

        isFirst(shell, CheckCode.K_KUBECONFIG_MISSING, "~/.kube/config");
        assertThat(command(shell)).isEqualTo("export KUBECONFIG=" + config);
    }

    @Test
    void oneOfSeveralMayBeMissing() {
        shell.set("KUBECONFIG", "/nowhere/config:" + config);

        assertThat(shell.look().faults()).isEmpty();
        assertThat(shell.look().observations().get(1).evidence()).endsWith("; not there: /nowhere/config");
    }

    @Test
    void aNamedFileIsTheOneThatIsWrittenTo() {
        Path other = shell.home.resolve("my config");
        shell.withKubeconfig(other).withClusterName("demo");

        isFirst(shell, CheckCode.K_KUBECONFIG_MISSING, "--kubeconfig names ~/my config");
        assertThat(command(shell)).isEqualTo("aws eks update-kubeconfig --name demo --kubeconfig '" + other + "'");
    }

    @Test
    void ofAFolderTheFileInItIsNamed() {
        shell.set("KUBECONFIG", shell.home.resolve(".kube").toString());

        isFirst(shell, CheckCode.K_KUBECONFIG_UNREADABLE, "~/.kube is a folder");
        assertThat(command(shell)).isEqualTo("export KUBECONFIG=" + config);
    }

    @Test
    void noFolderOfSomebodysIsMovedAway() {
        shell.withKubeconfig(folder).withClusterName("demo");

        isFirst(shell, CheckCode.K_KUBECONFIG_UNREADABLE, "is a folder");
        assertThat(shell.first().cures()).flatExtracting(Cure::commands).isEmpty();
    }

    @Test
    void aFolderInTheUsualFilesPlaceIsPutAside() throws IOException {
        Files.delete(config);
        Files.createDirectory(config);
        shell.withClusterName("demo");

        isFirst(shell, CheckCode.K_KUBECONFIG_UNREADABLE, "~/.kube/config is a folder");
        assertThat(command(shell)).isEqualTo("mv " + config + " " + config + ".broken");
    }

    @Test
    void aDeviceIsNotReadToItsEnd() {
        isFirst(shell.withKubeconfig(Path.of("/dev/zero")), CheckCode.K_KUBECONFIG_BROKEN, "longer than 8 MiB");
    }

    @Test
    void aPathWithAZeroCharacterIsOfNoFile() {
        shell.edited("    server:", "    certificate-authority: \"a\\0\"\n    server:");

        isFirst(shell, CheckCode.K_KUBECONFIG_BROKEN, "zero character");
    }

    @Test
    void whatWasPutAsideBeforeIsNotOverwritten() {
        Shell.write(Path.of(config + ".broken"), "older");
        shell.edited("    exec:", "\texec:");

        assertThat(command(shell)).isEqualTo("mv " + config + " " + config + ".broken2");
    }

    @Test
    void ofABrokenFileTheLineIsShownAndTheSecretIsNot() {
        shell.edited("    exec:", "    token: very-secret\n\texec:");

        isFirst(shell, CheckCode.K_KUBECONFIG_BROKEN, config + ":18:1: ");
        assertThat(shell.first().toString()).doesNotContain("very-secret");
        assertThat(shell.first().cures().getFirst().commands()).containsExactly(
                "mv " + config + " " + config + ".broken", UPDATE);
    }

    @Test
    void aFileBesideMayNotBeBrokenEither() {
        Shell.write(shell.home.resolve("other"), "users: [");
        shell.set("KUBECONFIG", config + ":" + shell.home.resolve("other"));

        isFirst(shell, CheckCode.K_KUBECONFIG_BROKEN, "other:1:");
    }

    @Test
    void theOnlyContextIsMadeTheCurrentOne() {
        shell.edited("current-context: " + Shell.ARN + "\n", "");

        isFirst(shell, CheckCode.K_NO_CONTEXT, "asks localhost:8080; it has " + Shell.ARN);
        assertThat(command(shell)).isEqualTo("kubectl config use-context " + Shell.ARN);
        assertThat(shell.first().cures().getFirst().fix()).isPresent();
    }

    @Test
    void amongSeveralContextsNoFixChooses() {
        shell.edited("current-context: " + Shell.ARN, "- {name: b, context: {cluster: b, user: b}}");

        isFirst(shell, CheckCode.K_NO_CONTEXT, Shell.ARN + ", b");
        assertThat(shell.first().cures()).hasSize(2).allMatch(cure -> cure.fix().isEmpty());
    }

    @Test
    void theNearestContextIsOfferedFirst() {
        shell.edited("current-context: " + Shell.ARN, """
                - {name: staging, context: {}}
                - {name: production, context: {}}
                current-context: prodution""");

        isFirst(shell, CheckCode.K_UNKNOWN_CONTEXT, "has no context prodution");
        assertThat(command(shell)).isEqualTo("kubectl config use-context production");
    }

    @Test
    void aContextBehindTheVariablesBackIsFound() {
        Shell.write(shell.home.resolve("other"), Shell.KUBECONFIG.replace("  name: " + Shell.ARN, "  name: other"));
        shell.set("KUBECONFIG", shell.home.resolve("other").toString()).withContext(Shell.ARN);

        isFirst(shell, CheckCode.K_UNKNOWN_CONTEXT, "~/other has no context");
        assertThat(command(shell)).isEqualTo("unset KUBECONFIG");
    }

    @ParameterizedTest
    @CsvSource({"cluster, K_NO_CLUSTER", "user, K_NO_USER"})
    void aContextThatDanglesIsPointedToWhatIsThere(String kind, CheckCode code) {
        shell.edited("    " + kind + ": " + Shell.ARN, "    " + kind + ": gone");

        isFirst(shell, code, "names the " + kind + " gone, which is not there");
        assertThat(command(shell))
                .isEqualTo("kubectl config set-context " + Shell.ARN + " --" + kind + "=" + Shell.ARN);
    }

    @Test
    void aUserWithNothingCannotSignIn() {
        shell.kubeconfig(Shell.KUBECONFIG.substring(0, Shell.KUBECONFIG.indexOf("    exec:")) + "    {}\n");

        isFirst(shell, CheckCode.K_NO_LOGIN, "has nothing to sign in with");
        assertThat(command(shell)).isEqualTo(UPDATE);
    }

    @Test
    void aDroppedWayToSignInIsNone() {
        shell.kubeconfig(Shell.KUBECONFIG.substring(0, Shell.KUBECONFIG.indexOf("    exec:"))
                + "    auth-provider: {name: oidc}\n");

        isFirst(shell, CheckCode.K_NO_LOGIN, "which kubectl dropped in 1.26");
    }

    @Test
    void aStaticTokenIsAWayToSignIn() {
        shell.kubeconfig(Shell.KUBECONFIG.substring(0, Shell.KUBECONFIG.indexOf("    exec:")) + "    token: t\n");

        assertThat(shell.look().faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token: t", "tokenFile: /t", "username: u",
        "client-certificate: /c\n    client-key: /k"})
    void whatWinsOverThePluginIsTakenOut(String other) {
        shell.edited("    exec:", "    " + other + " # old\n    exec:");

        isFirst(shell, CheckCode.K_OTHER_LOGIN, "the plugin is not asked");
        assertThat(command(shell)).startsWith("kubectl config unset users." + Shell.ARN + ".");
        assertThat(shell.first().cures().getFirst().fix().orElseThrow().after()).isEqualTo(Shell.KUBECONFIG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-key: /k", "token: \"\"", "token: null", "password: p"})
    void whatDoesNotWinIsLetBe(String other) {
        assertThat(shell.edited("    exec:", "    " + other + "\n    exec:").look().faults()).isEmpty();
    }

    @Test
    void toActAsSomebodyElseIsOddAlone() {
        shell.edited("    exec:", "    as: root\n    exec:");

        Observation seen = shell.look().find(CheckCode.K_IMPERSONATES).orElseThrow();
        assertThat(seen.level()).isEqualTo(Level.LOOK);
        assertThat(seen.evidence()).contains("asks to be taken for root");
        assertThat(shell.look().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https:/example.eks.amazonaws.com    | has no host in it
            'https://'                          | should look like https://HOST
            'https://a b'                       | should look like https://HOST
            hhttps://example.eks.amazonaws.com  | should begin with https://
            '""'                                | has no server
            """)
    void anAddressThatIsNoneIsSaidToBeNone(String server, String evidence) {
        shell.edited("server: https://example.eks.amazonaws.com", "server: " + server);

        isFirst(shell, CheckCode.K_SERVER, evidence);
        assertThat(command(shell)).isEqualTo(UPDATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1:6443", "example.eks.amazonaws.com", "https://[::1]:6443/path"})
    void anAddressIsAnAddress(String server) {
        assertThat(shell.edited("https://example.eks.amazonaws.com", server).look().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            certificate-authority-data: '%%'      | K_CA_BROKEN  | is not base64
            certificate-authority-data: YWJj      | K_CA_BROKEN  | holds no certificate
            certificate-authority: gone.pem       | K_CA_MISSING | which does not exist
            certificate-authority: config         | K_CA_BROKEN  | holds no certificate
            certificate-authority: /dev/zero      | K_CA_BROKEN  | holds no certificate
            """)
    void anAuthorityIsACertificate(String authority, CheckCode code, String evidence) {
        shell.edited("    server:", "    " + authority + "\n    server:");

        isFirst(shell, code, evidence);
        assertThat(command(shell)).isEqualTo(UPDATE);
    }

    @Test
    void theEntriesAreWrittenAnewUnderTheirOwnNamesAndWithTheirRole() {
        shell.kubeconfig(Shell.KUBECONFIG.replace("name: " + Shell.ARN, "name: dev").replace("user: " + Shell.ARN,
                "user: dev").replace("- --output\n      - json",
                        "- --role-arn\n      - arn:aws:iam::123456789012:role/dev\n      - --profile\n      - mine")
                .replace("current-context: " + Shell.ARN, "current-context: dev"));

        isFirst(shell, CheckCode.K_NO_CLUSTER, Shell.ARN);
        assertThat(shell.first().cures().getLast().commands()).containsExactly(UPDATE + " --profile mine"
                + " --role-arn arn:aws:iam::123456789012:role/dev --alias dev --user-alias dev");
    }

    @Test
    void namesAreQuotedForTheShell() {
        shell.edited("current-context: " + Shell.ARN, "- {name: 'a; rm -rf ~', context: {}}\ncurrent-context: a; rm");

        assertThat(shell.first().cures()).flatExtracting(Cure::commands)
                .contains("kubectl config use-context 'a; rm -rf ~'");
    }

    @Test
    void whatWasLearntStandsThereForTheNext() {
        Facts learnt = shell.learnt();

        assertThat(learnt.kubectl().orElseThrow().minor()).isEqualTo(34);
        assertThat(learnt.way().orElseThrow().context().name()).isEqualTo(Shell.ARN);
        assertThat(learnt.plugin().orElseThrow().region()).contains("eu-west-1");
        assertThat(learnt.plugin().orElseThrow().variables()).containsAllEntriesOf(Map.copyOf(shell.variables));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '    cluster: ARN'          | '    namespace: [a]'                  | expected a text as namespace
            '    cluster: ARN'          | '    namespace: 12'                   | expected a text as namespace
            '      command: aws'        | '      provideClusterInfo: "true"'    | expected true or false
            '      command: aws'        | '      env: [{name: A, value: 1}]'    | expected a text as value
            '      - demo'              | '      - 7'                           | expected a list of texts as args
            'users:'                    | '- {name: ARN, user: {}}'             | a second user of the same name
            'contexts:'                 | '- {name: ARN, cluster: {}}'          | a second cluster of the same name
            """)
    void whatKubectlCannotDecodeIsNoKubeconfig(String at, String more, String problem) {
        String line = at.replace("ARN", Shell.ARN);
        String put = more.replace("ARN", Shell.ARN);
        shell.edited(line, line.endsWith("s:") ? inList(line, put) : line + "\n" + put);

        isFirst(shell, CheckCode.K_KUBECONFIG_BROKEN, problem);
        assertThat(shell.first().cures().getFirst().commands()).hasSize(2);
    }

    /** In front of a section's head stands the end of the list before; behind the head of users, its beginning. */
    private static String inList(String head, String item) {
        return head.equals("users:") ? head + "\n" + item : item + "\n" + head;
    }

    @Test
    void whatKubectlDecodesOtherwiseThanItLooksIsInOrder() {
        shell.edited("    cluster: " + Shell.ARN, "    namespace: '12'\n    cluster: " + Shell.ARN);
        shell.edited("    server:", "    disable-compression: yes\n    server:");
        shell.edited("      command: aws", "      env: ~\n      provideClusterInfo: true\n      installHint: 2026-01-01"
                + "\n      command: aws");

        assertThat(shell.look().faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a b", "10.0.0.1:3128", "proxy:3128", "http://a:b", "socks5h://x:1",
        "http://me:p|w@proxy:3128", "http://me:p|w/@proxy:3128", "http://me:p|w@a/b@proxy",
        "http://me:p%zz@proxy:3128", "http://proxy%2:1"})
    void aProxyThatKubectlDoesNotTakeIsNamed(String url) {
        shell.edited("    server:", "    proxy-url: '" + url + "'\n    server:");

        Observation seen = shell.first();
        assertThat(seen.code()).contains(CheckCode.K_PROXY);
        assertThat(seen.evidence()).doesNotContain("p|w");
        assertThat(seen.cures().getFirst().commands())
                .containsExactly("kubectl config unset clusters." + Shell.ARN + ".proxy-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy:3128", "HTTPS://proxy", "socks5://127.0.0.1:1080", "http://[::1]:3128/",
        "http://me:p%7Cw@proxy_1:3128", "http://", "http://:3128"})
    void aProxyThatKubectlTakesIsInOrder(String url) {
        shell.edited("    server:", "    proxy-url: '" + url + "'\n    server:");

        assertThat(shell.look().faults()).isEmpty();
    }

    @Test
    void aHostWithAnUnderscoreIsAHost() {
        shell.edited("https://example.eks.amazonaws.com", "https://my_host:6443");

        assertThat(shell.look().faults()).isEmpty();
    }

    @Test
    void anAuthorityBesideTheWordToCheckNothingIsNoKubeconfigForKubectl() {
        String pem = Base64.getEncoder().encodeToString(new TestAuthority().pem().getBytes(StandardCharsets.UTF_8));
        shell.edited("    server:", "    insecure-skip-tls-verify: true\n    certificate-authority-data: " + pem
                + "\n    server:");

        assertThat(shell.first().code()).contains(CheckCode.K_CA_BROKEN);
        assertThat(shell.first().cures().getFirst().commands()).containsExactly(
                "kubectl config unset clusters." + Shell.ARN + ".insecure-skip-tls-verify");
    }

    @Test
    void whoeverChecksNothingAndNamesNobodyIsInOrder() {
        shell.edited("    server:", "    insecure-skip-tls-verify: true\n    server:");

        assertThat(shell.look().faults()).isEmpty();
    }
}
