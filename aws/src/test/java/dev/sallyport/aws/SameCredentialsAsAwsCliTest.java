package dev.sallyport.aws;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The same files and variables given to {@code aws eks get-token} and to us: the same key signs, for the same STS. */
class SameCredentialsAsAwsCliTest {

    private static final String FILES = """
            [default]
            aws_access_key_id = AKIADEFAULT
            aws_secret_access_key = s
            [eks-test]
            aws_access_key_id = AKIATEST
            aws_secret_access_key = s
            [half]
            aws_access_key_id = AKIAHALF
            """;

    @TempDir
    Path folder;

    private record Case(String name, World world, String profile, String region) {}

    private final List<Case> cases = new ArrayList<>();

    @TestFactory
    List<DynamicTest> theSameKeySignsForTheSameSts() throws Exception {
        assumeTrue(AwsCli.isThere(), "SKIPPED: no AWS CLI that python3 can load; install it with: pip install awscli");
        try (StandInAws aws = new StandInAws()) {
            describe(aws.url());
            List<String> ours = new ArrayList<>();
            for (Case example : cases) { // first, since the AWS CLI leaves sessions in its cache
                ours.add(ours(example));
            }
            AwsCli cli = new AwsCli(folder.resolve("cli"));
            for (Case example : cases) {
                cli.add(options(example), environment(example.world()));
            }
            List<String> theirs = cli.run();
            List<DynamicTest> tests = new ArrayList<>();
            for (int n = 0; n < cases.size(); n++) {
                int number = n;
                String said = cli.said(n);
                tests.add(DynamicTest.dynamicTest(cases.get(n).name(), () -> assertThat(ours.get(number))
                        .as("AWS CLI: " + said).startsWith(theirs.get(number).replaceAll("^refused$", "refused: "))));
            }
            return tests;
        }
    }

