package dev.sallyport.sandbox.aws.world;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.Partition;
import dev.sallyport.sandbox.aws.world.Sessions.RoleOrder;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may assume a role: both sides of the door. */
final class AssumeRoleTest {

    private static final String HOME = "123456789012";
    private static final String ABROAD = "210987654321";
    private static final String ROLE = "arn:aws:iam::123456789012:role/testrole";
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private final AwsWorld world = AwsWorld.create(Partition.AWS, Clock.fixed(NOW, ZoneOffset.UTC), new Random(1))
            .addAccount(HOME).addAccount(ABROAD);

    @Test
    void aUserWhomTheTrustPolicyNamesNeedsNoPolicyOfTheirOwn() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("testrole", trust("\"AWS\":\"arn:aws:iam::123456789012:user/dev\""));

        SigningKey session = assume(user(HOME, "dev"), RoleOrder.of(ROLE, "ci"));

        assertThat(session.caller().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/testrole/ci");
        assertThat(session.caller().userId()).startsWith("AROA").endsWith(":ci");
        assertThat(session.credentials().accessKeyId()).startsWith("ASIA");
        assertThat(session.credentials().expiration()).contains(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void whoIsLetInByTheirAccountNeedsAPolicyOfTheirOwnToo() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("testrole", trust("\"AWS\":\"123456789012\""));

        assertRefused(user(HOME, "dev"), "User: arn:aws:iam::123456789012:user/dev is not authorized to perform:"
                + " sts:AssumeRole on resource: arn:aws:iam::123456789012:role/testrole");

        allow(HOME, "dev", "sts:AssumeRole", ROLE);
        assertThat(assume(user(HOME, "dev"), RoleOrder.of(ROLE, "ci")).caller().name()).isEqualTo("testrole");
    }

    @Test
    void aPolicyOfOnesOwnDoesNotOpenARoleThatTrustsSomebodyElse() {
        world.users(HOME).create("dev");
        world.users(HOME).create("other");
        world.roles(HOME).create("testrole", trust("\"AWS\":\"arn:aws:iam::123456789012:user/other\""));
        allow(HOME, "dev", "sts:AssumeRole", "*");

        assertRefused(user(HOME, "dev"), "not authorized to perform: sts:AssumeRole");
    }

    @Test
    void fromAnotherAccountBothSidesMustAllow() {
        world.users(ABROAD).create("guest");
        world.roles(HOME).create("testrole", trust("\"AWS\":\"arn:aws:iam::210987654321:user/guest\""));

        assertRefused(user(ABROAD, "guest"), "not authorized to perform: sts:AssumeRole");

        allow(ABROAD, "guest", "sts:AssumeRole", ROLE);
        assertThat(assume(user(ABROAD, "guest"), RoleOrder.of(ROLE, "ci")).caller().account()).isEqualTo(HOME);
    }

    @Test
    void theExternalIdMustBeTheOneThatTheTrustPolicyAsksFor() {
        world.users(ABROAD).create("guest");
        allow(ABROAD, "guest", "sts:AssumeRole", "*");
        world.roles(HOME).create("testrole", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                 "Principal":{"AWS":"arn:aws:iam::210987654321:root"},
                 "Condition":{"StringEquals":{"sts:ExternalId":"ticket-7"}}}}""");

        assertRefused(user(ABROAD, "guest"), "not authorized");
        assertThatThrownBy(() -> assume(user(ABROAD, "guest"), externalId("ticket-8")))
                .hasMessageContaining("not authorized");
        assertThat(assume(user(ABROAD, "guest"), externalId("ticket-7")).caller().name()).isEqualTo("testrole");
    }

    @Test
    void aRoleThatDoesNotExistIsRefusedInTheSameWords() {
        world.users(HOME).create("dev");
        allow(HOME, "dev", "sts:AssumeRole", "*");

        assertRefused(user(HOME, "dev"), "User: arn:aws:iam::123456789012:user/dev is not authorized to perform:"
                + " sts:AssumeRole on resource: arn:aws:iam::123456789012:role/testrole");
    }

    @Test
    void aRoleMustBeNamedWithItsPathAndItsSessionIsNot() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("testrole", "/team/", trust("\"AWS\":\"arn:aws:iam::123456789012:user/dev\""), "",
                Duration.ofHours(1), Map.of());

        assertRefused(user(HOME, "dev"), "not authorized");
        assertThat(assume(user(HOME, "dev"), RoleOrder.of("arn:aws:iam::123456789012:role/team/testrole", "ci"))
                .caller().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/testrole/ci");
    }

    @Test
    void somebodyMadeAnewUnderAnOldNameIsSomebodyElse() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("testrole", trust("\"AWS\":\"arn:aws:iam::123456789012:user/dev\""));
        world.users(HOME).delete("dev");
        world.users(HOME).create("dev");

        assertRefused(user(HOME, "dev"), "not authorized");
    }

    @Test
    void aTrustPolicyThatNamesNobodyWhoExistsIsNotStored() {
        assertThatThrownBy(() -> world.roles(HOME).create("testrole",
                trust("\"AWS\":\"arn:aws:iam::123456789012:user/ghost\""))).isInstanceOfSatisfying(AwsFault.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo("MalformedPolicyDocument");
                            assertThat(fault.sentence()).isEqualTo(
                                    "Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:user/ghost\"");
                        });
    }

    @Test
    void rolesMayBeChainedForAnHour() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("first", trust("\"AWS\":\"arn:aws:iam::123456789012:user/dev\""));
        world.roles(HOME).create("testrole", "/", trust("\"AWS\":\"arn:aws:iam::123456789012:role/first\""), "",
                Duration.ofHours(12), Map.of());
        Caller first = assume(user(HOME, "dev"), RoleOrder.of("arn:aws:iam::123456789012:role/first", "one")).caller();

        assertThat(assume(first, RoleOrder.of(ROLE, "two")).caller().sessionName()).isEqualTo("two");
        assertThatThrownBy(() -> assume(first, duration(Duration.ofHours(2)))).hasMessage(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
    }

    @Test
    void aSessionLastsNoLongerThanTheRoleAllows() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("testrole", trust("\"AWS\":\"arn:aws:iam::123456789012:user/dev\""));

        assertThatThrownBy(() -> assume(user(HOME, "dev"), duration(Duration.ofHours(2))))
                .hasMessage("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        assertThatThrownBy(() -> assume(user(HOME, "dev"), duration(Duration.ofMinutes(1))))
                .hasMessageContaining("'60' at 'durationSeconds'").hasMessageContaining("greater than or equal to 900");
    }

    @Test
    void aSessionPolicyNarrowsTheSessionDown() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("testrole", trust("\"AWS\":\"arn:aws:iam::123456789012:user/dev\""));
        world.policies(HOME).attach(PolicyHolder.ROLE, "testrole", "arn:aws:iam::aws:policy/AdministratorAccess");

        Caller narrow = assume(user(HOME, "dev"), new RoleOrder(ROLE, "ci", Optional.empty(), Optional.empty(),
                Optional.of("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"eks:*\",\"Resource\":\"*\"}}"),
                List.of("arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"))).caller();

        assertThat(may(narrow, "eks:DescribeCluster")).isTrue();
        assertThat(may(narrow, "ec2:DescribeInstances")).isTrue();
        assertThatThrownBy(() -> require(narrow, "iam:ListUsers"))
                .hasMessageEndingWith("because no session policy allows the iam:ListUsers action");
    }

    @Test
    void anOperatorThatTheSandboxDoesNotEvaluateDeniesAndIsNamed() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("testrole", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                 "Principal":{"AWS":"123456789012"},"Condition":{"BinaryEquals":{"aws:Key":"eA=="}}}}""");

