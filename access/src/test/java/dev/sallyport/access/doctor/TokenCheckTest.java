package dev.sallyport.access.doctor;

import dev.sallyport.access.TokenOwner;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.cluster.connection.TestAuthority;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.RejectionReason;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.TokenMinter;
import dev.sallyport.identity.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class TokenCheckTest {

    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String V1BETA1 = "client.authentication.k8s.io/v1beta1";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String SERVER = "https://127.0.0.1:1";
    private static final String PEM = new TestAuthority().pem();

    private final StandInApi api = StandInApi.started();
    private TokenOwner sts = (token, cluster) -> new Verification.Verified(Patient.DEV);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Patient patient;

    @BeforeEach
    void somebody() {
        patient = new Patient(home);
        patient.clock = NOON;
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aGoodTokenOfSomebodyWhoIsKnown() {
        api.say("POST", REVIEWS, 201, Map.of("status", Map.of("userInfo", Map.of("username", "dev"))));

        Check.Seen seen = look(complete(credential(V1BETA1, token(NOON))));

        assertThat(only(seen).level()).isEqualTo(Level.OK);
        assertThat(only(seen).evidence()).isEqualTo("STS vouches for arn:aws:iam::123456789012:user/dev");
        assertThat(seen.facts().review().orElseThrow().optional().orElseThrow().username()).isEqualTo("dev");
        assertThat(seen.facts().token()).isPresent();
    }

    @Test
    void aGoodTokenThatIsRefusedAllTheSameIsTheMapsAffair() {
        api.refuse(request -> Optional.of(401));

        Check.Seen seen = look(complete(credential(V1BETA1, token(NOON))));

        assertThat(only(seen).level()).isEqualTo(Level.OK);
        assertThat(seen.facts().review()).containsInstanceOf(ClusterAnswer.Failed.class);
        assertThat(patient.ran).hasSize(1);
    }

    @Test
    void aPluginThatFailsIsQuoted() {
        patient.outcome = new Outcome.Ended(255, "", "An error occurred (ExpiredToken)");

        assertThat(fault(plain(), CheckCode.T_PLUGIN).evidence())
                .isEqualTo("aws ends with exit code 255: An error occurred (ExpiredToken)");
    }

    @Test
    void aPluginThatTakesTooLong() {
        patient.outcome = new Outcome.TooLate(Duration.ofSeconds(60));

        assertThat(fault(plain(), CheckCode.T_PLUGIN).evidence()).isEqualTo("aws gives nothing within 60 s");
    }

    @Test
    void aBannerBeforeTheJsonIsCountedAndNotShown() {
        Observation fault = fault(plain("Welcome!\n" + credential(V1BETA1, token(NOON))), CheckCode.T_NONSENSE);

        assertThat(fault.evidence()).isEqualTo("aws writes 9 characters before the JSON");
        assertThat(fault.toString()).doesNotContain("k8s-aws-v1");
    }

    @Test
    void nothingAndNoCredential() {
        assertThat(fault(plain(""), CheckCode.T_NONSENSE).evidence()).isEqualTo("aws writes nothing");
        assertThat(fault(plain("{\"kind\": \"Pod\"}"), CheckCode.T_NONSENSE).evidence()).contains("no ExecCredential");
        assertThat(fault(plain(credential(V1BETA1, "")), CheckCode.T_NONSENSE).evidence()).contains("neither a token");
    }

    @Test
    void anAnswerInAnotherVersion() {
        Observation fault = fault(plain(credential("client.authentication.k8s.io/v1", token(NOON))),
                CheckCode.T_VERSION);

        assertThat(fault.cures().getFirst().commands()).containsExactly("kubectl config set-credentials " + Patient.ARN
                + " --exec-api-version=client.authentication.k8s.io/v1");
    }

    @Test
    void aVersionThatKubectlDroppedIsNotOffered() {
        assertThat(fault(plain(credential("client.authentication.k8s.io/v1alpha1", token(NOON))), CheckCode.T_VERSION)
                .cures()).isEmpty();
    }

    @Test
    void aCommandThatNobodyKnowsIsRunWithLeaveAlone() {
        patient.kind = PluginCall.Kind.OTHER;

        Check.Seen refused = look(plain(credential(V1BETA1, token(NOON))));
        assertThat(only(refused).level()).isEqualTo(Level.UNSEEN);
        assertThat(patient.ran).isEmpty();

        patient.agrees = true;
        assertThat(only(look(patient)).level()).isEqualTo(Level.OK);
        assertThat(patient.ran).hasSize(1);
    }

    @Test
    void aCommandWithASlashBeginsInTheKubeconfigsFolder() {
        patient.outcome = new Outcome.Ended(0, credential(V1BETA1, token(NOON)), "");
        patient.kubeconfig(SERVER, PEM, "exec: {apiVersion: " + V1BETA1 + ", command: ../bin/sign, args: [a]}",
                Patient.ARN, "");
        patient.agrees = true;

        look(patient);

        assertThat(patient.ran).containsExactly(List.of(home.resolve("bin/sign").toString(), "a"));
    }

    @Test
    void whatAKnownCommandDoesBesideATokenIsNotDoneWithoutLeave() {
        patient.outcome = new Outcome.Ended(0, "", "");
        patient.kubeconfig(SERVER, PEM, "exec: {apiVersion: " + V1BETA1 + ", command: aws, args: [iam,"
                + " create-access-key]}", Patient.ARN, "");

        assertThat(only(look(patient)).level()).isEqualTo(Level.UNSEEN);
        assertThat(patient.ran).isEmpty();
    }

    @Test
    void aCommandOfTheSecondFileBeginsInTheFolderOfThat() throws IOException {
        Path second = Files.createDirectories(home.resolve("second")).resolve("config");
        Files.writeString(second, "users: [{name: \"" + Patient.ARN + "\", user: {exec: {apiVersion: " + V1BETA1
                + ", command: ./sign}}}]");
        patient.outcome = new Outcome.Ended(0, credential(V1BETA1, token(NOON)), "");
        patient.agrees = true;
        patient.variables.put("KUBECONFIG", home.resolve(".kube/config") + ":" + second);
        patient.kubeconfig(SERVER, PEM, "", "other", "");
        Files.writeString(home.resolve(".kube/config"), Files.readString(home.resolve(".kube/config"))
                .replaceAll("users: .*", "").replace("user: \"other\"", "user: \"" + Patient.ARN + "\""));
        patient.read();

        look(patient);

        assertThat(patient.ran).containsExactly(List.of(home.resolve("second/sign").toString()));
    }

    @Test
    void aClientCertificateThatIsNotThereIsNoCredential() {
        patient.kubeconfig(SERVER, PEM, "client-certificate: /gone/cert, client-key: /gone/key", Patient.ARN, "");

        assertThat(fault(patient, CheckCode.T_NOBODY).evidence()).contains("/gone/cert");
        assertThat(fault(patient, CheckCode.T_NOBODY).cures()).extracting(Cure::what)
                .containsExactly("write the kubeconfig's entry anew");
    }

    @Test
    void aTokenThatWasPastedAnHourAgo() {
        String old = token(Clock.offset(NOON, Duration.ofHours(-1)));
        patient.kubeconfig(SERVER, PEM, "token: " + old, Patient.ARN, "").signedIn("ap-northeast-2");

        Observation fault = fault(patient, CheckCode.T_EXPIRED);

        assertThat(fault.evidence()).startsWith("the token in the kubeconfig: ").doesNotContain(old);
        assertThat(fault.cures().getFirst().commands())
                .containsExactly("aws eks update-kubeconfig --name demo --region ap-northeast-2");
    }

    @Test
    void aTokenThatIsCutOff() {
        patient.kubeconfig(SERVER, PEM, "token: " + token(NOON).substring(0, 60), Patient.ARN, "")
                .signedIn("ap-northeast-2");

        fault(patient, CheckCode.T_SHAPE);
    }

    @Test
    void aTokenOfAnotherKindThatIsRefused() {
        api.refuse(request -> Optional.of(401));
        patient.kubeconfig(SERVER, PEM, "token: eyJhbGciOi", Patient.ARN, "").reaches(Clusters.open(api.target()));

        fault(patient, CheckCode.T_SHAPE);
    }

    @Test
    void aTokenThatStsRefuses() {
        sts = (token, cluster) -> new Verification.Rejected(RejectionReason.REFUSED_BY_STS, "STS refuses it");

        fault(complete(credential(V1BETA1, token(NOON))), CheckCode.T_REFUSED);
    }

    @Test
    void aPastedTokenThatStsRefusesIsMendedByAPlugin() {
        sts = (token, cluster) -> new Verification.Rejected(RejectionReason.REFUSED_BY_STS, "STS refuses it");
        patient.kubeconfig(SERVER, PEM, "token: " + token(NOON), Patient.ARN, "").signedIn("ap-northeast-2");

        assertThat(fault(patient, CheckCode.T_REFUSED).cures().getFirst().commands())
                .containsExactly("aws eks update-kubeconfig --name demo --region ap-northeast-2");
    }

    @Test
    void aTokenForAnotherNameThanTheClusters() {
        sts = (token, cluster) -> cluster.equals("real")
                ? new Verification.Rejected(RejectionReason.REFUSED_BY_STS, "STS refuses it")
                : new Verification.Verified(Patient.DEV);
        complete(credential(V1BETA1, token(NOON))).knows(Patient.cluster("real", "ap-northeast-2", SERVER, PEM));

        assertThat(fault(patient, CheckCode.C_OTHER_NAME).evidence()).contains("real").contains("demo");
    }

    @Test
    void nothingToSignInWith() {
        api.refuse(request -> Optional.of(401));
        patient.kubeconfig(SERVER, PEM, "", Patient.ARN, "").reaches(Clusters.open(api.target()));

        fault(patient, CheckCode.T_NOBODY);
    }

    @Test
    void aCredentialThatIsLostOnTheWay() {
        api.say("POST", REVIEWS, 403, Map.of("kind", "Status", "message",
                "selfsubjectreviews is forbidden: User \"system:anonymous\" cannot create resource", "code", 403));

        assertThat(fault(complete(credential(V1BETA1, token(NOON))), CheckCode.T_NOBODY).evidence())
                .contains("something on the way drops it");
    }

    @Test
    void anApiServerThatFails() {
        api.refuse(request -> Optional.of(500));

        fault(complete(credential(V1BETA1, token(NOON))), CheckCode.N_FAILS);
    }

    @Test
    void whatTheConfigMakesTheAwsCliWriteIsOverruledByItsArguments() {
        Observation fault = fault(plain("EXECCREDENTIAL\tclient.authentication.k8s.io/v1beta1"), CheckCode.T_NONSENSE);
        patient.outcome = new Outcome.Ended(255, "", "Unknown output type: yaml");
        Observation unknown = fault(plain(), CheckCode.T_PLUGIN);

        assertThat(fault.cures()).singleElement().isEqualTo(unknown.cures().getFirst());
        assertThat(fault.cures().getFirst().commands().getFirst()).endsWith("--exec-arg=--output --exec-arg=json");
    }

    @Test
    void aProfileWithoutANameIsUnset() {
        patient.variables.put("AWS_PROFILE", "");
        patient.outcome = new Outcome.Ended(255, "", "The config profile () could not be found");

        assertThat(fault(plain(), CheckCode.T_PLUGIN).cures().getFirst().commands())
                .containsExactly("unset AWS_PROFILE");
    }

    private Patient complete(String output) {
        return plain(output).signedIn("ap-northeast-2").reaches(Clusters.open(api.target()));
    }

    private Patient plain(String output) {
        patient.outcome = new Outcome.Ended(0, output, "");
        return plain();
    }

    private Patient plain() {
        return patient.kubeconfig(SERVER, PEM, "demo");
    }

    private static String credential(String version, String token) {
        return "{\"kind\": \"ExecCredential\", \"apiVersion\": \"" + version + "\", \"status\": {\"token\": \"" + token
                + "\"}}";
    }

    private static String token(Clock at) {
        return new TokenMinter(at).mint("demo", "ap-northeast-2", StsEndpoint.regional("ap-northeast-2"),
                AwsCredentials.longLived("AKIAEXAMPLE", "s3cret")).token().reveal();
    }

    private Observation fault(Patient who, CheckCode code) {
        Observation one = only(look(who));
        assertThat(one.level()).isEqualTo(Level.FAULT);
        assertThat(one.code()).contains(code);
        return one;
    }

    private static Observation only(Check.Seen seen) {
        assertThat(seen.observations()).hasSize(1);
        return seen.observations().getFirst();
    }

    private Check.Seen look(Patient who) {
        return new TokenCheck((settings, clock) -> sts).look(who.place(), who.facts);
    }
}
