package dev.sallyport.kubeconfig;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class MaskedLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                token: abc|    token: ···
            - {name: me, user: {password: hunter2}}|- {name: me, user: {password: ·········
            aws_secret_access_key = a b|aws_secret_access_key = · ·
            apiVersion: client.authentication.k8s.io/v1alpha1|apiVersion: client.authentication.k8s.io/v1alpha1
            - eyJhbGciOiJSUzI1NiIsImtpZCI6|- ····························
            - --cluster-name|- --cluster-name
            region = eu-west-1|region = eu-west-1
            """)
    void whatMayBeASecretIsDots(String line, String shown) {
        assertThat(MaskedLine.of(line)).isEqualTo(shown);
    }
}
