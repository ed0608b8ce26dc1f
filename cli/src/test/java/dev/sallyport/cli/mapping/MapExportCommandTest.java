package dev.sallyport.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import dev.sallyport.mapping.AwsAuth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

final class MapExportCommandTest {

    private static final String MAP = """
            mapRoles: |
              # kept
              - rolearn: arn:aws:iam::123456789012:role/dev
                username: "0123"
                groups: ["yes", "a: b # c", '"']
            mapAccounts: |
              - "012345678901"
            """;

    @TempDir
    Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void writeTheMap() throws IOException {
        file = Files.writeString(folder.resolve("aws-auth.yaml"), MAP);
    }

    @Test
    void namesFromOutsideStayTexts() throws IOException {
        JsonNode spec = new YAMLMapper().readTree(export("iamidentitymapping").out()).path("spec");

        assertThat(spec.path("username").isTextual()).isTrue();
        assertThat(spec.path("username").asText()).isEqualTo("0123");
        assertThat(spec.path("groups")).extracting(JsonNode::asText).containsExactly("yes", "a: b # c", "\"");
    }

    @Test
    void anAccountIsNamedWhereThereIsNoWordForIt() {
        assertThat(export("iamidentitymapping").err()).contains("left out: ").contains("the account 012345678901");
    }

    @Test
    void eksctlReadsAnAccountAsText() throws IOException {
        JsonNode config = new YAMLMapper()
                .readTree(export("eksctl", "--cluster-name", "demo", "--region", "eu-west-1").out());

        assertThat(config.path("metadata").path("name").asText()).isEqualTo("demo");
        assertThat(config.path("iamIdentityMappings").path(1).path("account").isTextual()).isTrue();
        assertThat(config.path("iamIdentityMappings").path(1).path("account").asText()).isEqualTo("012345678901");
    }

    @Test
    void theConfigMapReadsBackAsTheSame() {
        String manifest = export("yaml").out();

        assertThat(AwsAuth.parseManifest("out", manifest).data())
                .isEqualTo(AwsAuth.parseManifest("in", MAP).data());
        assertThat(manifest).startsWith("apiVersion: v1\nkind: ConfigMap\n").contains("namespace: kube-system");
    }

    @Test
    void aClusterConfigNeedsItsCluster() {
        Ended ended = export("eksctl", "--region", "eu-west-1");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--cluster-name NAME");
    }

    private Ended export(String form, String... more) {
        String[] words = new String[6 + more.length];
        System.arraycopy(new String[]{"mapping", "export", "--to", form, "-f", file.toString()}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return CommandInProcess.command().run(words);
    }
}
