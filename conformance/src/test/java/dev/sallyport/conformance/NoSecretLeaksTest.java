package dev.sallyport.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After a walk through everything that handles a secret, at the finest log level, no secret stands where none belongs: no
 * log, no metric, no error, no report, no file but the ones that are named here.
 */
final class NoSecretLeaksTest {

    /** The files that are meant to hold a secret, and whose they are. */
    private static final List<String> MEANT_TO_HOLD_ONE = List.of(
            // ours: what `sallyport sandbox env` prints from, mode 0600, gone when the sandbox ends
            "state/sallyport/sandbox/[^/]+/sandbox\\.env",
            // people's own keys, as `aws configure` writes them (here: the test)
            "[^/]+/\\.aws/credentials",
            // where the AWS CLI keeps the keys of assumed roles
            "[^/]+/\\.aws/cli/cache/[^/]+\\.json");

    /** The commands that are meant to print a secret on standard output. */
    private static boolean printsOne(Ran ran) {
        return ran.words().contains("token") || ran.words().containsAll(List.of("sandbox", "env"));
    }

    @Test
    void aWholeWalkLeavesNoSecretWhereNoneBelongs() throws IOException {
        try (Stage stage = Stage.open("1.36", Stage.OWN, "trace")) {
            Passage passage = new Passage(stage);
            SecretSearch secrets = new SecretSearch().know("the creator's secret key",
                    stage.variable("AWS_SECRET_ACCESS_KEY"));

            walk(stage, passage, secrets);
            String metrics = stage.owner().run("curl", "-sS", "--cacert", stage.variable("AWS_CA_BUNDLE"),
                    stage.sandbox().address("webhook").replace("/authenticate", "/metrics")).succeeds().out();
            Predicate<Path> allowed = file -> MEANT_TO_HOLD_ONE.stream()
                    .anyMatch(stage.folder().relativize(file).toString()::matches);

            assertThat(secrets.size()).isGreaterThanOrEqualTo(16);
            assertThat(metrics).contains("# TYPE ");
            assertThat(secrets.in(metrics)).as("metrics").isEmpty();
            assertThat(secrets.below(stage.folder(), allowed)).as("files while the sandbox runs").isEmpty();
            assertThat(stage.sandbox().log()).content().contains(" TRACE ", " DEBUG ");
            assertThat(stage.sandbox().greeting()).satisfies(text -> assertThat(secrets.in(text)).isEmpty());
            for (Ran ran : stage.seen()) {
                if (!ran.words().getFirst().equals("aws") && !ran.words().getFirst().equals("curl")) {
                    assertThat(secrets.in(ran.err())).as("errors and logs of %s", ran.words()).isEmpty();
                    if (!printsOne(ran)) {
                        assertThat(secrets.in(ran.out())).as("output of %s", ran.words()).isEmpty();
                    }
                }
            }

            stage.sandbox().terminate();

            assertThat(secrets.below(stage.folder(), file -> allowed.test(file) && !file.endsWith("sandbox.env")))
                    .as("files when the sandbox has ended").isEmpty();
        }
    }

    /** The self-check: what is planted is found, in each form, so that finding nothing means something. */
    @ParameterizedTest
    @ValueSource(strings = {"k8s-aws-v1.aHR0cHM6Ly9zdHMuYXAtbm9ydGhlYXN0LTIuYW1hem9uYXdz",
        "https://sts.amazonaws.com/?X-Amz-Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "Authorization: AWS4-HMAC-SHA256 Credential=A, Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "X-Amz-Security-Token=FwoGZXIvYXdzEBYaDKnotasecret", "token IQoJb3JpZ2luX2VjAbCdEfGhIjKlMnOpQr here",
        "-----BEGIN PRIVATE KEY-----", "the key pl4nted/Secret+Key9 in a sentence",
        "the key pl4nted%2FSecret%2BKey9 in a URL",
        "{\"key\": \"pl4nted\\/Secret+Key9\"}"})
    void whatIsPlantedIsFound(String text) throws IOException {
        SecretSearch search = new SecretSearch().know("a secret key", "pl4nted/Secret+Key9");
        try (Scratch scratch = Scratch.create()) {
            Files.writeString(scratch.folder("a").resolve("clean"), "nothing here");
            Files.writeString(scratch.folder("a").resolve("log"), "INFO " + text + "\n");

            assertThat(search.in(text)).isNotEmpty();
            assertThat(search.below(scratch.folder(), file -> false)).containsOnlyKeys(Path.of("a/log"));
            assertThat(search.below(scratch.folder(), file -> file.endsWith("log"))).isEmpty();
        }
    }

