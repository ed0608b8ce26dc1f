package dev.sallyport.cluster.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class InClusterTargetTest {

    private static final Map<String, String> POD = Map.of("KUBERNETES_SERVICE_HOST", "10.100.0.1",
            "KUBERNETES_SERVICE_PORT", "443");

    @TempDir
    Path mounted;

    @Test
    void aPodFindsItsClusterAndItsNamespace() throws IOException {
        Files.writeString(mounted.resolve("token"), "t");
        Files.writeString(mounted.resolve("ca.crt"), "pem");
        Files.writeString(mounted.resolve("namespace"), "sallyport\n");

        assertThat(InClusterTarget.isThere(POD, mounted)).isTrue();
        assertThat(InClusterTarget.namespace(mounted)).contains("sallyport");
        assertThat(InClusterTarget.read(POD, mounted).optional()).hasValueSatisfying(
                target -> assertThat(target.server()).hasToString("https://10.100.0.1:443"));
    }

    @Test
    void anAddressOfIpv6IsPutInBrackets() throws IOException {
        Files.writeString(mounted.resolve("token"), "t");
        Files.writeString(mounted.resolve("ca.crt"), "pem");

        assertThat(InClusterTarget.read(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1"), mounted).optional())
                .hasValueSatisfying(target -> assertThat(target.server()).hasToString("https://[fd00::1]:443"));
    }

    @Test
    void elsewhereThereIsNone() {
        assertThat(InClusterTarget.isThere(Map.of(), mounted)).isFalse();
        assertThat(InClusterTarget.isThere(POD, mounted)).isFalse();
        assertThat(InClusterTarget.read(POD, mounted)).isInstanceOf(ClusterAnswer.Failed.class);
        assertThat(InClusterTarget.namespace(mounted)).isEmpty();
    }
}
