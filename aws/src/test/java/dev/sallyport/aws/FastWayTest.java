package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** What is loaded when the keys stand in the environment or in a file: the token command starts with every kubectl. */
class FastWayTest {

    @TempDir
    Path folder;

    /** What the token command asks of this room. */
    static final class Ask {
        private Ask() {}

        public static void main(String[] args) {
            AwsSettings settings = AwsSettings.read(AwsEnvironment.ofProcess(), Optional.empty(), Optional.empty())
                    .optional().orElseThrow();
            var _ = CredentialChain.of(settings).resolve().optional().orElseThrow();
            var _ = settings.endpoint(AwsService.STS).optional().orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment", "profile"})
    void noClassOfTheNetworkIsLoaded(String where) throws Exception {
        List<String> loaded = loaded(where.equals("environment")
                ? Map.of("AWS_ACCESS_KEY_ID", "AKIA", "AWS_SECRET_ACCESS_KEY", "s", "AWS_REGION", "eu-west-1")
                : Map.of("AWS_PROFILE", "dev"));

        assertThat(loaded).noneMatch(name -> name.startsWith("java.net.http.") || name.startsWith("javax.net.")
                || name.startsWith("javax.xml.") || name.startsWith("sun.net.www.protocol.http")
                || name.startsWith("sun.security.ssl"));
        assertThat(loaded.stream().filter(name -> name.startsWith("dev.sallyport.aws.") && !name.contains("Lambda")))
                .contains(
                        "dev.sallyport.aws.CredentialChain")
                .hasSizeLessThan(28);
    }

    @Test
    void neitherTheSdkNorAJsonLibraryIsThereAtAll() {
        for (String name : new String[]{"software.amazon.awssdk.core.SdkClient",
            "com.fasterxml.jackson.core.JsonParser"}) {
            assertThat(getClass().getClassLoader().getResource(name.replace('.', '/') + ".class")).as(name).isNull();
        }
    }

    private List<String> loaded(Map<String, String> environment) throws Exception {
        Files.createDirectories(folder.resolve(".aws"));
        Files.writeString(folder.resolve(".aws/credentials"),
                "[dev]\naws_access_key_id = AKIA\naws_secret_access_key = s\n");
        Path log = folder.resolve("classes");
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log + "::filecount=0", "-XX:TieredStopAtLevel=1", "-cp",
                String.join(File.pathSeparator, place(AwsSettings.class), place(AwsCredentials.class),
                        place(Ask.class)),
                Ask.class.getName()).inheritIO();
        java.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("JAVA_"));
        java.environment().putAll(environment);
        java.environment().put("HOME", folder.toString());
        Process process = java.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(log).stream().map(line -> line.replaceAll("^\\[.*?\\]\\[.*?\\]\\[.*?\\] ", ""))
                .map(line -> line.split(" ", 2)[0]).toList();
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
