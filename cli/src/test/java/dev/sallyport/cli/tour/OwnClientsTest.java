package dev.sallyport.cli.tour;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Our own kubectl, aws and curl against a sandbox: real HTTPS, real tokens, the real webhook. */
@TestInstance(Lifecycle.PER_CLASS)
class OwnClientsTest {

    private Path folder;
    private Sandbox sandbox;
    private Cast cast;
    private Clients clients;

    @BeforeAll
    void castThePlay(@TempDir Path temporary) {
        folder = temporary;
        sandbox = Sandbox.start(new SandboxOptions("own", folder.resolve("state"), Optional.empty()),
                Clock.systemUTC());
        cast = new Casting(sandbox, folder, "/usr/bin:/bin", Optional.empty()).cast();
        ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
        clients = TourClients.find(CommandInProcess.terminal("", nowhere, nowhere, Map.of()),
                CommandInProcess.forTour());
        run(cast.creator(), "aws", "eks", "update-kubeconfig", "--name", "eks-cluster");
        run(cast.colleague(), "aws", "eks", "update-kubeconfig", "--name", "eks-cluster");
    }

    @AfterAll
    void end() {
        sandbox.close();
    }

    @Test
    void nodesComeInTheServersColumnsAsKubectlLaysThemOut() {
        Outcome outcome = run(cast.creator(), "kubectl", "get", "node");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output().lines().toList()).hasSize(3).first().asString()
                .matches("NAME +STATUS {3}ROLES {4}AGE +VERSION");
        assertThat(outcome.output()).containsPattern("ip-192-168-12-34\\S+ {3}Ready {4}<none>");
    }

    @Test
    void somebodyUnknownIsToldToLogIn() {
        Outcome outcome = run(cast.colleague(), "kubectl", "get", "--raw", "/api/v1/nodes");

        assertThat(outcome).isEqualTo(
                new Outcome(1, "error: You must be logged in to the server (Unauthorized)\n"));
    }

    @Test
    void rawAnswersComeAsTheServerSentThem() {
        assertThat(run(cast.creator(), "kubectl", "get", "--raw", "/readyz").output()).isEqualTo("ok");
    }

    @Test
    void whatDoesNotExistIsNamedAsKubectlNamesIt() {
        Outcome outcome = run(cast.creator(), "kubectl", "delete", "node", "nobody");

        assertThat(outcome).isEqualTo(
                new Outcome(1, "Error from server (NotFound): nodes \"nobody\" not found\n"));
    }

    @Test
    void whoamiShowsUserGroupsAndExtra() {
        Outcome outcome = run(cast.creator(), "kubectl", "auth", "whoami");

        assertThat(outcome.output()).startsWith("ATTRIBUTE").containsPattern("Username +kubernetes-admin")
                .containsPattern("Groups +\\[system:masters system:authenticated]")
                .contains("Extra: canonicalArn");
    }

    @Test
    void rolesAndBindingsAreCreatedOnce() {
        String[] create = {"kubectl", "create", "clusterrole", "watcher", "--verb=get,list", "--resource=no"};

        assertThat(run(cast.creator(), create).output())
                .isEqualTo("clusterrole.rbac.authorization.k8s.io/watcher created\n");
        assertThat(run(cast.creator(), create).output()).isEqualTo("Error from server (AlreadyExists):"
                + " clusterroles.rbac.authorization.k8s.io \"watcher\" already exists\n");
        assertThat(run(cast.creator(), "kubectl", "create", "clusterrolebinding", "watchers", "--clusterrole=watcher",
                "--group=watchers").output())
                .isEqualTo("clusterrolebinding.rbac.authorization.k8s.io/watchers created\n");
        assertThat(run(cast.creator(), "kubectl", "get", "--raw",
                "/apis/rbac.authorization.k8s.io/v1/clusterroles/watcher").output())
                .contains("\"resources\":[\"nodes\"]");
    }

    @Test
    void anEditThatChangesNothingIsCancelled() throws IOException {
        Outcome outcome = edit("true");

        assertThat(outcome).isEqualTo(new Outcome(0, "Edit cancelled, no changes made.\n"));
    }

    @Test
    void anEditorThatFailsChangesNothing() throws IOException {
        assertThat(edit("exit 3").output()).startsWith("error: there was a problem with the editor");
    }

    @Test
    void anEditThatIsNoYamlIsKeptInItsFile() throws IOException {
        Outcome outcome = edit("printf 'data: [' > \"$1\"");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("the edited text is no YAML",
                "A copy of your changes has been stored to");
        Path kept = Path.of(outcome.output().replaceAll("(?s).*stored to \"([^\"]+)\".*", "$1"));
        assertThat(kept).hasContent("data: [");
        Files.delete(kept);
    }

    @Test
    void theInstanceProfileAndTheUserAreAskedOfAws() {
        assertThat(run(cast.creator(), "aws", "iam", "get-user", "--user-name", "eks-test", "--query", "User.Arn",
                "--output", "text")).isEqualTo(new Outcome(0, "arn:aws:iam::123456789012:user/eks-test\n"));
        assertThat(run(cast.creator(), "aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text"))
                .isEqualTo(new Outcome(0, "arn:aws:iam::123456789012:user/cluster-creator\n"));
    }

    @Test
    void awssRefusalsComeInTheAwsClisForm() {
        Outcome outcome = run(cast.creator(), "aws", "iam", "get-user", "--user-name", "nobody", "--query", "User.Arn",
                "--output", "text");

        assertThat(outcome.exitCode()).isEqualTo(254);
        assertThat(outcome.output())
                .startsWith("\nAn error occurred (NoSuchEntity) when calling the GetUser operation: ");
    }

    @Test
    void aTokenOfOurOwnAwsIsAnExecCredential() {
        Outcome outcome = run(cast.creator(), "aws", "eks", "get-token", "--cluster-name", "eks-cluster");

        assertThat(outcome.output()).contains("\"kind\": \"ExecCredential\"", "k8s-aws-v1.");
    }

    @Test
    void curlShowsAStatusOrABody() {
        String url = cast.metadata() + "/latest/meta-data/instance-id";

        assertThat(run(cast.instance(), "curl", "-s", url).output()).isEqualTo(cast.instanceId());
        assertThat(run(cast.instance(), "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}\\n", url).output())
                .isEqualTo("200\n");
        assertThat(run(cast.instance(), "curl", "-s", "http://127.0.0.1:1/").exitCode()).isEqualTo(7);
    }

    @Test
    void whatTheTourDoesNotNeedIsRefusedInASentence() {
        for (List<String> words : List.of(List.of("kubectl", "get", "pods"), List.of("kubectl"),
                List.of("kubectl", "get", "node", "-o", "yaml"), List.of("aws", "s3", "ls"),
                List.of("curl", "-X", "POST", "http://127.0.0.1/"), List.of("curl"))) {
            Outcome outcome = run(cast.creator(), words.toArray(String[]::new));

            assertThat(outcome.exitCode()).as("%s", words).isEqualTo(127);
            assertThat(outcome.output()).contains("knows the tour's commands alone", String.join(" ", words),
                    "Put the real " + words.getFirst() + " on your PATH.");
        }
    }

    private Outcome edit(String script) throws IOException {
        Path editor = Files.writeString(Files.createTempFile(folder, "editor", ".sh"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        return run(cast.creator().with("KUBE_EDITOR", editor.toString()), "kubectl", "edit", "configmap", "aws-auth",
                "-n", "kube-system");
    }

    private Outcome run(Person person, String... words) {
        return clients.run(person, Arrays.asList(words), "");
    }
}