    private void describe(String url) throws IOException {
        given("environment keys", "", world -> env(world));
        given("environment keys and AWS_PROFILE", "", world -> env(world).set("AWS_PROFILE", "eks-test"));
        given("environment keys and --profile", "eks-test", SameCredentialsAsAwsCliTest::env);
        given("AWS_PROFILE", "", world -> world.set("AWS_PROFILE", "eks-test"));
        given("AWS_DEFAULT_PROFILE before AWS_PROFILE", "",
                world -> world.set("AWS_PROFILE", "eks-test").set("AWS_DEFAULT_PROFILE", "default"));
        given("no profile named", "", world -> world);
        given("a missing profile by option", "nope", world -> world);
        given("a missing profile by variable, though keys are set", "", world -> env(world).set("AWS_PROFILE", "nope"));
        given("an access key id without its secret in the environment", "",
                world -> world.set("AWS_ACCESS_KEY_ID", "A"));
        given("an access key id without its secret in the file", "half", world -> world);
        given("a secret alone in the environment", "", world -> world.set("AWS_SECRET_ACCESS_KEY", "s"));
        given("credentials file before config file", "default",
                world -> world.config("[default]\naws_access_key_id = AKIACONFIG\naws_secret_access_key = s\n"));
        given("config file alone", "only",
                world -> world.config("[profile only]\naws_access_key_id : AKIAONLY\naws_secret_access_key : s\n"));
        given("a section of config without the word profile", "bare",
                world -> world.config("[bare]\naws_access_key_id = A\naws_secret_access_key = s\n"));
        given("a quoted profile with a blank", "two words", world -> world.config(
                "[profile \"two words\"]\n# c\n; c\naws_access_key_id=AKIATWO\naws_secret_access_key=s\ns3 =\n  a = b\n"));
        given("a section that stands twice", "", world -> world.config("[default]\na = b\n[default]\n"));
        given("a line that is none", "", world -> world.config("[default]\nnonsense\n"));
        given("the region of the profile", "r", world -> world.config("[profile r]\nregion = eu-north-1\n").credentials(
                "[r]\naws_access_key_id = AKIAR\naws_secret_access_key = s\n"), "");
        given("no region at all", "", SameCredentialsAsAwsCliTest::env, "");
        given("a configured STS", "", world -> env(world).set("AWS_ENDPOINT_URL_STS", "https://sts.example:8443"));
        given("a configured endpoint that is to be ignored", "", world -> env(world)
                .set("AWS_ENDPOINT_URL", "https://x:1").set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"));
        given("credential_process", "proc", world -> world.config("[profile proc]\ncredential_process = "
                + script(world, "{\"Version\":1,\"AccessKeyId\":\"AKIAPROC'$1'\",\"SecretAccessKey\":\"s\"}")
                + " 'a b'\n"));
        given("keys in the credentials file before credential_process", "eks-test", world -> world
                .config("[profile eks-test]\ncredential_process = " + script(world, "{}") + "\n"));
        given("credential_process of another version", "proc", world -> world
                .config("[profile proc]\ncredential_process = " + script(world, "{\"Version\":2}") + "\n"));
        given("credential_process that fails", "proc", world -> world
                .config("[profile proc]\ncredential_process = false\n"));
        roles(url);
        given("web identity by variables", "", world -> at(url, world.file("token", "e30.e30"))
                .set("AWS_WEB_IDENTITY_TOKEN_FILE", world.home().resolve("token").toString())
                .set("AWS_ROLE_ARN", "arn:aws:iam::1:role/w1"));
        given("web identity by variables, and a profile by option", "eks-test",
                world -> at(url, world.file("token", "e30.e30"))
                        .set("AWS_WEB_IDENTITY_TOKEN_FILE", world.home().resolve("token").toString())
                        .set("AWS_ROLE_ARN", "arn:aws:iam::1:role/w2"));
        given("web identity by a profile", "web", world -> at(url, world.file("token", "e30.e30"))
                .config("[profile web]\nweb_identity_token_file = " + world.home().resolve("token")
                        + "\nrole_arn = arn:aws:iam::1:role/w3\nsource_profile = default\n"));
        given("web identity without a role", "", world -> at(url, world)
                .set("AWS_WEB_IDENTITY_TOKEN_FILE", world.home().resolve("token").toString()));
        String sso = "sso_account_id = 123456789012\nsso_role_name = Admin\n";
        given("IAM Identity Center with a session", "sso", world -> signedIn(at(url, world), "work", 8).config(
                "[profile sso]\nsso_session = work\n" + sso + "[sso-session work]\nsso_region = eu-west-1\n"
                        + "sso_start_url = https://start\n"));
        given("IAM Identity Center of old", "sso", world -> signedIn(at(url, world), "https://start", 8).config(
                "[profile sso]\nsso_start_url = https://start\nsso_region = eu-west-1\n" + sso));
        given("IAM Identity Center, session over", "sso", world -> signedIn(at(url, world), "https://start", -1).config(
                "[profile sso]\nsso_start_url = https://start\nsso_region = eu-west-1\n" + sso));
        given("IAM Identity Center, half configured", "sso", world -> at(url, world).config("[profile sso]\n" + sso));
        given("the container's role", "none", world -> world.config("[profile none]\nregion = eu-west-1\n")
                .set("AWS_CONTAINER_CREDENTIALS_FULL_URI", url + "/container")
                .set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "tok"));
        given("a container's address that is not allowed", "none", world -> world.config("[profile none]\na = b\n")
                .set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://evil.example/container"));
        given("the instance's role", "none", world -> imds(world, url).config("[profile none]\na = b\n"));
        given("boto's file of old", "none", world -> world.config("[profile none]\na = b\n").file(".boto",
                "[Credentials]\naws_access_key_id = AKIABOTO\naws_secret_access_key = s\n"));
        given("nothing at all", "none", world -> world.config("[profile none]\na = b\n"));
    }

    private void roles(String url) throws IOException {
        given("a role by a source profile", "role", world -> at(url, world).config(
                "[profile role]\nrole_arn = arn:aws:iam::1:role/r1\nsource_profile = eks-test\nexternal_id = EXT\n"));
        given("a role, though environment keys are set", "", world -> env(at(url, world)).set("AWS_PROFILE", "role")
                .config("[profile role]\nrole_arn = arn:aws:iam::1:role/r2\nsource_profile = eks-test\n"));
        given("a chain of roles", "outer", world -> at(url, world).config("""
                [profile outer]
                role_arn = arn:aws:iam::1:role/r3
                source_profile = inner
                duration_seconds = 1800
                [profile inner]
                role_arn = arn:aws:iam::1:role/path/r4
                source_profile = eks-test
                role_session_name = me
                """));
        given("a role by itself", "eks-test", world -> at(url, world).config(
                "[profile eks-test]\nrole_arn = arn:aws:iam::1:role/r5\nsource_profile = eks-test\n"));
        given("roles in a circle", "a",
                world -> at(url, world).config("""
                        [profile a]
                        role_arn = arn:aws:iam::1:role/r6
                        source_profile = b
                        [profile b]
                        role_arn = arn:aws:iam::1:role/r7
                        source_profile = a
                        """));
        given("a role by Environment", "role", world -> env(at(url, world)).config(
                "[profile role]\nrole_arn = arn:aws:iam::1:role/r8\ncredential_source = Environment\n"));
        given("a role by the instance", "role", world -> imds(at(url, world), url).config(
                "[profile role]\nrole_arn = arn:aws:iam::1:role/r9\ncredential_source = Ec2InstanceMetadata\n"));
        given("a role by both", "role",
                world -> at(url, world).config("""
                        [profile role]
                        role_arn = arn:aws:iam::1:role/r10
                        credential_source = Environment
                        source_profile = default
                        """));
        given("a role by neither", "role", world -> at(url, world)
                .config("[profile role]\nrole_arn = arn:aws:iam::1:role/r11\n"));
        given("a role by a missing profile", "role", world -> at(url, world).config(
                "[profile role]\nrole_arn = arn:aws:iam::1:role/r12\nsource_profile = nope\n"));
        given("a role that is refused", "role", world -> at(url, world).config(
                "[profile role]\nrole_arn = arn:aws:iam::1:role/denied\nsource_profile = default\n"));
        given("a role by a process", "role", world -> at(url, world).config("[profile role]\n"
                + "role_arn = arn:aws:iam::1:role/r13\nsource_profile = proc\n[profile proc]\ncredential_process = "
                + script(world, "{\"Version\":1,\"AccessKeyId\":\"AKIAPROC\",\"SecretAccessKey\":\"s\"}") + "\n"));
    }

    private void given(String name, String profile, UnaryOperator<World> world) throws IOException {
        given(name, profile, world, "ap-northeast-2");
    }

    private void given(String name, String profile, UnaryOperator<World> world, String region) throws IOException {
        World fresh = new World(folder.resolve("home" + cases.size())).credentials(FILES)
                .set("AWS_EC2_METADATA_DISABLED", "true").set("PATH", System.getenv().getOrDefault("PATH", "/bin"));
        cases.add(new Case(name, world.apply(fresh), profile, region));
    }

    private static World env(World world) {
        return world.set("AWS_ACCESS_KEY_ID", "AKIAENV").set("AWS_SECRET_ACCESS_KEY", "s");
    }

    private static World at(String url, World world) {
        return world.set("AWS_ENDPOINT_URL", url);
    }

    private static World imds(World world, String url) {
        return world.set("AWS_EC2_METADATA_DISABLED", "false").set("AWS_EC2_METADATA_SERVICE_ENDPOINT", url);
    }

    private static World signedIn(World world, String session, int hours) {
        return world.file(".aws/sso/cache/" + CliCache.sha1(session) + ".json",
                "{\"accessToken\": \"good-token\", \"expiresAt\": \"" + Instant.now().plusSeconds(hours * 3600L)
                        + "\"}");
    }

    private static String script(World world, String output) {
        world.file("script",
                "#!/bin/sh\nprintf '%s' '" + output.replace("'$1'", "'\"$(echo $1 | tr -d ' ')\"'") + "'\n");
        try {
            java.nio.file.Files.setPosixFilePermissions(world.home().resolve("script"),
                    PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return world.home().resolve("script").toString();
    }

    private static List<String> options(Case example) {
        List<String> options = new ArrayList<>();
        if (!example.profile().isEmpty()) {
            options.addAll(List.of("--profile", example.profile()));
        }
        if (!example.region().isEmpty()) {
            options.addAll(List.of("--region", example.region()));
        }
        return options;
    }

    private static Map<String, String> environment(World world) {
        Map<String, String> environment = new HashMap<>(world.variables());
        environment.put("HOME", world.home().toString());
        return environment;
    }

    /** In the AWS CLI's words of {@link AwsCli#run()}, but for a refusal's reason. */
    private static String ours(Case example) {
        AwsAnswer<AwsSettings> settings = AwsSettings.read(example.world().environment(),
                Optional.of(example.profile()), Optional.of(example.region()));
        AwsAnswer<String> answer = settings.then(read -> CredentialChain.of(read, Clock.systemUTC(), MfaCodes.NONE)
                .resolve().then(found -> read.endpoint(AwsService.STS).then(sts -> new AwsAnswer.Got<>(
                        sts.url() + " " + found.credentials().accessKeyId()))));
        return switch (answer) {
            case AwsAnswer.Got<String> got -> got.value();
            case AwsAnswer.Failed<String> failed -> "refused: " + failed.failure().sentence();
        };
    }
}
