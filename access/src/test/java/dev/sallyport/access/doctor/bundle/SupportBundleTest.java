package dev.sallyport.access.doctor.bundle;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Observation;
import dev.sallyport.access.doctor.Station;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.MergedKubeconfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;

final class SupportBundleTest {

    private static final String OURS = "the API server answers and does not know you are groups in namespace is"
            + " may list pods was refused by a key of profile";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "k8s-aws-v1.aHR0cHM6Ly9zdHMuZXUtd2VzdC0xLmFtYXpvbmF3cy5jb20v",
        "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&X-Amz-Signature=0123456789abcdef",
        "MIIBszCCAVmgAwIBAgIUe2VjcmV0", "-----BEGINCERTIFICATE-----MIIB", "123456789012", "10.20.30.40",
        "ABCDEF0123.gr7.eu-west-1.eks.amazonaws.com", "/home/ana.garcia/.aws/credentials", "ana.garcia@example.com",
        "hunter2!", "arn:aws:iam::210987654321:role/team/payments", "password=hunter2", "payroll-prod",
        "\u001b[31mred", "ünïcödé-näme", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2ln"})
    void noWordThatIsNotOursGetsIn(String secret) {
        Diagnosis diagnosis = new Diagnosis(List.of(Observation.fault(CheckCode.M_NOT_MAPPED,
                "the API server was refused: \"" + secret + "\" (" + secret + ").\nthe key of " + secret)));

        String all = String.join("\n", bundle(diagnosis, "").files().values());

        assertThat(all).doesNotContain(secret).contains("the API server was refused");
    }

    @Test
    void aNameThatIsAnOrdinaryWordIsHiddenToo() {
        Diagnosis diagnosis = new Diagnosis(List.of(Observation.ok(Station.MAPPING, "you are pods, groups [profile]")),
                Set.of("pods", "profile"));

        assertThat(bundle(diagnosis, "").files().get("diagnosis.json")).contains("you are name-1, groups [name-2]");
    }

    @Test
    void oneNameHasOnePseudonym() {
        Diagnosis diagnosis = new Diagnosis(List.of(Observation.ok(Station.MAPPING,
                "arn:aws:iam::210987654321:user/ana is arn:aws:iam::210987654321:user/ANA, and"
                        + " arn:aws:iam::210987654322:user/ana is not")));

        assertThat(bundle(diagnosis, "").files().get("diagnosis.json"))
                .contains("arn:aws:iam::account-1:user/name-1 is arn:aws:iam::account-1:user/name-1, and"
                        + " arn:aws:iam::account-2:user/name-1 is not");
    }

    @Test
    void ofTheKubeconfigTheStructureGetsInAndNothingElse() {
        SupportBundle bundle = bundle(new Diagnosis(List.of()), """
                apiVersion: v1
                kind: Config
                current-context: payroll-prod
                clusters:
                - name: payroll
                  cluster:
                    server: https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com
                    certificate-authority-data: c2VjcmV0
                contexts:
                - name: payroll-prod
                  context: {cluster: payroll, user: ana, namespace: wages}
                users:
                - name: ana
                  user:
                    token: hunter2
                    exec:
                      apiVersion: client.authentication.k8s.io/v1beta1
                      command: /opt/ana/bin/aws
                      args: [eks, get-token, --cluster-name, payroll, --region, eu-west-1, --secret=hunter3]
                      env: [{name: AWS_PROFILE, value: ana-prod}, {name: MY_TOKEN_hunter4, value: hunter5}]
                """);

        String text = bundle.files().get("kubeconfig.json");
        assertThat(text).contains("context-1", "get-token", "AWS_PROFILE", "client.authentication.k8s.io/v1beta1")
                .doesNotContain("payroll", "ana", "wages", "hunter", "ABCDEF", "c2VjcmV0", "eu-west-1");
    }

    @Test
    void ofVariablesWellKnownNamesGetInAndNoValue() {
        String text = bundle(new Diagnosis(List.of()), "").files().get("variables.json");

        assertThat(text).contains("AWS_PROFILE").doesNotContain("SECRET_OF_hunter2").contains("\"others\" : 1");
    }

    @Test
    void theArchiveIsOneThatTarReads() throws IOException {
        byte[] archive = TarGz.of("sallyport-doctor", Map.of("a.json", "{}\n"));

        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
        assertThat(tar).hasSize(4 * 512);
        assertThat(new String(tar, 0, 23, StandardCharsets.US_ASCII)).isEqualTo("sallyport-doctor/a.json");
        assertThat(new String(tar, 257, 5, StandardCharsets.US_ASCII)).isEqualTo("ustar");
        assertThat(new String(tar, 512, 3, StandardCharsets.US_ASCII)).isEqualTo("{}\n");
    }

    private SupportBundle bundle(Diagnosis diagnosis, String kubeconfig) {
        try {
            Path file = Files.writeString(folder.resolve("config"), kubeconfig);
            return SupportBundle.of(diagnosis, Map.of("sallyport", "1"),
                    MergedKubeconfig.of(KubeconfigFiles.ofKubectl(Map.of(), Optional.empty(), Optional.of(file))),
                    Set.of("AWS_PROFILE", "SECRET_OF_hunter2"), new Pseudonyms(OURS, SupportBundle.codes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
