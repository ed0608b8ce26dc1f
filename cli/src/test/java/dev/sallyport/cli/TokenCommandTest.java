package dev.sallyport.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Token and verify together: what one makes, the other takes apart. */
class TokenCommandTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta1", "v1alpha1"})
    void theAnswerIsInTheVersionThatKubectlAsksFor(String version) {
        CommandInProcess.Ended ended = shell().with("KUBERNETES_EXEC_INFO",
                "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/" + version + "\"}")
                .run("token", "--cluster-name", "demo");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("\"apiVersion\": \"client.authentication.k8s.io/" + version + "\"");
    }

    @Test
    void withoutAQuestionTheAnswerIsV1beta1AndTokenOnlyIsBare() {
        assertThat(shell().run("token", "-i", "demo").out()).contains("client.authentication.k8s.io/v1beta1");
        assertThat(token()).startsWith("k8s-aws-v1.").doesNotContain("\n");
    }

    @Test
    void aVersionNobodyKnowsIsRefused() {
        CommandInProcess.Ended ended = shell().with("KUBERNETES_EXEC_INFO", "{\"apiVersion\":\"v9\"}").run("token",
                "-i", "demo");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("v9", "client.authentication.k8s.io/v1");
    }

    @Test
    void wrongOptionsAreWrongUsage() {
        assertThat(shell().run("token").exitCode()).isEqualTo(2);
        assertThat(shell().run("token", "-i", "").exitCode()).isEqualTo(2);
        assertThat(shell().run("token", "-i", "a\nb").exitCode()).isEqualTo(2);
        assertThat(shell().reading(token()).run("verify", "--cluster-name", "a\nb").exitCode()).isEqualTo(2);
        assertThat(shell().run("token", "-i", "a", "--cluster-name", "b").exitCode()).isEqualTo(2);
        assertThat(shell().run("token", "-i", "demo", "--external-id", "x").err())
                .contains("--external-id goes with --role-arn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--region mars_north", "--role-arn arn:aws:iam::123456789012:user/ana",
        "--role-arn arn:aws:iam::123456789012:role/dev --session-name a/b"})
    void aValueThatCanBeNoneIsWrongUsageOfPlainArgumentsAndOfOthers(String options) {
        String[] arguments = ("token -i demo " + options).split(" ", -1);
        CommandInProcess.Ended ended = shell().run(arguments);

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(arguments[arguments.length - 1]);
        assertThat(TokenArguments.read(arguments)).isPresent();
    }

    @Test
    void aRegionOfTheEnvironmentThatCanBeNoneIsNoWrongUsage() {
        assertThat(shell().with("AWS_REGION", "mars_north").run("token", "-i", "demo").exitCode()).isEqualTo(4);
    }

    @Test
    void aTokenIsTakenApartBareOrAsAnExecCredential() {
        for (String input : new String[]{token(), shell().run("token", "-i", "demo").out()}) {
            CommandInProcess.Ended ended = shell().reading(input).run("verify");

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).startsWith("YES").contains("AKIAIOSFODNN7EXAMPLE (long-lived)",
                    "sts.ap-northeast-2.amazonaws.com", "present, not shown");
            assertThat(ended.out() + ended.err()).doesNotContain("Signature=", SECRET)
                    .doesNotContainPattern("[0-9a-f]{64}");
        }
    }

    @Test
    void aFailedCheckStandsUnderItsReasonAndOthersUnderWhatTheyLookAt() {
        CommandInProcess.Ended ended = shell().reading("k8s-aws-v1.aHR0cDovL2V4YW1wbGUuY29tLw").run("verify");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).startsWith("NO").containsPattern("prefix +begins with")
                .containsPattern("not-https .*stops here").containsPattern("host +not reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "k8s-aws-v1.!", "k8s-aws-v1.Zm9v", "k8s-aws-v2.Zm9v"})
    void whatIsNoTokenIsRefusedWithoutRepeatingIt(String input) {
        CommandInProcess.Ended ended = shell().reading(input).run("verify", "-o", "json");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("\"accepted\" : false", "\"outcome\" : \"failed\"").doesNotContain(input);
    }

    @Test
    void anInputWithoutATokenSaysWhatWasExpected() {
        assertThat(shell().run("verify").err()).contains("standard input holds no token");
        assertThat(shell().reading("{\"status\":{}}").run("verify").err()).contains("JSON without status.token");
        assertThat(shell().reading("{\"status\":").run("verify").err()).contains("cannot be read as such (line 1");
        assertThat(shell().reading("x".repeat((1 << 20) + 1)).run("verify").exitCode()).isEqualTo(4);
        assertThat(shell().reading("x").run("verify", "--ask").err()).contains("--ask needs --cluster-name");
    }

    private static String token() {
        return shell().run("token", "--cluster-name", "demo", "--token-only").out().strip();
    }

    private static CommandInProcess shell() {
        return CommandInProcess.command().with("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
                .with("AWS_SECRET_ACCESS_KEY", SECRET).with("AWS_REGION", "ap-northeast-2")
                .with("AWS_CONFIG_FILE", "/nowhere/config").with("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/keys");
    }
}
