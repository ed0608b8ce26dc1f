package dev.sallyport.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class StsReplyTest {

    @Test
    void anIdentityIsReadAsStsSendsIt() {
        assertThat(read(200, """
                {"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012",
                "Arn":"arn:aws:iam::123456789012:user/eks-test","UserId":"AIDAEXAMPLE"},
                "ResponseMetadata":{"RequestId":"0a1b"}}}""")).isEqualTo(
                new StsAnswer.Identified("arn:aws:iam::123456789012:user/eks-test", "123456789012", "AIDAEXAMPLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "[]", "null", "\"x\"",
        "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{\"Arn\":\"a\",\"Account\":\"1\"}}}",
        "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{\"Arn\":1,\"Account\":\"1\",\"UserId\":\"u\"}}}",
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>a</Arn></GetCallerIdentityResult>"
                + "</GetCallerIdentityResponse>"})
    void whateverElseComesWith200IsNonsense(String body) {
        assertThat(read(200, body)).isInstanceOf(StsAnswer.Nonsense.class);
    }

    @Test
    void anEndlessAnswerIsNonsense() {
        assertThat(StsReply.read(200, new byte[StsReply.MOST_BYTES + 1])).isInstanceOf(StsAnswer.Nonsense.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204})
    void anotherSuccessIsNonsense(int status) {
        assertThat(read(status, "")).isInstanceOf(StsAnswer.Nonsense.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void aRedirectIsNeverMoreThanARedirect(int status) {
        assertThat(read(status, "Throttling")).isEqualTo(new StsAnswer.Redirected(status));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 | {\"Error\":{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"m\",\"Type\":\"Sender\"},\"RequestId\":\"r\"} "
                + "| SignatureDoesNotMatch",
        "403 | <ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code></Error></ErrorResponse> | ExpiredToken",
        "400 | {\"Error\":{\"Code\":\"evil\\u001b[31m\"}} | ''", "403 | <Code>a b</Code> | ''", "403 | <Code>x | ''",
        "404 | not found | ''", "403 | '' | ''", "403 | {\"Error\":\"x\"} | ''", "403 | {\"Error\":{\"Code\":7}} | ''",
        "403 | {\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"user/Throttling\"}} | AccessDenied"})
    void aRefusalBearsAwssCodeAndNothingElse(int status, String body, String code) {
        assertThat(read(status, body)).isEqualTo(new StsAnswer.Refused(status, code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | {\"Error\":{\"Code\":\"Throttling\",\"Message\":\"Rate exceeded\",\"Type\":\"Sender\"},\"RequestId\":\"r\"}",
        "400 | <Error><Code>ThrottlingException</Code></Error>", "503 | Throttling", "429 | ''",
        "403 | Throttling: Rate exceeded"})
    void throttlingIsToldApart(int status, String body) {
        assertThat(read(status, body)).isEqualTo(new StsAnswer.Throttled());
    }

    @ParameterizedTest
    @CsvSource({"500, InternalFailure", "502, ''", "503, ServiceUnavailable", "407, ''"})
    void aFailureOnTheWayIsNoRefusal(int status, String body) {
        assertThat(read(status, body)).isInstanceOf(StsAnswer.Unreachable.class);
    }

    private static StsAnswer read(int status, String body) {
        return StsReply.read(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
