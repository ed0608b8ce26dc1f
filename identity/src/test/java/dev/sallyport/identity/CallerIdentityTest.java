package dev.sallyport.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallerIdentityTest {

    private static final String ACCOUNT = "123456789012";

    @Test
    void theUserIdOfASessionIsThePartBeforeTheColon() {
        Arn arn = Arn.parse("arn:aws:sts::123456789012:assumed-role/testrole/ci");

        CallerIdentity identity = CallerIdentity.of(arn, ACCOUNT, "AROAEXAMPLE:ci", "ASIAEXAMPLE");

        assertThat(identity).isEqualTo(new CallerIdentity(arn,
                new CanonicalArn("arn:aws:iam::123456789012:role/testrole"), ACCOUNT, "AROAEXAMPLE", "ci",
                "ASIAEXAMPLE"));
    }

    @ParameterizedTest
    @CsvSource({"user/ana, AIDAEXAMPLE", "root, 123456789012"})
    void theUserIdOfOthersIsWhole(String resource, String userId) {
        Arn arn = Arn.parse("arn:aws:iam::123456789012:" + resource);

        CallerIdentity identity = CallerIdentity.of(arn, ACCOUNT, userId, "AKIAEXAMPLE");

        assertThat(identity.userId()).isEqualTo(userId);
        assertThat(identity.sessionName()).isEmpty();
    }

    @Test
    void theUserIdOfAFederatedUserIsWholeThoughItHasAColon() {
        Arn arn = Arn.parse("arn:aws:sts::123456789012:federated-user/bob");

        CallerIdentity identity = CallerIdentity.of(arn, ACCOUNT, "123456789012:bob", "ASIAEXAMPLE");

        assertThat(identity.userId()).isEqualTo("123456789012:bob");
        assertThat(identity.sessionName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AROAEXAMPLE", "AROAEXAMPLE:a:b", ""})
    void aSessionsUserIdHasExactlyOneColon(String userId) {
        Arn arn = Arn.parse("arn:aws:sts::123456789012:assumed-role/testrole/ci");

        assertThatThrownBy(() -> CallerIdentity.of(arn, ACCOUNT, userId, "ASIAEXAMPLE"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ID:SESSION");
    }
}
