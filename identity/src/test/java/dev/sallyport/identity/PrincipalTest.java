package dev.sallyport.identity;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** ARNs, the principals that they name, and their canonical form. */
class PrincipalTest {

    @Test
    void aUserHasAPathAndAName() {
        Arn plain = Arn.parse("arn:aws:iam::123456789012:user/eks-test");
        Arn withPath = Arn.parse("arn:aws:iam::123456789012:user/team/dev/ana");

        assertThat(Principal.of(plain)).isEqualTo(new Principal.User(plain, "/", "eks-test"));
        assertThat(Principal.of(withPath)).isEqualTo(new Principal.User(withPath, "/team/dev/", "ana"));
    }

    @Test
    void aRoleHasAPathAndAName() {
        Arn sso = Arn.parse("arn:aws-cn:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1");

        assertThat(Principal.of(sso)).isEqualTo(
                new Principal.Role(sso, "/aws-reserved/sso.amazonaws.com/", "AWSReservedSSO_Admin_1"));
    }

    @Test
    void aSessionHasItsRoleAndItsName() {
        Arn arn = Arn.parse("arn:aws:sts::123456789012:assumed-role/testrole/ana@example.com");

        assertThat(Principal.of(arn)).isEqualTo(
                new Principal.AssumedRoleSession(arn, "testrole", "ana@example.com"));
    }

    @Test
    void aFederatedUserAndARootAreTheirOwnKinds() {
        Arn federated = Arn.parse("arn:aws:sts::123456789012:federated-user/bob");
        Arn root = Arn.parse("arn:aws-us-gov:iam::123456789012:root");

        assertThat(Principal.of(federated)).isEqualTo(new Principal.FederatedUser(federated, "bob"));
        assertThat(Principal.of(root)).isEqualTo(new Principal.Root(root));
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:iam::1:group/admins, a user", "arn:aws:iam::1:user/, nobody", "arn:aws:iam::1:user, nobody",
        "arn:aws:iam::1:role/team/, nobody", "arn:aws:iam::1:root/x, root stands alone",
        "arn:aws:iam::1:assumed-role/a/b, a user", "arn:aws:sts::1:assumed-role/a, assumed-role/ROLE/SESSION",
        "arn:aws:sts::1:assumed-role/a/, assumed-role/ROLE/SESSION",
        "arn:aws:sts::1:assumed-role//b, assumed-role/ROLE/SESSION", "arn:aws:sts::1:role/a, assumed-role",
        "arn:aws:sts::1:federated-user/, nobody", "arn:aws:eks:eu-west-1:1:cluster/demo, iam or sts",
        "arn:aws-uk:iam::1:role/a, no partition \"aws-uk\"", "arn:aws:iam::1:ROLE/a, a user"})
    void whatNamesNoPrincipalIsRefusedWithTheReason(String arn, String why) {
        assertThatThrownBy(() -> Principal.of(Arn.parse(arn))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(arn).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sts::123456789012:assumed-role/testrole/ci, arn:aws:iam::123456789012:role/testrole",
        "arn:aws-cn:sts::123456789012:assumed-role/testrole/ci, arn:aws-cn:iam::123456789012:role/testrole",
        "arn:aws:sts::123456789012:assumed-role/by/hand/ci, arn:aws:iam::123456789012:role/by/hand",
        "arn:aws:sts::123456789012:assumed-role/TestRole/Ci, arn:aws:iam::123456789012:role/TestRole",
        "arn:aws:iam::123456789012:role/team/dev, arn:aws:iam::123456789012:role/team/dev",
        "arn:aws:iam::123456789012:user/eks-test, arn:aws:iam::123456789012:user/eks-test",
        "arn:aws:sts::123456789012:federated-user/bob, arn:aws:sts::123456789012:federated-user/bob",
        "arn:aws:iam::123456789012:root, arn:aws:iam::123456789012:root"})
    void aSessionBecomesItsRoleAndEverybodyElseStays(String arn, String canonical) {
        assertThat(CanonicalArn.of(Arn.parse(arn)).value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "arn", "arn:aws:iam::1", "ARN:aws:iam::1:role/a", "arn::iam::1:role/a",
        "arn:aws:::1:role/a", "arn:aws:iam::1:", " arn:aws:iam::1:role/a", "role/a"})
    void whatIsNoArnIsRefused(String text) {
        assertThat(Arn.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> Arn.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("looks like arn:aws:iam::123456789012:role/name");
    }

    @Test
    void aResourceMayHaveColons() {
        Arn arn = Arn.parse("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/eks:*");

        assertThat(arn.resource()).isEqualTo("log-group:/aws/eks:*");
        assertThat(arn).hasToString("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/eks:*");
    }

    @Property
    void readingAnArnNeverThrowsAndLosesNothing(@ForAll String text) {
        assertThat(Arn.tryParse(text)).satisfiesAnyOf(none -> assertThat(none).isEmpty(),
                arn -> assertThat(arn.orElseThrow()).hasToString(text));
    }
}
