package dev.sallyport.cli.access;

import dev.sallyport.cli.CommandInProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code sallyport explain} over files. */
final class ExplainCommandTest {

    private static final String ANA = "arn:aws:iam::123456789012:user/ana";

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        ExplainedFiles.write(folder);
    }

    private void kubeconfig(String user) throws IOException {
        ExplainedFiles.kubeconfig(folder, user);
    }

    @Test
    void withAKubeconfigItIsAboutTheRoleThatItsPluginNamesAndThePluginIsNotRun() throws IOException {
        kubeconfig("{exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: /no/such/program, args: [eks,"
                + " get-token, --cluster-name, prod, --role, \"arn:aws:iam::123456789012:role/dev\"]}}");

        CommandInProcess.Ended ended = explain("list", "pods", "--with",
                folder.resolve("theirs.kubeconfig").toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("NO   role/dev may not list pods", "theirs.kubeconfig, context prod, signs in"
                + " as the role that --role-arn names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_STS", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_WEB_IDENTITY_TOKEN_FILE"})
    void aVariableOfAnothersKubeconfigThatLeadsToFilesOrHostsIsNotFollowed(String variable) throws IOException {
        Path trace = folder.resolve("trace");
        Path config = Files.writeString(folder.resolve("config.txt"),
                "[default]\ncredential_process = /bin/sh -c \"touch " + trace + "\"\n");
        kubeconfig("{exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws, args: [eks, get-token,"
                + " --cluster-name, prod, --region, eu-west-1], env: [{name: " + variable + ", value: \"" + config
                + "\"}]}}");

        CommandInProcess.Ended ended = explain("list", "pods", "--with",
                folder.resolve("theirs.kubeconfig").toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains(variable + ", which this file sets").contains("it is not followed");
        assertThat(trace).doesNotExist();
    }

    @Test
    void aNameWithALineBreakStaysOnItsLine() throws IOException {
        Files.writeString(folder.resolve("aws-auth.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: aws-auth, namespace: kube-system}
                data:
                  mapUsers: |
                    - userarn: arn:aws:iam::123456789012:user/ana
                      username: "ana\\n    4  access  FORGED"
                      groups: ["devs\\nFORGED"]
                """);

        assertThat(explain(ANA, "list", "pods", "-n", "dev").out()).contains("ana\\n", "devs\\nFORGED")
                .doesNotContainPattern("(?m)^ *(4  access  )?FORGED");
    }

    @Test
    void aKubeconfigBesideAnArnIsOneTooMany() throws IOException {
        kubeconfig("{token: x}");

        assertThat(explain(ANA, "list", "pods", "--with", folder.resolve("theirs.kubeconfig").toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void whoseATokenIsThatIsForNoClustersNameCannotBeTold() throws IOException {
        kubeconfig("{token: x}");

        CommandInProcess.Ended ended = explain("list", "pods", "--with",
                folder.resolve("theirs.kubeconfig").toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("the cluster alone says: sallyport whoami --kubeconfig ");
    }

    @Test
    void aYesNamesTheLineTheBindingAndTheirFiles() {
        CommandInProcess.Ended ended = explain(ANA, "list", "po", "-n", "dev");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("YES  user/ana may list pods in namespace dev", "aws-auth.yaml mapUsers:6",
                "RoleBinding dev/devs -> ClusterRole reader, rule 1", "(rbac.yaml:6, rbac.yaml:1)");
    }

    @Test
    void aNoSaysWhatKubectlShowsAndWhatWouldMendIt() {
        CommandInProcess.Ended ended = explain(ANA, "delete", "deploy/web", "-n", "dev");

        assertThat(ended.exitCode()).isOne();
        assertThat(ended.out()).contains("stops here",
                "deployments.apps \"web\" is forbidden: User \"ana\" cannot delete resource \"deployments\"",
                "kubectl create role deployments-delete-web --verb=delete --resource=deployments.apps",
                "Also opens: nothing else.", "Also lets in: nobody else.");
    }

    @Test
    void whoIsNotMappedSeesBothFormsOfThe401() {
        assertThat(explain("arn:aws:iam::123456789012:user/bob", "get", "nodes").out()).contains(
                "You must be logged in to the server (Unauthorized)", "the server has asked for the client to provide");
    }

    @Test
    void whatIsLaidOverCounts() throws IOException {
        Path over = Files.writeString(folder.resolve("over.yml.txt"),
                Files.readString(folder.resolve("aws-auth.yaml")).replace("user/ana", "user/bob"));

        assertThat(explain("arn:aws:iam::123456789012:user/bob", "list", "pods", "-n", "dev", "--with",
                over.toString()).exitCode()).isZero();
    }

    @Test
    void aReviewIsTheQuestion() throws IOException {
        Path review = Files.writeString(folder.resolve("review.txt"), """
                apiVersion: authorization.k8s.io/v1
                kind: SubjectAccessReview
                spec:
                  user: somebody
                  groups: [devs]
                  resourceAttributes: {verb: list, resource: pods, namespace: dev}
                """);

        assertThat(explain("-f", review.toString()).out()).startsWith("YES  user somebody may list pods");
    }

    @Test
    void dataNamesWhoSpoke() {
        assertThat(explain(ANA, "list", "pods", "-n", "dev", "-o", "json").out()).contains("\"verdict\" : \"yes\"",
                "\"authorizer\" : \"RBAC\"", "\"source\" : \"aws-auth.yaml\"");
    }

    @Test
    void aPictureLeadsFromThePrincipalToTheRequest() {
        assertThat(explain(ANA, "list", "pods", "-n", "dev", "-o", "mermaid").out()).startsWith("flowchart LR");
        assertThat(explain(ANA, "list", "pods", "-n", "dev", "-o", "dot").out()).startsWith("digraph");
    }

    @Test
    void aPictureOfSomebodyWhoComesNoFurtherThanTheMapSaysWhy() throws IOException {
        String bob = "arn:aws:iam::123456789012:user/bob";
        assertThat(explain(bob, "get", "nodes", "-o", "dot").out())
                .contains("-> \"nobody\" [label=\"no rule of the map\"]");

        Files.delete(folder.resolve("aws-auth.yaml"));

        assertThat(explain(bob, "get", "nodes", "-o", "dot").out())
                .contains("-> \"not known\" [label=\"the map could not be read\"]");
    }

    @Test
    void aPictureOfASessionThatGetsNoNameSaysByWhichRuleAndWhy() throws IOException {
        Files.writeString(folder.resolve("aws-auth.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: aws-auth, namespace: kube-system}
                data:
                  mapRoles: |
                    - {rolearn: "arn:aws:iam::123456789012:role/node", username: "system:node:{{EC2PrivateDNSName}}"}
                """);

        assertThat(explain("arn:aws:sts::123456789012:assumed-role/node/ana", "get", "nodes", "-o", "dot").out())
                .contains("-> \"nobody\" [label=\"aws-auth.yaml mapRoles:6 gives no name: {{EC2PrivateDNSName}}");
    }

    @Test
    void wordsFromOutsideAreQuotedForTheShell() {
        assertThat(explain("arn:aws:iam::123456789012:user/a$(x)", "list", "pods", "-n", "dev").out())
                .contains("'arn:aws:iam::123456789012:user/a$(x)'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            use pods -n dev                | "kind":"Role"        | "resources":["pods"]
            list gizmos.acme.dev -n dev    | "kind":"Role"        | "resources":["gizmos"]
            approve signers.certificates.k8s.io | "kind":"ClusterRole" | "resources":["signers"]
            get --url /a,b                 | "kind":"ClusterRole" | "nonResourceURLs":["/a,b"]
            list --url /a                  | "kind":"ClusterRole" | "nonResourceURLs":["/a"]
            """)
    void whatKubectlCreateRoleRefusesIsAManifest(String words, String kind, String resources) {
        List<String> all = new ArrayList<>(List.of(ANA));
        all.addAll(List.of(words.split(" ", -1)));

        assertThat(explain(all.toArray(String[]::new)).out().replaceAll(" \\\\\n +", " ")).contains(
                "printf %s '{\"apiVersion\":\"rbac.authorization.k8s.io/v1\"", kind, resources,
                "| kubectl create -f -");
    }

    @Test
    void aSubresourceThatIsTypedAsANameIsPointedOut() {
        assertThat(explain(ANA, "create", "pods/exec", "-n", "dev").out())
                .contains("exec is taken for the name of one; --subresource exec asks about the subresource.");
        assertThat(explain(ANA, "get", "pods/web", "-n", "dev").out()).doesNotContain("is taken for the name");
    }

    @Test
    void aNameThatNoTerminalShowsIsBoundAsItIs() throws IOException {
        Path review = Files.writeString(folder.resolve("review.txt"), """
                {"kind": "SubjectAccessReview", "spec": {"user": "eve\\u001b'x", "resourceAttributes": {"verb": "get",
                 "resource": "nodes"}}}
                """);

        assertThat(explain("-f", review.toString()).out()).contains("\"name\":\"eve\\u001B'\\''x\"",
                "kubectl create clusterrole nodes-get --verb=get --resource=nodes").doesNotContain("--user=");
    }

    @Test
    void aReviewThatIsNoTextIsSaidToBeNone() throws IOException {
        Path review = Files.write(folder.resolve("review.bin"), new byte[]{(byte) 0xff, (byte) 0xfe, 0});

        CommandInProcess.Ended ended = explain("-f", review.toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("is not in UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {resourceAttributes: {verb: get}}      | needs verb and resource in its resourceAttributes
            {resourceAttributes: {resource: pods}} | needs verb and resource in its resourceAttributes
            {nonResourceAttributes: {path: /x}}    | needs verb and path in its nonResourceAttributes
            """)
    void aReviewThatAsksHalfAQuestionIsNotAnswered(String spec, String sentence) throws IOException {
        Path review = Files.writeString(folder.resolve("review.txt"),
                "{kind: SelfSubjectAccessReview, spec: " + spec + "}");

        CommandInProcess.Ended ended = explain("--profile", "me", "-f", review.toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains(sentence);
    }

    @Test
    void whoCanHasNoUseForAKubeconfigAmongWhatIsLaidOver() throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("config.txt"),
                "{apiVersion: v1, kind: Config, clusters: []}");

        CommandInProcess.Ended ended = CommandInProcess.command().run("who-can", "list", "pods", "--offline",
                folder.toString(), "--with", kubeconfig.toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("A kubeconfig goes there with explain alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:iam::1:user/a list               | say what is asked about
            bob list pods                         | is no ARN
            arn:aws:s3:::x list pods              | names no principal
            list pods                             | files do not say who you are
            arn:aws:iam::1:user/a list pods --url /x | give a RESOURCE or --url, not both
            arn:aws:iam::1:user/a list pods --as-me  | not both
            arn:aws:iam::1:user/a list pods now      | after the ARN come VERB RESOURCE
            arn:aws:iam::1:user/a get secrets/       | NAME is missing in secrets/
            """)
    void aWrongCallIsSaid(String words, String sentence) {
        CommandInProcess.Ended ended = explain(words.split(" ", -1));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(sentence);
    }

    private CommandInProcess.Ended explain(String... words) {
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(words));
        all.addAll(List.of("--offline", folder.toString()));
        return CommandInProcess.command().run(all.toArray(String[]::new));
    }
}
