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
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code sallyport access minimize}, as people type it. */
class AccessMinimizeCommandTest {

    private static final String LOG = String.join("\n",
            event("ana", "list", "/api/v1/namespaces/prod/pods", "\"resource\":\"pods\",\"namespace\":\"prod\"", 200),
            event("ana", "get", "/api/v1/namespaces/prod/secrets/db",
                    "\"resource\":\"secrets\",\"namespace\":\"prod\",\"name\":\"db\"", 403),
            event("devs", "list", "/api/v1/nodes", "\"resource\":\"nodes\"", 200));

    private static final String TODAY = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: keeper}
            rules:
            - {apiGroups: [""], resources: [pods], verbs: [list, delete]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: keepers, namespace: prod}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: keeper}
            subjects:
            - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: devs}
            """;

    private static String event(String user, String verb, String uri, String object, int code) {
        return """
                {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"%s%s","stage":"ResponseComplete","verb":"%s",\
                "user":{"username":"%s","groups":["devs"],"extra":{"arn":["arn:aws:iam::123456789012:user/%s"]}},\
                "requestURI":"%s","objectRef":{%s},"responseStatus":{"code":%d},\
                "stageTimestamp":"2026-11-25T10:00:00Z"}""".formatted(user, uri, verb, user, user, uri, object, code);
    }

    private static Ended run(String log, String... typed) {
        List<String> words = new ArrayList<>(List.of("access", "minimize"));
        words.addAll(List.of(typed));
        return CommandInProcess.command().reading(log).run(words.toArray(String[]::new));
    }

    @Test
    void whatKubectlGetsIsYamlWithTheFactsAsComments() {
        Ended ended = run(LOG, "user:ana", "--audit", "-");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).isEqualTo("""
                # Least rights of user ana, from standard input
                # 2 requests among 3 events from 2026-11-25T10:00:00Z to 2026-11-25T10:00:00Z; the authorizer was
                # asked 2 distinct questions.
                # Checked: 1 of them put once more to the 1 role below, and none is denied.
                # Refused, and not given (--with-denied):
                #   get secrets db in namespace prod
                # A log has what its audit policy lets in. EKS's leaves out, among others, requests for events and
                # for /healthz, /version and /swagger: what was done there is missing in these roles, and looks
                # unused.
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata:
                  name: least-user-ana
                  namespace: prod
                rules:
                - apiGroups: [""]
                  resources: [pods]
                  verbs: [list]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata:
                  name: least-user-ana
                  namespace: prod
                roleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: Role
                  name: least-user-ana
                subjects:
                - apiGroup: rbac.authorization.k8s.io
                  kind: User
                  name: ana
                """);
    }

    @Test
    void aResourceForAnyNameThatNobodyAskedForIsSaidToChangeNothing() {
        Ended ended = run(LOG, "user:ana", "--audit", "-", "--any-name", "pods,pod,secrets");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEqualTo("""
                --any-name pod: no request that the roles allow is about it, so it changes nothing.
                --any-name secrets: no request that the roles allow is about it, so it changes nothing.
                """);
    }

    @Test
    void whomTheBindingsAreToNameIsLookedAtBeforeTheLogIsRead() {
        Ended ended = run("no log", "user:ana", "--audit", "-", "--to", "bogus");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("bogus names nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "user:ana", "arn:aws:iam::123456789012:user/ana"})
    void somebodyIsFoundByEachOfTheirNames(String subject) {
        assertThat(run(LOG, subject, "--audit", "-").out()).contains("resources: [pods]").contains("  name: ana\n")
                .doesNotContain("nodes");
    }

    @Test
    void aNameThatIsAUsersAndAGroupsIsAskedBack() {
        Ended ended = run(LOG, "devs", "--audit", "-");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("write user:devs or group:devs.");
    }

    @Test
    void theBindingsNameWhomeverTheyAreFor() {
        assertThat(run(LOG, "group:devs", "--audit", "-", "--to", "sa:prod/vault", "--name", "mine").out())
                .contains("- kind: ServiceAccount\n  name: vault\n  namespace: prod\n").contains("  name: mine\n");
    }

    @Test
    void withASourceItSaysWhatOfTodaysRightsWasNotSeen(@TempDir Path folder) throws IOException {
        Path today = Files.writeString(folder.resolve("today.yaml"), TODAY);

        assertThat(run(LOG, "user:ana", "--audit", "-", "--offline", today.toString()).out()).contains("""
                 that this log has not seen used:
                #   RoleBinding prod/keepers -> ClusterRole keeper   (group devs)
                #     pods [delete]
                """);
    }

    @ParameterizedTest
    @CsvSource({"json,\"notGiven\" : {", "yaml,notGiven:"})
    void theReportAsDataHasItAll(String format, String part) {
        Ended ended = run(LOG, "user:ana", "--audit", "-", "-o", format);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains(part).contains("least-user-ana").contains("secrets")
                .contains("EKS's leaves out");
    }

    @Test
    void whoIsNotInTheLogIsSaidNotToBe() {
        Ended ended = run(LOG, "user:eve", "--audit", "-");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("no request of user:eve is in this log.\nThere are requests of ana, devs.");
    }

    @Test
    void aLogWithoutArnsIsSaidToHaveNone() {
        String arn = "arn:aws:iam::123456789012:user/eve";

        assertThat(run(LOG.replace("\"arn\"", "\"none\""), arn, "--audit", "-").err())
                .contains("It names nobody by an ARN (extra.arn)");
        assertThat(run(LOG, arn, "--audit", "-").err()).contains("There are requests of")
                .doesNotContain("nobody by an ARN");
    }

    @Test
    void whatCannotBeReadIsNamedAndCounted() {
        Ended ended = run(LOG + "\n{\"kind\": \"Ev\n" + "x\n".repeat(9), "user:ana", "--audit", "-");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).contains("standard input, line 4: ").contains("another 5 could not be read");
        assertThat(ended.out()).contains("# 10 places in the log could not be read; what stood there is not in this.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "hello\n", "apiVersion: v1\nkind: Pod\n", "[1, 2]"})
    void whatIsNoAuditLogIsSaidToBeNone(String text) {
        Ended ended = run(text, "user:ana", "--audit", "-");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("standard input holds no audit event (audit.k8s.io/v1).");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Ended ended = run("", "user:ana", "--audit", "no-such.log");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("there is no file no-such.log.");
    }

    @ParameterizedTest
    @CsvSource({
        "user:ana,'',Missing required option",
        "user:,--audit -,names nobody",
        "'',--audit -,names nobody",
        "sa:vault,--audit -,names nobody",
        "arn:aws:s3:::bucket,--audit -,arn:aws:s3:::bucket",
        "user:ana,--audit - --audit -,standard input can be read once",
        "user:ana,--audit - --offline -,standard input can be read once",
        "user:ana,--audit - --with x.yaml,--with lays objects over a cluster",
        "user:ana,--audit - --name a/b,is no name for a role",
        "user:ana,--audit - --to ana,names nobody",
        "user:ana,--audit - --verbs-together all,expected read or write",
        "user:ana,--audit - --anyname x,--any-name"})
    void wrongUsageIsSaid(String subject, String options, String words) {
        List<String> typed = new ArrayList<>(List.of(subject));
        typed.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ", -1)));

        Ended ended = run(LOG, typed.toArray(String[]::new));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).containsIgnoringCase(words);
    }

    @Test
    void whatWasAskedForBeyondTheLeastIsSaid() {
        assertThat(run(LOG, "user:ana", "--audit", "-", "--any-namespace", "--verbs-together", "read").out())
                .startsWith("""
                        # Rights of user ana, from standard input
                        # More than the least, as was asked: --any-namespace --verbs-together read
                        """)
                .contains("kind: ClusterRole\n").contains("verbs: [get, list, watch]");
    }

    @Test
    void aSourceWithoutRolesIsNoProofThatTheyHaveNone(@TempDir Path folder) throws IOException {
        Path today = Files.writeString(folder.resolve("map.yaml"), "mapRoles: []\n");

        assertThat(run(LOG, "user:ana", "--audit", "-", "--offline", today.toString()).out().replace("\n# ", " "))
                .contains("as far as it could be seen: no binding speaks of them.").contains("roles: not seen");
    }

    @Test
    void aNameWithALineBreakStaysInItsComment() {
        String hostile = LOG.replace("\"name\":\"db\"", "\"name\":\"db\\n---\\nkind: ClusterRoleBinding\"");

        assertThat(run(hostile, "user:ana", "--audit", "-").out())
                .contains("#   get secrets db\\n---\\nkind: ClusterRoleBinding in namespace prod\n");
    }
}
