package dev.sallyport.access.doctor;

import dev.sallyport.identity.CanonicalArn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class AuthenticatorLogTest {

    private static final CanonicalArn DEV = new CanonicalArn("arn:aws:iam::123456789012:role/dev");

    @ParameterizedTest
    @ValueSource(strings = {
        "time=\"2026-01-02T03:04:05Z\" level=warning msg=\"access denied\" arn=\"arn:aws:iam::123456789012:role/dev\""
                + " client=\"127.0.0.1:1\" error=\"ARN is not mapped\" method=POST path=/authenticate",
        "2026-01-02T03:04:05.000000+00:00 authenticator-0 time=\"2026-01-02T03:04:05Z\" level=warning"
                + " msg=\"access denied\" arn=\"arn:aws:sts::123456789012:assumed-role/dev/me\""
                + " error=\"ARN is not mapped\"",
        "{\"events\":[{\"message\":\"time=\\\"2026\\\" level=warning msg=\\\"access denied\\\""
                + " arn=\\\"arn:aws:iam::123456789012:role/Dev\\\" error=\\\"ARN is not mapped\\\"\"}]}"})
    void aRefusalIsReadInEachFormThatCloudWatchGives(String line) {
        AuthenticatorLog.Entry entry = AuthenticatorLog.read("a.log", line).newest(DEV).orElseThrow();

        assertThat(entry.granted()).isFalse();
        assertThat(entry.detail()).isEqualTo("ARN is not mapped");
        assertThat(entry.place()).isEqualTo("a.log:1");
    }

    @Test
    void theNewestLineCounts() {
        String denied = "msg=\"access denied\" arn=\"arn:aws:iam::123456789012:role/dev\" error=\"ARN is not mapped\"\n";
        String granted = "msg=\"access granted\" arn=\"arn:aws:iam::123456789012:role/dev\" username=dev\n";

        assertThat(AuthenticatorLog.read("a.log", denied + granted).newest(DEV).orElseThrow().granted()).isTrue();
    }

    @Test
    void otherLinesArePassedOver() {
        assertThat(AuthenticatorLog.read("a.log", "level=info msg=\"listening\" arn=x\n\0\u001b[31m\n").size())
                .isZero();
    }
}
