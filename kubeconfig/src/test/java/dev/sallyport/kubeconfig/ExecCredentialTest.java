package dev.sallyport.kubeconfig;

import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.MintedToken;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ExecCredentialTest {

    private static final Instant END = Instant.parse("2026-07-01T12:14:00.987Z");

    @ParameterizedTest
    @EnumSource(ExecApiVersion.class)
    void theVersionThatKubectlAsksForIsTheVersionOfTheAnswer(ExecApiVersion version) {
        ExecRequest request = ExecRequest.read("{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + version.text()
                + "\",\"spec\":{\"interactive\":true,\"cluster\":{\"server\":\"https://10.0.0.1\",\"config\":null}}}");

        assertThat(request).isEqualTo(new ExecRequest.Answerable(version, true));
    }

    @Test
    void whereNobodyAsksTheAnswerIsV1beta1() {
        assertThat(ExecRequest.from(Map.of())).isEqualTo(new ExecRequest.Answerable(ExecApiVersion.V1BETA1, false));
        assertThat(ExecRequest.read("")).isEqualTo(new ExecRequest.Answerable(ExecApiVersion.V1BETA1, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"apiVersion\": 1}", "{\"kind\":\"ExecCredential\"}", "v1",
        "{\"apiVersion\":\"client.authentication.k8s.io/v1\"} x", "{\"spec\": tru, \"apiVersion\":\"a\"}"})
    void aQuestionThatIsNoneSaysWhatToDo(String value) {
        assertThat(ExecRequest.read(value)).isInstanceOfSatisfying(ExecRequest.Malformed.class,
                malformed -> assertThat(malformed.message()).startsWith("KUBERNETES_EXEC_INFO is ")
                        .contains("ExecCredential").contains("unset it"));
    }

    @Test
    void anUnknownVersionIsNamedWithTheKnownOnes() {
        ExecRequest request = ExecRequest.read("{\"apiVersion\":\"client.authentication.k8s.io/v9\"}");

        assertThat(request).isInstanceOfSatisfying(ExecRequest.Malformed.class,
                malformed -> assertThat(malformed.message()).contains("\"client.authentication.k8s.io/v9\"")
                        .contains("client.authentication.k8s.io/v1beta1").contains("kubeconfig"));
    }

    @Test
    void aDeeplyNestedQuestionIsRefusedWithoutOverflowingTheStack() {
        ExecRequest request = ExecRequest.read("{\"a\":" + "[".repeat(100_000));

        assertThat(request).isInstanceOf(ExecRequest.Malformed.class);
    }

    @Property(tries = 500)
    void noValueOfTheVariableThrows(@ForAll String value) {
        assertThat(ExecRequest.read(value)).isNotNull();
        assertThat(ExecRequest.read("{\"apiVersion\":\"" + value)).isNotNull();
    }

    @Test
    void theAnswerIsWhatAwsWrites() {
        ExecCredential credential = ExecCredential.of(ExecApiVersion.V1BETA1,
                new MintedToken(ClusterToken.of("k8s-aws-v1.abc"), END));

        assertThat(credential.reveal()).isEqualTo(
                "{\"kind\": \"ExecCredential\", \"apiVersion\": \"client.authentication.k8s.io/v1beta1\", \"spec\": {}, "
                        + "\"status\": {\"expirationTimestamp\": \"2026-07-01T12:14:00Z\", \"token\": \"k8s-aws-v1.abc\"}}");
    }

    @Test
    void theTokenDoesNotShowInText() {
        ExecCredential credential = new ExecCredential(ExecApiVersion.V1, ClusterToken.of("k8s-aws-v1.secret"), END);

        assertThat(credential.toString()).doesNotContain("secret");
    }

    @Test
    void whatWouldBreakTheAnswerIsEscaped() {
        ExecCredential credential = new ExecCredential(ExecApiVersion.V1, ClusterToken.of("a\"b\\c\nd"), END);

        assertThat(credential.reveal()).endsWith("\"token\": \"a\\\"b\\\\c\\u000ad\"}}");
    }
}