    /** Every command and every request that handles a secret, with success and with failure. */
    private static void walk(Stage stage, Passage passage, SecretSearch secrets) throws IOException {
        Shell creator = passage.creator();
        creator.run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER, "--verbose").succeeds();
        creator.run("kubectl", "get", "node").succeeds();
        Shell user = passage.createUser();
        secrets.know("the user's secret key", user.variables().getOrDefault("AWS_SECRET_ACCESS_KEY", ""));
        user.run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER).exits(1);
        passage.createRole();
        passage.grantIamPolicies();
        user.run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER).succeeds();
        user.run("kubectl", "get", "--raw", "/api").exits(1);
        passage.letIn();
        user.run("kubectl", "get", "node").exits(1);
        creator.run("sallyport", "mapping", "list").succeeds();
        creator.run("sallyport", "mapping", "list", "-o", "json").succeeds();

        tokens(stage, user, secrets);

        secrets.knowAllOf(user.run("aws", "sts", "assume-role", "--role-arn", Passage.roleArn(Passage.ROLE),
                "--role-session-name", "by-hand").succeeds().out());
        asTheRoleOfAProfile(user).run("kubectl", "get", "node").exits(1);
        passage.attachInstanceRole();
        Shell workstation = passage.workstation();
        secrets.knowAllOf(workstation.run("curl", "-sS", stage.sandbox().address("metadata")
                + "/latest/meta-data/iam/security-credentials/" + Passage.INSTANCE_ROLE).succeeds().out());
        workstation.run("sallyport", "kubeconfig", "update", "--name", Stage.CLUSTER).succeeds();
        workstation.run("kubectl", "get", "node").exits(1);
    }

    /** Tokens of all kinds, good and bad, taken apart and sent to the webhook by kubectl. */
    private static void tokens(Stage stage, Shell user, SecretSearch secrets) throws IOException {
        String good = token(user, "--cluster-name", Stage.CLUSTER);
        String asRole = token(user, "--cluster-name", Stage.CLUSTER, "--role-arn", Passage.roleArn(Passage.ROLE));
        String elsewhere = token(user, "--cluster-name", "another-cluster");
        String forged = token(user.with("AWS_SECRET_ACCESS_KEY", "0123456789/abcdefghijklmnopqrstuvwxyz+ABCDEF"),
                "--cluster-name", Stage.CLUSTER);
        String foreign = token(user.with("AWS_ENDPOINT_URL", "https://127.0.0.1:1"), "--cluster-name", Stage.CLUSTER);
        for (String token : List.of(good, asRole, elsewhere, forged, foreign, good + "x", "k8s-aws-v1.####" + good)) {
            secrets.know("a token", token);
            secrets.know("a presigned URL", decoded(token));
            for (String ask : List.of("--ask", "--cluster-name")) {
                user.feed(token + "\n", ask.equals("--ask")
                        ? new String[]{"sallyport", "verify", "--ask", "--cluster-name", Stage.CLUSTER}
                        : new String[]{"sallyport", "verify", "--cluster-name", Stage.CLUSTER, "-o", "json"});
            }
            String review = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":\""
                    + token
                    + "\"}}";
            stage.owner().feed(review, "curl", "-sS", "--cacert", stage.variable("AWS_CA_BUNDLE"), "-d", "@-",
                    stage.sandbox().address("webhook")).succeeds().prints("TokenReview");
        }
    }

    private static String token(Shell shell, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "sallyport";
        words[1] = "token";
        words[2] = "--token-only";
        System.arraycopy(options, 0, words, 3, options.length);
        return shell.run(words).succeeds().out().strip();
    }

    /** The URL in a token; where there is none, something as long that occurs nowhere. */
    private static String decoded(String token) {
        try {
            return new String(java.util.Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())),
                    java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return token;
        }
    }

    private static Shell asTheRoleOfAProfile(Shell user) throws IOException {
        Shell shell = user.without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY").with("AWS_PROFILE", "viewer");
        Files.createDirectories(shell.home().resolve(".aws"));
        Files.writeString(shell.home().resolve(".aws/credentials"), "[keys]\naws_access_key_id = "
                + user.variables().get("AWS_ACCESS_KEY_ID") + "\naws_secret_access_key = "
                + user.variables().get("AWS_SECRET_ACCESS_KEY") + "\n");
        Files.writeString(shell.home().resolve(".aws/config"), "[profile viewer]\nrole_arn = "
                + Passage.roleArn(Passage.ROLE) + "\nsource_profile = keys\n");
        return shell;
    }
}
