package dev.sallyport.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AwsAuthFileTest extends MappingSourceContract {

    @TempDir
    private Path folder;

    @Override
    protected Medium medium() {
        Path path = folder.resolve("aws-auth.yaml");
        AwsAuthFile file = AwsAuthFile.of(path);
        return new Medium() {
            @Override
            public MappingSource source() {
                return file;
            }

            @Override
            public void put(List<Entry> entries) {
                write(path, manifest(entries));
                file.refresh();
            }

            @Override
            public boolean canBeDamaged() {
                return true;
            }

            @Override
            public void damage(String goneArn) {
                List<Entry> left = List.of(DEV, OPS).stream().filter(entry -> !entry.arn().equals(goneArn)).toList();
                write(path, manifest(left).replace("      username", "\tusername"));
                file.refresh();
            }
        };
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String manifest(List<MappingSourceContract.Entry> entries) {
        StringBuilder text = new StringBuilder("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: aws-auth
                  namespace: kube-system
                data:
                  mapRoles: |
                """);
        for (Entry entry : entries) {
            text.append("    - rolearn: ").append(entry.arn()).append("\n      username: ").append(entry.username())
                    .append("\n      groups: [").append(String.join(", ", entry.groups())).append("]\n");
        }
        return text.toString();
    }

    @Test
    void beforeItIsReadItHasNoRulesAndSaysSo() {
        AwsAuthFile file = AwsAuthFile.of(folder.resolve("absent.yaml"));

        assertThat(file.rules().rules()).isEmpty();
        assertThat(file.health()).isInstanceOf(SourceHealth.NotYetRead.class);
    }

    @Test
    void aFileThatIsGoneHasNoRules() throws IOException {
        Path path = folder.resolve("aws-auth.yaml");
        write(path, manifest(List.of(DEV)));
        AwsAuthFile file = AwsAuthFile.of(path);
        file.refresh();

        Files.delete(path);

        assertThat(file.refresh()).isTrue();
        assertThat(file.rules().rules()).isEmpty();
        assertThat(file.health()).isEqualTo(new SourceHealth.NotYetRead("there is no file " + path));
    }

    @Test
    void refreshingTellsWhetherAnythingChanged() {
        Path path = folder.resolve("aws-auth.yaml");
        write(path, manifest(List.of(DEV)));
        AwsAuthFile file = AwsAuthFile.of(path);

        assertThat(file.refresh()).isTrue();
        RuleSet rules = file.rules();
        assertThat(file.refresh()).isFalse();
        assertThat(file.rules()).isSameAs(rules);
    }

    @Test
    void aFolderInItsPlaceKeepsTheRulesAndSaysSo() throws IOException {
        Path path = folder.resolve("aws-auth.yaml");
        write(path, manifest(List.of(DEV)));
        AwsAuthFile file = AwsAuthFile.of(path);
        file.refresh();
        Files.delete(path);
        Files.createDirectory(path);

        file.refresh();

        assertThat(file.rules().rules()).hasSize(1);
        assertThat(file.health()).isInstanceOf(SourceHealth.Degraded.class);
    }

    @Test
    void textInAnotherEncodingIsDamage() throws IOException {
        Path path = folder.resolve("aws-auth.yaml");
        write(path, manifest(List.of(DEV)));
        AwsAuthFile file = AwsAuthFile.of(path);
        file.refresh();
        Files.write(path, (manifest(List.of(DEV)) + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));

        file.refresh();

        assertThat(file.rules().rules()).hasSize(1);
        assertThat(file.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("A-FILE");
            assertThat(finding.message()).isEqualTo("the file is not in UTF-8");
        });
    }
}
