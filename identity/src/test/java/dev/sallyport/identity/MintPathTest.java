package dev.sallyport.identity;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The token command starts with every kubectl: what minting loads is what everybody waits for. */
class MintPathTest {

    private static final String LOADED = "[class,load] ";

    /** Mints one token; run in a JVM of its own. */
    public static void main(String[] arguments) {
        MintedToken minted = new TokenMinter(Clock.systemUTC()).mint("demo", "eu-west-1",
                StsEndpoint.regional("eu-west-1"), AwsCredentials.temporary("ASIAEXAMPLE", "secret", "session"));
        if (minted.token().reveal().length() < 100) {
            throw new IllegalStateException("no token");
        }
    }

    @Test
    void mintingLoadsNoHttpClientNoRegexNoJceAndFewClassesOfOurs() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xlog:class+load=info:stdout:tags", "-cp",
                System.getProperty("java.class.path"), MintPathTest.class.getName()).redirectErrorStream(true).start();
        List<String> lines = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

        assertThat(jvm.waitFor()).as(() -> String.join("\n", lines)).isZero();
        Set<String> loaded = lines.stream().filter(line -> line.startsWith(LOADED))
                .map(line -> line.substring(LOADED.length()).split(" ", 2)[0]).collect(Collectors.toSet());
        assertThat(loaded).contains("dev.sallyport.identity.TokenMinter")
                .noneMatch(name -> name.startsWith("java.net.http."))
                .noneMatch(name -> name.startsWith("javax.crypto.Jce"))
                .noneMatch(name -> name.startsWith("java.time.format."))
                .doesNotContain("java.util.regex.Matcher", "javax.crypto.Mac",
                        "dev.sallyport.identity.TokenVerifier");
        assertThat(loaded).filteredOn(name -> name.startsWith("dev.sallyport.")).hasSizeLessThan(22);
    }
}
