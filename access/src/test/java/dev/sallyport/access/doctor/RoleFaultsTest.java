package dev.sallyport.access.doctor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class RoleFaultsTest {

    private static final String ME = "arn:aws:iam::123456789012:user/me";
    private static final String SSO = "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Dev_0123456789abcdef/me";
    private static final String ROLE = "arn:aws:iam::123456789012:role/viewer";

    private final AskedAws aws = new AskedAws().knows("AKIAME", ME);
    private KeyHolder holder = new KeyHolder(Path.of("/"), aws);

    @BeforeEach
    void moveIn(@TempDir Path home) {
        holder = new KeyHolder(home, aws)
                .credentials("[me]\naws_access_key_id = AKIAME\naws_secret_access_key = hush\n")
                .config("[profile viewer]\nrole_arn = " + ROLE + "\nsource_profile = me\n")
                .set("AWS_PROFILE", "viewer");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private static String trust(String principal, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"" + principal + "\"}" + condition + "}]}";
    }

    @Test
    void whereNobodyMayLookAtTheRoleAllThatItCouldBeIsNamedTogether() {
        Observation seen = holder.look().first();

        assertThat(seen.code()).contains(CheckCode.D_ROLE_DENIED);
        assertThat(seen.alike()).containsExactly(CheckCode.D_ROLE_EXTERNAL_ID, CheckCode.D_ROLE_MFA,
                CheckCode.D_ROLE_MISSING);
    }

    @Test
    void aQuoteInTheCallersPathEndsNoWordOfTheLineForTheAdministrator() {
        aws.knows("AKIAME", "arn:aws:iam::123456789012:user/a'$(id)'b/me");

        assertThat(holder.look().firstCure()).singleElement().asString()
                .contains("user/a'\\''$(id)'\\''b/me");
    }

    @Test
    void aTrustPolicyThatDoesNotNameTheCallerKeepsWhomItNames() {
        aws.shows("viewer", trust("arn:aws:iam::123456789012:user/other", ""));
        KeyHolder.Seen seen = holder.look();

        assertThat(seen.first().code()).contains(CheckCode.D_ROLE_DENIED);
        assertThat(seen.first().alike()).isEmpty();
        assertThat(seen.firstCure()).singleElement().asString()
                .startsWith("aws iam update-assume-role-policy --role-name viewer --policy-document '{")
                .contains("user/other").contains(ME);
    }

    @Test
    void anExternalIdIsSaidInTheProfile() {
        aws.shows("viewer", trust(ME, ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"team-42\"}}"));
        KeyHolder.Seen seen = holder.look();

        assertThat(seen.first().code()).contains(CheckCode.D_ROLE_EXTERNAL_ID);
        assertThat(seen.firstCure()).containsExactly("aws configure set external_id team-42 --profile viewer");
    }

    @Test
    void aCodeThatTheTrustPolicyAsksForIsToldApart() {
        aws.shows("viewer", trust(ME, ",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"));

        assertThat(holder.look().first().code()).contains(CheckCode.D_ROLE_MFA);
    }

    @Test
    void aDeviceThatTheProfileNamesAsksForItsCode() {
        holder.config("[profile viewer]\nrole_arn = " + ROLE + "\nsource_profile = me\nmfa_serial = arn:aws:iam::"
                + "123456789012:mfa/me\n");

        assertThat(holder.look().firstCure()).containsExactly("aws sts get-caller-identity --profile viewer");
    }

    @Test
    void aTrustedAccountLeavesItToTheCallersOwnRights() {
        aws.shows("viewer", trust("arn:aws:iam::123456789012:root", ""));

        assertThat(holder.look().firstCure()).singleElement().asString()
                .startsWith("aws iam put-user-policy --user-name me --policy-name assume-viewer");
    }

    @Test
    void aRoleThatIamDoesNotHaveIsMissing() {
        aws.shows("another", trust(ME, ""));

        assertThat(holder.look().first().code()).contains(CheckCode.D_ROLE_MISSING);
    }

    @Test
    void theKubeconfigsOwnRoleIsAssumedAsThePluginWould() {
        aws.shows("viewer", trust(ME, ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"x\"}}"));
        Observation seen = holder.set("AWS_PROFILE", "me")
                .plugin(Map.of(), Optional.empty(), Optional.of(ROLE)).look().first();

        assertThat(seen.code()).contains(CheckCode.D_ROLE_EXTERNAL_ID);
        assertThat(seen.cures()).singleElement().satisfies(cure -> assertThat(cure.commands()).isEmpty());
    }

    @Test
    void aSessionsRoleIsNamedWithThePathThatIamShows() {
        aws.knows("AKIAME", "arn:aws:sts::123456789012:assumed-role/dev/me").shows("dev", trust(ME, ""), "team/")
                .shows("viewer", trust("arn:aws:iam::123456789012:user/other", ""));

        assertThat(holder.look().firstCure()).singleElement().asString()
                .contains("\"AWS\":\"arn:aws:iam::123456789012:role/team/dev\"");
    }

    @Test
    void aPermissionSetIsNamedInAWayThatOutlivesItsRole() {
        aws.knows("AKIAME", SSO).shows("viewer", trust("arn:aws:iam::123456789012:user/other", ""));

        assertThat(holder.look().firstCure()).singleElement().asString()
                .contains("\"AWS\":\"arn:aws:iam::123456789012:root\"")
                .contains("role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Dev_????????????????\"")
                .contains("role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_????????????????\"")
                .doesNotContain("0123456789abcdef");
    }

    @Test
    void aPermissionSetThatIsTrustedNeedsARightOfItsOwn() {
        aws.knows("AKIAME", SSO).shows("viewer", trust("arn:aws:iam::123456789012:root", ",\"Condition\":{\"ArnLike\":"
                + "{\"aws:PrincipalArn\":\"arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/*/"
                + "AWSReservedSSO_Dev_*\"}}"));
        Observation seen = holder.look().first();

        assertThat(seen.evidence()).contains("leaves it to the account's own policies");
        assertThat(seen.cures()).singleElement().satisfies(cure -> {
            assertThat(cure.what()).contains("in the permission set Dev of IAM Identity Center");
            assertThat(cure.commands()).isEmpty(); // IAM changes no role that Identity Center made
        });
    }

    @Test
    void anotherPermissionSetIsNotThisOne() {
        aws.knows("AKIAME", SSO).shows("viewer", trust("arn:aws:iam::123456789012:root", ",\"Condition\":{\"ArnLike\":"
                + "{\"aws:PrincipalArn\":\"arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/*/"
                + "AWSReservedSSO_Ops_*\"}}"));

        assertThat(holder.look().first().evidence()).contains("on a condition: aws:PrincipalArn");
    }

    @Test
    void aConditionForPermissionSetsAloneHoldsForNoOtherRole() {
        aws.knows("AKIAME", "arn:aws:sts::123456789012:assumed-role/dev/me").shows("viewer",
                trust("arn:aws:iam::123456789012:root", ",\"Condition\":{\"ArnLike\":{\"aws:PrincipalArn\":"
                        + "\"arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/*\"}}"));

        assertThat(holder.look().first().evidence()).contains("on a condition: aws:PrincipalArn");
    }

    @Test
    void theDeviceIsThatOfWhoeverSigns() {
        aws.shows("viewer", trust(ME, ",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"));

        assertThat(holder.look().firstCure().getFirst()).contains("aws iam list-mfa-devices --profile me --query");
    }
}
