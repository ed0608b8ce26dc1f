package dev.sallyport.cli.access;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.cli.CommandInProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code sallyport explain} where AWS is asked who somebody is, and which role they may have. */
final class ExplainAtIamTest {

    private static final String ANA = "arn:aws:iam::123456789012:user/ana";

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        ExplainedFiles.write(folder);
    }

    /** An AWS to which everybody is ana, who may assume no role, and whose IAM shows whom each role trusts. */
    private static HttpServer aws(String trusted) throws IOException {
        HttpServer aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = form.contains("Action=AssumeRole");
            byte[] body = (refused
                    ? "<R><Error><Code>AccessDenied</Code><Message>No.</Message></Error></R>"
                    : form.contains("Action=GetRole")
                            ? "<R><GetRoleResult><Role><Arn>arn:aws:iam::123456789012:role/dev</Arn>"
                                    + "<AssumeRolePolicyDocument>{%22Statement%22:[{%22Effect%22:%22Allow%22,"
                                    + "%22Action%22:%22sts:AssumeRole%22,%22Principal%22:{%22AWS%22:%22" + trusted
                                    + "%22}}]}</AssumeRolePolicyDocument></Role></GetRoleResult></R>"
                            : "<R><GetCallerIdentityResult><Arn>" + ANA + "</Arn><UserId>AIDA</UserId><Account>"
                                    + "123456789012</Account></GetCallerIdentityResult></R>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 403 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        aws.start();
        return aws;
    }

    private CommandInProcess.Ended explainAt(HttpServer aws, String... words) {
        try {
            List<String> all = new ArrayList<>(List.of("explain"));
            all.addAll(List.of(words));
            all.addAll(List.of("--offline", folder.resolve("rbac.yaml").toString(), "--offline",
                    folder.resolve("aws-auth.yaml").toString()));
            return CommandInProcess.command().with("HOME", folder.toString())
                    .with("AWS_CONFIG_FILE", folder.resolve("config.txt").toString())
                    .with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.getAddress().getPort())
                    .run(all.toArray(String[]::new));
        } finally {
            aws.stop(0);
        }
    }

    private void profiles() throws IOException {
        Files.writeString(folder.resolve("config.txt"), """
                [profile me]
                aws_access_key_id = AKIAME
                aws_secret_access_key = hush
                region = eu-west-1
                [profile dev]
                role_arn = arn:aws:iam::123456789012:role/dev
                source_profile = me
                region = eu-west-1
                """);
    }

    private CommandInProcess.Ended explainAs(String trusted, String... words) throws IOException {
        profiles();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--profile", "dev"));
        return explainAt(aws(trusted), all.toArray(String[]::new));
    }

    @Test
    void keysThatStandInAnothersKubeconfigAreSaidToStandThere() throws IOException {
        ExplainedFiles.kubeconfig(folder,
                "{exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws, args: [eks, get-token,"
                        + " --cluster-name, prod, --region, eu-west-1], env: [{name: AWS_ACCESS_KEY_ID, value: AKIA}, {name:"
                        + " AWS_SECRET_ACCESS_KEY, value: hush}]}}");

        assertThat(explainAt(aws(""), "list", "pods", "-n", "dev", "--with",
                folder.resolve("theirs.kubeconfig").toString()).out()).contains("YES  user/ana may list pods",
                        "theirs.kubeconfig, context prod, signs in with keys that stand in it.");
    }

    @Test
    void aRoleWhoseTrustPolicyDoesNotNameTheCallerStopsAtIamWithTheCommandThatMendsIt() throws IOException {
        CommandInProcess.Ended ended = explainAs("arn:aws:iam::123456789012:user/other", "list", "pods", "-n", "dev");

        assertThat(ended.exitCode()).isOne();
        assertThat(ended.out()).contains("NO   user/ana, as role/dev, may not list pods",
                "The role's trust policy does not name arn:aws:iam::123456789012:user/ana.",
                "(an administrator of account 123456789012):",
                "aws iam update-assume-role-policy --role-name dev --policy-document '{",
                "Also opens: all that role/dev may, in AWS and in the cluster.", "Also lets in: nobody else.")
                .containsPattern("1  identity  arn:aws:iam::123456789012:role/dev +stops here");
        assertThat(ended.out().indexOf("aws iam update-assume-role-policy"))
                .isLessThan(ended.out().indexOf("Then, to let them list pods"));
    }

    @Test
    void aTrustedAccountWhoseUserLacksTheRightToAssumeStopsAtIamWithThatRight() throws IOException {
        CommandInProcess.Ended ended = explainAs("123456789012", "list", "pods", "-o", "json");

        assertThat(ended.exitCode()).isOne();
        assertThat(ended.out()).contains("\"stop\"", "aws iam put-user-policy --user-name ana --policy-name assume-dev",
                "\"opensRole\" : \"arn:aws:iam::123456789012:role/dev\"");
    }

    @Test
    void whatGrantsTheConsoleIsNotSignedByTheProfileOfWhoeverLacksIt() throws IOException {
        profiles();

        assertThat(explainAt(aws(""), "--console", "--profile", "me", "--region", "eu-west-1").out())
                .contains("aws iam put-user-policy --user-name ana", "--region eu-west-1")
                .doesNotContain("--profile");
    }

    @Test
    void aPictureOfARoleThatCannotBeAssumedEndsAtSts() throws IOException {
        assertThat(explainAs("123456789012", "list", "pods", "-o", "dot").out())
                .contains("\"user/ana\" -> \"nobody\" [label=\"STS does not give them role/dev\"]");
    }
}
