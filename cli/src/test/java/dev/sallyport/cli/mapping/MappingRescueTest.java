package dev.sallyport.cli.mapping;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code mapping rescue} over files, without a cluster. */
final class MappingRescueTest {

    private static final String BROKEN = """
            mapRoles: |
              - rolearn: arn:aws:iam::123456789012:role/dev
              \tusername: dev
            """;

    @TempDir
    Path folder = Path.of("");

    private static Ended rescue(String... arguments) {
        List<String> all = new ArrayList<>(List.of("mapping", "rescue"));
        all.addAll(List.of(arguments));
        return CommandInProcess.command().run(all.toArray(String[]::new));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("aws-auth.yaml"), text);
    }

    @Test
    void aFileIsRepairedAndTheWayIntoTheClusterIsSaid() throws IOException {
        Path file = file(BROKEN);

        Ended ended = rescue("-f", file.toString(), "--yes");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(Files.readString(file)).isEqualTo(BROKEN.replace("  \tusername", "    username"));
        assertThat(ended.out()).contains("gains    arn:aws:iam::123456789012:role/dev",
                "sallyport mapping apply -f " + file);
    }

    @Test
    void kubectlIsGivenWhatItTakes() throws IOException {
        Path data = file(BROKEN);
        Path manifest = Files.writeString(folder.resolve("manifest.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n"
                        + "  name: aws-auth\n  namespace: kube-system\ndata:\n" + BROKEN.indent(2));

        assertThat(rescue("-f", data.toString(), "--yes").out())
                .contains("export --to yaml -f " + data + " | kubectl apply -f -");
        assertThat(rescue("-f", manifest.toString(), "--yes").out()).contains("  kubectl apply -f " + manifest);
    }

    @Test
    void afterADryRunThereIsNothingToBringIn() throws IOException {
        assertThat(rescue("-f", file(BROKEN).toString(), "--dry-run").out()).doesNotContain("apply -f");
    }

    @Test
    void withoutAnAnswerNothingIsWritten() throws IOException {
        Path file = file(BROKEN);

        assertThat(rescue("-f", file.toString()).exitCode()).isEqualTo(2);
        assertThat(rescue("-f", file.toString(), "--dry-run").exitCode()).isZero();
        assertThat(Files.readString(file)).isEqualTo(BROKEN);
    }

    @Test
    void aFileThatCanBeReadIsLeft() throws IOException {
        Path file = file(BROKEN.replace("  \tusername", "    username"));

        Ended ended = rescue("-f", file.toString());

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("Nothing to do");
    }

    @Test
    void whatNoFewLinesMendIsSaidWithItsPlace() throws IOException {
        Path file = file("kind: Secret\n");

        Ended ended = rescue("-f", file.toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains(file + ":1: this file is a \"Secret\"");
    }

    @Test
    void fileAndHistoryDoNotGoTogether() throws IOException {
        assertThat(rescue("-f", file(BROKEN).toString(), "--from-history").exitCode()).isEqualTo(2);
    }

    @Test
    void withoutAKubeconfigTheWaysBackInAreListed() {
        Ended ended = rescue("--kubeconfig", folder.resolve("none").toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.out()).contains("Ways back in, the cheapest first:", "W-CERTIFICATE", "W-SERVICE-ACCOUNT");
    }

    @Test
    void theLastTextOfAnAuditLogThatCanBeReadIsPrintedWhereNobodyComesIn() throws IOException {
        String event = "{\"kind\": \"Event\", \"apiVersion\": \"audit.k8s.io/v1\", \"level\": \"RequestResponse\","
                + " \"stage\": \"ResponseComplete\", \"auditID\": \"%s\", \"verb\": \"update\", \"user\": {\"username\":"
                + " \"ada\"}, \"objectRef\": {\"resource\": \"configmaps\", \"namespace\": \"kube-system\", \"name\":"
                + " \"aws-auth\", \"apiVersion\": \"v1\"}, \"responseStatus\": {\"code\": 200},"
                + " \"requestReceivedTimestamp\": \"2026-11-25T1%s:00:00.000000Z\", \"stageTimestamp\":"
                + " \"2026-11-25T1%s:00:00.000000Z\", \"responseObject\": {\"kind\": \"ConfigMap\", \"apiVersion\": \"v1\","
                + " \"metadata\": {\"name\": \"aws-auth\", \"namespace\": \"kube-system\"}, \"data\": {\"mapRoles\":"
                + " \"- rolearn: arn:aws:iam::123456789012:role/dev\\n%susername: dev\\n\"}}}%n";
        Path log = Files.writeString(folder.resolve("audit.log"),
                event.formatted("a", "0", "0", "  ") + event.formatted("b", "1", "1", "\\t"));

        Ended ended = rescue("--from-audit", log.toString(), "--kubeconfig", folder.resolve("none").toString());

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
        assertThat(ended.out()).endsWith("""
                data:
                  mapRoles: |
                    - rolearn: arn:aws:iam::123456789012:role/dev
                      username: dev
                """);
        assertThat(rescue("--from-audit", log.toString(), "--kubeconfig", folder.resolve("none").toString(), "-o",
                "json").out()).contains("\"lastGood\"", "role/dev");
    }
}