        assertRefused(user(HOME, "dev"), "the sandbox does not evaluate the condition operator BinaryEquals");
    }

    @Test
    void rootAssumesNothing() {
        world.roles(HOME).create("testrole", trust("\"AWS\":\"123456789012\""));
        AwsCredentials root = world.createRootKey(HOME);
        Caller caller = world.signingKey(root.accessKeyId()).orElseThrow().caller();

        assertThatThrownBy(() -> assume(caller, RoleOrder.of(ROLE, "ci")))
                .hasMessage("Roles may not be assumed by root accounts.");
    }

    @Test
    void aSessionNameIsOfStsForm() {
        world.users(HOME).create("dev");

        for (String name : List.of("a", "with space", "x".repeat(65), "semi;colon")) {
            assertThatThrownBy(() -> assume(user(HOME, "dev"), RoleOrder.of(ROLE, name))).as(name)
                    .hasMessageContaining("at 'roleSessionName' failed to satisfy constraint");
        }
    }

    @Test
    void theKeysOfADeletedRolesSessionOpenNothing() {
        world.users(HOME).create("dev");
        world.roles(HOME).create("testrole", trust("\"AWS\":\"arn:aws:iam::123456789012:user/dev\""));
        String key = assume(user(HOME, "dev"), RoleOrder.of(ROLE, "ci")).credentials().accessKeyId();

        world.roles(HOME).delete("testrole");

        assertThat(world.signingKey(key)).isEmpty();
    }

    @Test
    void aFederatedUserMayDoWhatBothTheUserAndThePolicyAllow() {
        world.users(HOME).create("broker");
        world.policies(HOME).attach(PolicyHolder.USER, "broker", "arn:aws:iam::aws:policy/ReadOnlyAccess");

        Caller bare = world.sessions().federate(user(HOME, "broker"), "guest", Optional.empty(), Optional.empty())
                .caller();
        Caller reader = world.sessions().federate(user(HOME, "broker"), "guest", Optional.empty(),
                Optional.of("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}")).caller();

        assertThat(reader.arn()).isEqualTo("arn:aws:sts::123456789012:federated-user/guest");
        assertThat(may(bare, "eks:DescribeCluster")).isFalse();
        assertThat(may(reader, "eks:DescribeCluster")).isTrue();
        assertThat(may(reader, "eks:CreateCluster")).isFalse();
    }

    private void assertRefused(Caller caller, String message) {
        assertThatThrownBy(() -> assume(caller, RoleOrder.of(ROLE, "ci"))).isInstanceOfSatisfying(AwsFault.class,
                fault -> {
                    assertThat(fault.status()).isEqualTo(403);
                    assertThat(fault.code()).isEqualTo("AccessDenied");
                    assertThat(fault.sentence()).contains(message);
                });
    }

    private SigningKey assume(Caller caller, RoleOrder order) {
        return world.sessions().assumeRole(caller, order, Map.of());
    }

    private Caller user(String account, String name) {
        return AwsWorld.caller(account, world.account(account).user(name));
    }

    private void allow(String account, String user, String action, String resource) {
        world.policies(account).put(PolicyHolder.USER, user, "own", "{\"Version\":\"2012-10-17\",\"Statement\":"
                + "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}}");
    }

    private boolean may(Caller caller, String action) {
        return world.permissions().rule(caller, world.permissions().request(caller, action, "*", Map.of()))
                .isAllowed();
    }

    private void require(Caller caller, String action) {
        world.permissions().require(caller, world.permissions().request(caller, action, "*", Map.of()));
    }

    private static String trust(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{" + principal + "}}}";
    }

    private static RoleOrder externalId(String id) {
        return new RoleOrder(ROLE, "ci", Optional.empty(), Optional.of(id), Optional.empty(), List.of());
    }

    private static RoleOrder duration(Duration duration) {
        return new RoleOrder(ROLE, "ci", Optional.of(duration), Optional.empty(), Optional.empty(), List.of());
    }
}
