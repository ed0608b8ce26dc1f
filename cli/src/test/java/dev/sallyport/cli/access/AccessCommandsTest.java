package dev.sallyport.cli.access;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The auditor's commands over one small dump. */
class AccessCommandsTest {

    private static final String DUMP = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: aws-auth, namespace: kube-system}
            data:
              mapRoles: |
                - {rolearn: "arn:aws:iam::123456789012:role/dev", username: "dev:{{SessionName}}", groups: [devs]}
                - {rolearn: "arn:aws:iam::123456789012:role/node", username: "system:node:{{EC2PrivateDNSName}}", groups: ["system:nodes"]}
              mapUsers: |
                - {userarn: "arn:aws:iam::123456789012:user/ana", username: "=ana", groups: [devs]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: keeper}
            rules:
            - {apiGroups: [""], resources: [secrets], verbs: [get, delete]}
            - {nonResourceURLs: [/metrics], verbs: [get]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: eve, namespace: prod}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: keeper}
            subjects:
            - {apiGroup: rbac.authorization.k8s.io, kind: User, name: "dev:eve"}
            - {kind: ServiceAccount, name: vault, namespace: prod}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: devs}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: keeper}
            subjects:
            - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: devs}
            """;

    private static Ended run(String... typed) {
        return CommandInProcess.command().reading(DUMP).run(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"who-can get pods", "access matrix", "access findings", "access lookup user:ana"})
    void anAnswerOverNothingIsNone(String typed) {
        Ended ended = CommandInProcess.command().reading("")
                .run((typed + " --offline -").split(" ", -1));

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("nothing to answer from", "aws-auth: not seen, it is not in these files");
    }

    @Test
    void aPathIsAskedAboutByUrl() {
        assertThat(run("who-can", "get", "--url", "/metrics", "--offline", "-").out())
                .contains("role/dev").contains("ClusterRoleBinding devs -> ClusterRole keeper, rule 2: /metrics [get]");
    }

    @Test
    void anIamThatWasAskedForAndCannotBeReachedMakesNoFullAnswer() {
        Ended ended = CommandInProcess.command().reading(DUMP).with("AWS_ACCESS_KEY_ID", "AKIA")
                .with("AWS_SECRET_ACCESS_KEY", "hush").with("AWS_REGION", "eu-west-1")
                .with("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
                .run("who-can", "get", "secrets", "--iam", "--offline", "-");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).contains("role/dev", "IAM did not answer all: ");
    }

    @Test
    void aNameWithALineBreakBeginsNoLineOfWhoCan() {
        String forging = DUMP.replace("name: devs}", "name: \"devs\\nFORGED\"}");

        assertThat(CommandInProcess.command().reading(forging).run("who-can", "get", "secrets", "--offline", "-").out())
                .contains("group devs\\nFORGED   no rule of the map leads there",
                        "ClusterRoleBinding devs\\nFORGED -> ")
                .doesNotContainPattern("(?m)^ *FORGED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::123456789012:role/team/dev", "arn:aws:sts::123456789012:assumed-role/dev/x",
        " arn:aws:iam::123456789012:role/dev"})
    void aLineThatMatchesNobodyLetsNobodyDoAnything(String arn) {
        String vain = DUMP.replace("arn:aws:iam::123456789012:role/dev", arn);

        for (String typed : List.of("who-can get secrets", "access matrix", "access report")) {
            Ended ended = CommandInProcess.command().reading(vain).run((typed + " --offline -").split(" ", -1));

            assertThat(ended.out()).contains("A line of the map lets nobody in, for nobody signs in with such an ARN:"
                    + " aws-auth mapRoles:1. See sallyport mapping lint.").doesNotContain("/dev");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARN:AWS:IAM::123456789012:ROLE/DEV", "arn:aws:iam::123456789012:user/team/dev",
        "arn:aws-cn:iam::123456789012:role/dev", "arn:aws:sts::123456789012:federated-user/dev"})
    void aLineThatMatchesSomebodyCounts(String arn) {
        assertThat(CommandInProcess.command().reading(DUMP.replace("arn:aws:iam::123456789012:role/dev", arn))
                .run("who-can", "get", "secrets", "--offline", "-").out())
                .contains("    " + arn + "   aws-auth mapRoles:1")
                .doesNotContain("lets nobody in");
    }

    @Test
    void nobodyIsLookedUpByAnEmptyName() {
        assertThat(run("access", "lookup", "", "--offline", "-").exitCode()).isEqualTo(2);
    }

    @Test
    void whoCanAsDataNamesTheRuleOfTheMap() {
        Ended ended = run("who-can", "delete", "secrets", "-n", "prod", "--offline", "-", "-o", "json");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("\"place\" : \"aws-auth mapRoles:1\"").contains("\"inSteps\"");
    }

    @Test
    void withoutANamespaceItIsSaidInWhichMoreCan() {
        assertThat(run("who-can", "delete", "secrets", "--offline", "-").out())
                .contains("In single namespaces more can (-n says who): prod 1.");
    }

    @Test
    void aSessionsArnIsLookedUpByTheNameOfItsSession() {
        Ended eve = run("access", "lookup", "arn:aws:sts::123456789012:assumed-role/dev/eve", "--offline", "-");

        assertThat(eve.exitCode()).isZero();
        assertThat(eve.out()).contains("RoleBinding prod/eve -> ClusterRole keeper   (user dev:eve)")
                .contains("ClusterRoleBinding devs -> ClusterRole keeper   (group devs)");
    }

    @Test
    void aGroupIsLookedUpWithWhoComesInAsIt() {
        assertThat(run("access", "lookup", "group:devs", "--offline", "-").out())
                .contains("arn:aws:iam::123456789012:role/dev comes in as this, by aws-auth mapRoles:1");
    }

    @Test
    void whomNobodyKnowsIsNotFound() {
        Ended nobody = run("access", "lookup", "arn:aws:iam::123456789012:role/gone", "--offline", "-");

        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.out()).startsWith("No rule of the map lets arn:aws:iam::123456789012:role/gone in.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:typo", "group:typo", "typo", "user:system:serviceaccount:", "group:dev:eve"})
    void aNameThatNothingKnowsIsNotFound(String subject) {
        Ended nobody = run("access", "lookup", subject, "--offline", "-");

        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.out()).startsWith("No binding and no rule of the map knows " + subject + ".\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sa:prod/vault", "system:serviceaccount:prod:vault",
        "user:system:serviceaccount:prod:vault"})
    void aServiceAccountIsFoundByEachOfItsNames(String subject) {
        assertThat(run("access", "lookup", subject, "--offline", "-").out())
                .contains("RoleBinding prod/eve -> ClusterRole keeper   (service account prod/vault)");
    }

    @Test
    void aSessionThatANodesRuleGivesNoNameIsNobody() {
        Ended ana = run("access", "lookup", "arn:aws:sts::123456789012:assumed-role/node/ana", "--offline", "-");
        Ended instance = run("access", "lookup", "arn:aws:sts::123456789012:assumed-role/node/i-0123456789abcdef0",
                "--offline", "-");

        assertThat(ana.exitCode()).isEqualTo(1);
        assertThat(ana.out()).startsWith("aws-auth mapRoles:2 gives arn:aws:sts::123456789012:assumed-role/node/ana no"
                + " name: {{EC2PrivateDNSName}} needs a session that is named after an instance, as"
                + " i-0123456789abcdef0; this one is named \"ana\".\n");
        assertThat(instance.exitCode()).isZero();
        assertThat(instance.out()).contains("groups [system:nodes]");
    }

    @Test
    void theMatrixHasARowForEachNameThatABindingKnows() {
        assertThat(run("access", "matrix", "-n", "prod", "--resources", "secrets,pods/exec", "--service-accounts", "-o",
                "csv", "--offline", "-").out())
                .isEqualTo("""
                        who,secrets,pods/exec
                        arn:aws:iam::123456789012:role/dev,get delete,
                        arn:aws:iam::123456789012:role/dev with a session named eve,get delete,
                        arn:aws:iam::123456789012:role/node,,
                        arn:aws:iam::123456789012:user/ana,get delete,
                        service account prod/vault,get delete,
                        """);
    }

    @Test
    void aCellThatASpreadsheetWouldRunIsDefused() {
        assertThat(CsvText.line(List.of("=1+1", "a,b", "say \"hi\""))).isEqualTo(
                "'=1+1,\"a,b\",\"say \"\"hi\"\"\"");
    }

    @Test
    void aDifferenceEndsWithOneAndNoneWithZero(@TempDir Path folder) throws IOException {
        Path before = Files.writeString(folder.resolve("a.yaml"), DUMP);
        Path after = Files.writeString(folder.resolve("b.yaml"), DUMP.replace("[get, delete]", "[get, list]"));

        Ended same = run("access", "diff", before.toString(), before.toString());
        Ended other = run("access", "diff", before.toString(), after.toString());

        assertThat(same.exitCode()).isZero();
        assertThat(same.out()).startsWith("Nobody gained or lost anything.\n");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.out()).contains("""
                arn:aws:iam::123456789012:role/dev
                    + secrets [list]
                    - secrets [delete]
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "who-can get                                 | say what is asked about",
        "who-can get pods --url /x                   | give a RESOURCE or --url, not both",
        "who-can get --url x                         | a path begins with a slash",
        "who-can get --url /x -n prod                | a path has neither a namespace nor a subresource",
        "who-can get /x                              | RESOURCE is missing",
        "who-can get pods --steps 0                  | --steps is a number from 1 to 5",
        "access lookup sa:prod                       | sa:prod names nobody; write user:NAME",
        "access lookup arn:aws:s3:::bucket           | names no principal",
        "access lookup user:                         | user: names nobody; write user:NAME",
        "access matrix --resources ,                 | --resources takes names",
        "access matrix -o xml                        | expected json, yaml or csv",
        "access diff - -                             | standard input can be A or B, not both",
        "access findings --fail-on maybe             | expected error, warning or never",
        "access                                      | a command is missing"})
    void aWrongCallSaysWhatIsWrong(String typed, String sentence) {
        String[] words = (typed.startsWith("access diff") || typed.equals("access")
                ? typed
                : typed + " --offline -").split(" ", -1);

        Ended ended = run(words);

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(sentence);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Ended ended = run("access", "diff", "/no/such/file", "-");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("/no/such/file");
    }
}
