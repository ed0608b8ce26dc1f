package dev.sallyport.cli.mapping;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code mapping history --from-audit}, without a cluster. */
final class AuditHistoryTest {

    private static final String EVENT = """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"%1$d","stage":"ResponseComplete","verb":"update",\
            "user":{"username":"ops"},"userAgent":"kubectl","objectRef":{"resource":"configmaps",\
            "namespace":"kube-system","name":"aws-auth"},"responseStatus":{"code":200},\
            "stageTimestamp":"2026-11-25T10:00:0%1$dZ","responseObject":{"kind":"ConfigMap",\
            "data":{"mapAccounts":"- \\"%2$s\\"\\n"}}}
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void editsAreListedTheNewestFirstWithWhatTheyMean() throws IOException {
        Ended ended = history(EVENT.formatted(1, "111111111111") + EVENT.formatted(2, "222222222222"));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().lines().toList().get(1)).startsWith("2 ").contains("ops", "gains 222222222222",
                "loses 111111111111");
        assertThat(ended.out()).contains("what was there before is not in the log");
    }

    @Test
    void anEditIsShownAsAFileThatReadsBack() throws IOException {
        Ended ended = history(EVENT.formatted(1, "111111111111"), "--show", "1");

        assertThat(ended.out()).contains("# edit 1, 2026-11-25T10:00:01Z, ops\n")
                .endsWith("mapAccounts: |\n  - \"111111111111\"\n");
    }

    @Test
    void damagedLinesAreNamedAndTheRestIsTold() throws IOException {
        Ended ended = history("garbage\n" + EVENT.formatted(1, "111111111111") + "{\"kind\":\n");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).contains("line 1: ", "line 3: ");
        assertThat(ended.out()).contains("ops");
    }

    @Test
    void damagedLinesBeyondThoseThatAreKeptAreCounted() throws IOException {
        Ended ended = history(EVENT.formatted(1, "111111111111") + "garbage\n".repeat(1500));

        assertThat(ended.err()).contains("another 1495 could not be read");
        assertThat(history(EVENT.formatted(1, "111111111111") + "garbage\n".repeat(1500), "-o", "json").out())
                .contains("\"damaged\" : 1500");
    }

    @Test
    void aFileWithoutAnyEventIsNoAuditLog() throws IOException {
        Ended ended = history("hello\n");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("holds no audit event");
    }

    @Test
    void anEditThatIsNotThereIsSaidToBeSo() throws IOException {
        Ended ended = history(EVENT.formatted(1, "111111111111"), "--show", "7");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("there is no edit 7 in this log; there are 1 to 1");
    }

    @Test
    void controlCharactersOfAUserAgentAreNotPrinted() throws IOException {
        Ended ended = history(EVENT.formatted(1, "111111111111").replace("\"kubectl\"", "\"a\\u001b[2J\""));

        assertThat(ended.out()).contains("a\\u001b[2J").doesNotContain("\u001b");
    }

    private Ended history(String log, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("audit.log"), log);
        String[] words = new String[4 + more.length];
        System.arraycopy(new String[]{"mapping", "history", "--from-audit", file.toString()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return CommandInProcess.command().run(words);
    }
}
