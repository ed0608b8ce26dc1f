package dev.sallyport.sandbox.aws.world;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.Partition;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class AwsWorldTest {

    private static final String ACCOUNT = "123456789012";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final AwsWorld world = AwsWorld.create(Partition.AWS, Clock.systemUTC()).addAccount(ACCOUNT);

    @Test
    void whatSomebodyReadStaysAsItWas() {
        Account before = world.account(ACCOUNT);

        world.users(ACCOUNT).create("dev");

        assertThat(before.users().size()).isZero();
        assertThat(world.account(ACCOUNT).users().size()).isEqualTo(1);
    }

    @Test
    void nothingGetsLostWhenManyChangeItAtOnce() throws Exception {
        try (ExecutorService many = Executors.newFixedThreadPool(4)) {
            many.invokeAll(IntStream.range(0, 200).<java.util.concurrent.Callable<Object>>mapToObj(
                    i -> () -> world.users(ACCOUNT).create("user-" + i)).toList());
        }

        assertThat(world.account(ACCOUNT).users().size()).isEqualTo(200);
    }

    @Test
    void namesAreUniqueIgnoringCase() {
        world.users(ACCOUNT).create("dev");

        assertFault(() -> world.users(ACCOUNT).create("DEV"), "EntityAlreadyExists",
                "User with name DEV already exists.");
    }

    @Test
    void aNameThatIamWouldNotTakeIsRefused() {
        for (String name : List.of("", "with space", "x".repeat(65), "a/b", "new\nline")) {
            assertThatThrownBy(() -> world.users(ACCOUNT).create(name)).as(name)
                    .isInstanceOfSatisfying(AwsFault.class,
                            fault -> assertThat(fault.code()).isEqualTo("ValidationError"));
        }
    }

    @Test
    void aUserCanHaveTwoKeys() {
        world.users(ACCOUNT).create("dev");
        world.users(ACCOUNT).createKey("dev");
        world.users(ACCOUNT).createKey("dev");

        assertFault(() -> world.users(ACCOUNT).createKey("dev"), "LimitExceeded",
                "Cannot exceed quota for AccessKeysPerUser: 2");
    }

    @Test
    void aUserGoesWhenNothingHangsOnThemAnymore() {
        world.users(ACCOUNT).create("dev");
        AwsCredentials key = world.users(ACCOUNT).createKey("dev");
        world.policies(ACCOUNT).attach(PolicyHolder.USER, "dev", ADMIN);
        world.groups(ACCOUNT).create("devs");
        world.groups(ACCOUNT).add("devs", "dev");

        assertFault(() -> world.users(ACCOUNT).delete("dev"), "DeleteConflict",
                "Cannot delete entity, must detach all policies first.");
        world.policies(ACCOUNT).detach(PolicyHolder.USER, "dev", ADMIN);
        assertFault(() -> world.users(ACCOUNT).delete("dev"), "DeleteConflict",
                "Cannot delete entity, must delete access keys first.");
        world.users(ACCOUNT).deleteKey("dev", key.accessKeyId());
        assertFault(() -> world.users(ACCOUNT).delete("dev"), "DeleteConflict",
                "Cannot delete entity, must remove users from group first.");
        world.groups(ACCOUNT).remove("devs", "dev");
        world.users(ACCOUNT).delete("dev");

        assertFault(() -> world.account(ACCOUNT).user("dev"), "NoSuchEntity",
                "The user with name dev cannot be found.");
    }

    @Test
    void aGroupsPoliciesAreItsMembers() {
        world.users(ACCOUNT).create("dev");
        world.groups(ACCOUNT).create("admins");
        world.policies(ACCOUNT).attach(PolicyHolder.GROUP, "admins", ADMIN);
        Caller dev = AwsWorld.caller(ACCOUNT, world.account(ACCOUNT).user("dev"));

        assertThat(mayDescribe(dev)).isFalse();
        world.groups(ACCOUNT).add("admins", "dev");
        assertThat(mayDescribe(dev)).isTrue();
    }

    @Test
    void aManagedPolicyThatIsAttachedStays() {
        String arn = world.policies(ACCOUNT).create("viewer",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"eks:Describe*\",\"Resource\":\"*\"}}")
                .arn();
        world.users(ACCOUNT).create("dev");
        world.policies(ACCOUNT).attach(PolicyHolder.USER, "dev", arn);

        assertThat(mayDescribe(AwsWorld.caller(ACCOUNT, world.account(ACCOUNT).user("dev")))).isTrue();
        assertFault(() -> world.policies(ACCOUNT).delete(arn), "DeleteConflict",
                "Cannot delete a policy attached to entities.");
    }

    @Test
    void aDeactivatedKeyIsKnownAndNotActive() {
        world.users(ACCOUNT).create("dev");
        AwsCredentials key = world.users(ACCOUNT).createKey("dev");

        world.users(ACCOUNT).setKeyActive("dev", key.accessKeyId(), false);

        assertThat(world.signingKey(key.accessKeyId()).orElseThrow().active()).isFalse();
    }

    @Test
    void aProfileHoldsOneRoleAndKeepsItFromBeingDeleted() {
        String trust = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}}}";
        world.roles(ACCOUNT).create("node", trust);
        world.roles(ACCOUNT).create("other", trust);
        world.roles(ACCOUNT).createProfile("node-profile");
        world.roles(ACCOUNT).addToProfile("node-profile", "node");

        assertFault(() -> world.roles(ACCOUNT).addToProfile("node-profile", "other"), "LimitExceeded",
                "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        assertFault(() -> world.roles(ACCOUNT).delete("node"), "DeleteConflict",
                "Cannot delete entity, must remove roles from instance profile first.");
    }

    @Test
    void anInstanceIsNamedAfterItsAddress() {
        Instance seoul = world.instances(ACCOUNT, "ap-northeast-2").run("ami-1", "m6i.large",
                Optional.of("10.0.1.23"), Map.of());
        Instance virginia = world.instances(ACCOUNT, "us-east-1").run("ami-1", "m6i.large", Optional.empty(),
                Map.of());

        assertThat(seoul.privateDnsName()).isEqualTo("ip-10-0-1-23.ap-northeast-2.compute.internal");
        assertThat(virginia.privateDnsName()).isEqualTo("ip-10-0-0-4.ec2.internal");
        assertFault(() -> world.instances(ACCOUNT, "ap-northeast-2").run("ami-1", "m6i.large",
                Optional.of("10.0.1.23"), Map.of()), "InvalidIPAddress.InUse", "Address 10.0.1.23 is in use.");
    }

    @Test
    void anInstanceOfAnotherRegionIsNotFound() {
        Instance seoul = world.instances(ACCOUNT, "ap-northeast-2").run("ami-1", "m6i.large", Optional.empty(),
                Map.of());

        assertFault(() -> world.instances(ACCOUNT, "us-east-1").get(seoul.id()), "InvalidInstanceID.NotFound",
                "The instance ID '" + seoul.id() + "' does not exist");
    }

    @Test
    void noSecretShowsInText() {
        world.users(ACCOUNT).create("dev");
        AwsCredentials key = world.users(ACCOUNT).createKey("dev");
        SigningKey session = world.sessions().sessionToken(AwsWorld.caller(ACCOUNT, world.account(ACCOUNT).user("dev")),
                Optional.empty());

        String all = world.signingKey(key.accessKeyId()) + " " + world.users(ACCOUNT).keys("dev") + " " + session;

        assertThat(all).doesNotContain(key.secretAccessKey(), session.credentials().secretAccessKey(),
                session.credentials().sessionToken().orElseThrow());
    }

    private boolean mayDescribe(Caller caller) {
        return world.permissions().rule(caller,
                world.permissions().request(caller, "eks:DescribeCluster", "*", Map.of())).isAllowed();
    }

    private static void assertFault(Runnable act, String code, String message) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(AwsFault.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.sentence()).isEqualTo(message);
        });
    }
}
