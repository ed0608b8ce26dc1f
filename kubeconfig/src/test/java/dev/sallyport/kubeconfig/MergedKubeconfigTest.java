package dev.sallyport.kubeconfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class MergedKubeconfigTest {

    @TempDir
    Path home;

    @Test
    void ofTwoEntriesWithOneNameTheFirstCounts() throws Exception {
        Files.writeString(home.resolve("a"), """
                contexts:
                - {name: dev, context: {cluster: c, user: u}}
                clusters:
                - {name: c, cluster: {server: https://first}}
                """);
        Files.writeString(home.resolve("b"), """
                current-context: dev
                contexts:
                - {name: dev, context: {cluster: other, user: other}}
                - {name: dangling, context: {cluster: nowhere, user: nobody}}
                clusters:
                - {name: c, cluster: {server: https://second}}
                users:
                - {name: u, user: {exec: {apiVersion: v, command: aws}}}
                """);
        Files.writeString(home.resolve("broken"), "[");

        MergedKubeconfig merged = MergedKubeconfig
                .of(KubeconfigFiles.of(Map.of("KUBECONFIG", "~/a:~/missing:~/b:~/broken"), Optional.of(home),
                        Optional.empty()));

        MergedKubeconfig.Way dev = merged.current().orElseThrow();
        assertThat(dev.file()).isEqualTo(home.resolve("a"));
        assertThat(dev.cluster().flatMap(KubeconfigCluster::server)).contains("https://first");
        assertThat(dev.user().flatMap(KubeconfigUser::exec)).isPresent();
        assertThat(merged.contexts().get("dangling")).satisfies(way -> {
            assertThat(way.cluster()).isEmpty();
            assertThat(way.user()).isEmpty();
        });
        assertThat(merged.problems()).singleElement().asString().contains("broken:1:");
    }

    @Test
    void aCurrentContextThatDanglesPointsNowhere() throws Exception {
        Files.writeString(home.resolve("a"), "current-context: gone\n");

        MergedKubeconfig merged = MergedKubeconfig
                .of(KubeconfigFiles.of(Map.of("KUBECONFIG", "~/a"), Optional.of(home), Optional.empty()));

        assertThat(merged.currentContext()).contains("gone");
        assertThat(merged.current()).isEmpty();
    }
}
