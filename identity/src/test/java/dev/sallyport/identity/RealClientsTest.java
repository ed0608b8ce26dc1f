package dev.sallyport.identity;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Tokens of the clients that people have, as they stand on the PATH, are verified like our own. */
@Tag("conformance")
class RealClientsTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "cn-north-1", "us-gov-west-1"})
    void theAwsClisTokenIsGood(String region) throws IOException, InterruptedException {
        assertGood(region,
                run(region, "aws", "--region", region, "eks", "get-token", "--cluster-name", Tokens.CLUSTER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "cn-north-1"})
    void theReferenceAuthenticatorsTokenIsGood(String region) throws IOException, InterruptedException {
        assertGood(region, run(region, "aws-iam-authenticator", "token", "-i", Tokens.CLUSTER, "--region", region));
    }

    private static void assertGood(String region, String execCredential) {
        ClusterToken token = ClusterToken.of(token(execCredential));
        VerifierSettings settings = VerifierSettings.of(Tokens.CLUSTER, Partition.ofRegion(region).orElseThrow());

        assertThat(new TokenVerifier(settings, new VerifyingSts(Tokens.SESSION), Clock.systemUTC()).verify(token))
                .isInstanceOf(Verification.Verified.class);
        assertThat(TokenInspection.of(token, Clock.systemUTC().instant()).parts().host())
                .contains(StsEndpoint.regional(region).authority());
    }

    private String run(String region, String... command) throws IOException, InterruptedException {
        Optional<Path> program = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, command[0])).filter(Files::isRegularFile)
                .filter(Files::isExecutable).findFirst();
        assumeTrue(program.isPresent(), () -> "skipped: there is no " + command[0] + " on the PATH");
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.putAll(Map.of("HOME", home.toString(), "AWS_REGION", region, "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_ACCESS_KEY_ID", Tokens.SESSION.accessKeyId(), "AWS_SECRET_ACCESS_KEY", Tokens.SECRET,
                "AWS_SESSION_TOKEN", Tokens.SESSION.sessionToken().orElseThrow()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static String token(String execCredential) {
        return JsonReader.tryRead(execCredential).map(json -> (Map<?, ?>) json)
                .map(json -> (Map<?, ?>) json.get("status")).map(status -> (String) status.get("token")).orElseThrow();
    }
}
