package dev.sallyport.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands over a map in a file, or on standard input. */
final class MapInAFileTest {

    private static final String ANA = "arn:aws:iam::123456789012:user/ana";
    private static final String NODE = "arn:aws:iam::123456789012:role/node";
    private static final String MAP = """
            # kept by the platform team
            mapRoles: |
              - rolearn: arn:aws:iam::123456789012:role/node   # the nodes
                username: system:node:{{EC2PrivateDNSName}}
                groups: ["system:bootstrappers", system:nodes]
            """;
    private static final String ANAS = """
            mapUsers: |
              - userarn: arn:aws:iam::123456789012:user/ana
                username: ana
                groups:
                - view
            """;

    @TempDir
    Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void writeTheMap() throws IOException {
        file = Files.writeString(folder.resolve("aws-auth.yaml"), MAP);
    }

    @Test
    void addWritesTheFileInPlaceAndKeepsTheRestAndItsMode() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        Ended ended = change("add", "user", "--arn", ANA, "--username", "ana", "--group", "view", "--yes");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("  +   - userarn: " + ANA).contains("Written to " + file);
        assertThat(Files.readString(file)).isEqualTo(MAP + ANAS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aSymbolicLinkStaysOne() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);

        command("add", "account", "123456789012", "--yes", "-f", link.toString());

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).startsWith(MAP).contains("mapAccounts");
    }

    @Test
    void whereNobodyCanBeAskedNothingIsChangedWithoutYes() throws IOException {
        Ended ended = change("add", "account", "123456789012");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--dry-run", "--yes");
        assertThat(Files.readString(file)).isEqualTo(MAP);
    }

    @Test
    void aPersonSeesTheLinesAndIsAsked() throws IOException {
        String[] add = {"mapping", "add", "account", "123456789012", "-f", file.toString()};

        Ended no = CommandInProcess.command().atATerminal().reading("n\n").run(add);
        Ended silence = CommandInProcess.command().atATerminal().reading("").run(add);
        String afterNo = Files.readString(file);
        Ended yes = CommandInProcess.command().atATerminal().reading("Yes\n").run(add);

        assertThat(no.exitCode()).isEqualTo(1);
        assertThat(no.out()).contains("  +   - \"123456789012\"");
        assertThat(no.err()).contains("Write this? [y/N]", "nothing was changed");
        assertThat(silence.exitCode()).isEqualTo(1);
        assertThat(afterNo).isEqualTo(MAP);
        assertThat(yes.exitCode()).isZero();
        assertThat(Files.readString(file)).isNotEqualTo(MAP);
    }

    @Test
    void aDryRunShowsTheLinesAndWritesNothing() throws IOException {
        Ended ended = change("add", "account", "123456789012", "--dry-run");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("  +   - \"123456789012\"", "--dry-run");
        assertThat(Files.readString(file)).isEqualTo(MAP);
    }

    @Test
    void standardInputGoesToStandardOutputWithTheChangeInIt() {
        Ended ended = CommandInProcess.command().reading(MAP).run("mapping", "add", "user", "--arn", ANA,
                "--username", "ana", "--group", "view", "-f", "-");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).isEqualTo(MAP + ANAS);
    }

    @Test
    void standardInputAsDataHasTheTextInTheReport() throws IOException {
        Ended ended = CommandInProcess.command().reading(MAP).run("mapping", "add", "user", "--arn", ANA,
                "--username", "ana", "--group", "view", "-f", "-", "-o", "json");

        JsonNode report = new ObjectMapper().readTree(ended.out());
        assertThat(ended.exitCode()).isZero();
        assertThat(report.path("outcome").asText()).isEqualTo("edited");
        assertThat(report.path("text").asText()).isEqualTo(MAP + ANAS);
        assertThat(report.path("changes")).isNotEmpty();
    }

    @Test
    void aDryRunOfStandardInputShowsTheLines() {
        Ended ended = CommandInProcess.command().reading(MAP).run("mapping", "add", "account", "123456789012",
                "--dry-run", "-f", "-");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("  +   - \"123456789012\"", "Nothing was written (--dry-run).");
    }

    @Test
    void ofAnArnThatStandsTwiceTheLinesOfTheFileAreNamed() throws IOException {
        Files.writeString(file, MAP + ANAS + ANAS.lines().skip(1).collect(Collectors.joining("\n", "", "\n")));

        assertThat(change("remove", ANA, "--yes").err()).contains("on lines 7, 11");
        assertThat(change("remove", ANA, "--line", "8", "--yes").err()).contains("on line 8.");
        assertThat(change("remove", ANA, "--line", "11", "--yes").exitCode()).isZero();
        assertThat(Files.readString(file)).isEqualTo(MAP + ANAS);
    }

    @Test
    void anEmptyNameIsAVariableThatIsNotSet() throws IOException {
        assertThat(change("add", "user", "--arn", ANA, "--username", "", "--yes").exitCode()).isEqualTo(2);
        assertThat(change("add", "user", "--arn", ANA, "--username", "ana", "--group", "", "--yes").exitCode())
                .isEqualTo(2);
        assertThat(command("list", "-f", "").exitCode()).isEqualTo(2);
        assertThat(command("history", "--from-audit", "").exitCode()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(MAP);
    }

    @Test
    @Timeout(60)
    void aPipeIsReadOnceAndNotWritten() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                Files.writeString(pipe, MAP);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Ended ended = command("add", "account", "123456789012", "--yes", "-f", pipe.toString());

        writer.join();
        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("is no ordinary file");
    }

    @Test
    void aDocumentBelowTheMapsIsSaidNotToBeRead() throws IOException {
        assertThat(change("list").err()).isEmpty();

        Files.writeString(file, MAP + "---\n# the end\n");
        assertThat(change("list").err()).isEmpty();

        Files.writeString(file, MAP + "---\n" + ANAS);
        assertThat(change("list").err()).contains(file + ":6: another document begins here");
    }

    @Test
    void anArnThatIsThereAlreadyIsRefused() throws IOException {
        Ended ended = change("add", "role", "--arn", NODE, "--username", "x", "--no-duplicate-arns", "--yes");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains(file + " mapRoles:3");
        assertThat(Files.readString(file)).isEqualTo(MAP);
    }

    @Test
    void anEntryThatWouldNeverMatchIsRefused() throws IOException {
        Ended ended = change("add", "role", "--arn", "arn:aws:iam::123456789012:role/team/dev", "--username", "dev",
                "--yes");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("A-PATH", "Write role/dev");
        assertThat(Files.readString(file)).isEqualTo(MAP);
    }

    @Test
    void anArnOfAnotherKindIsWrongUsage() {
        assertThat(change("add", "user", "--arn", NODE, "--username", "x", "--yes").err())
                .contains("sallyport mapping add role");
        assertThat(change("add", "role", "--arn", "arn:aws:sts::123456789012:assumed-role/dev/me", "--username", "x",
                "--yes").err()).contains("arn:aws:iam::123456789012:role/dev");
        assertThat(change("add", "user", "--arn", "ana", "--username", "x", "--yes").exitCode()).isEqualTo(2);
        assertThat(change("add", "account", "12345").exitCode()).isEqualTo(2);
        assertThat(change("add", "account").exitCode()).isEqualTo(2);
    }

    @Test
    void whatAFileWouldLockOutIsToldAndDone() throws IOException {
        Ended ended = change("remove", "--arn", NODE, "--yes");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).contains("L-NODE-ROLE");
        assertThat(Files.readString(file)).doesNotContain(NODE);
    }

    @Test
    void whatAMapOnStandardInputWouldLockOutIsToldToo() {
        Ended ended = CommandInProcess.command().reading(MAP).run("mapping", "remove", NODE, "-f", "-");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).contains("L-NODE-ROLE");
    }

    @Test
    void whatIsNotThereCannotBeRemoved() {
        Ended ended = change("remove", ANA, "--yes");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("mapUsers", ANA);
    }

    @Test
    void aFileThatCannotBeReadIsNotRewritten() throws IOException {
        String broken = "mapRoles: |\n\t- a\n";
        Files.writeString(file, broken);

        assertThat(change("add", "account", "123456789012", "--yes").exitCode()).isEqualTo(4);
        assertThat(change("list").exitCode()).isEqualTo(4);
        assertThat(command("list", "-f", folder.resolve("none").toString()).exitCode()).isEqualTo(4);
        assertThat(Files.readString(file)).isEqualTo(broken);
    }

    @Test
    void aSectionThatCannotBeReadIsNotRewrittenAndTheLineIsShown() throws IOException {
        String broken = "mapUsers: |\n  - userarn: a\n   username: b\n";
        Files.writeString(file, broken);

        Ended ended = change("add", "user", "--arn", ANA, "--username", "ana", "--yes");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("mapUsers:3", "username: b");
        assertThat(Files.readString(file)).isEqualTo(broken);
    }

    @Test
    void anUnknownDangerIsWrongUsageThatNamesThem() {
        Ended ended = change("remove", NODE, "--allow-lockout", "NODES");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("L-NODE-ROLE", "L-LAST-ADMIN");
    }

    @Test
    void aChangeAsData() {
        Ended ended = change("add", "account", "123456789012", "--dry-run", "-o", "json");

        assertThat(ended.out()).contains("\"outcome\" : \"dry-run\"", "\"section\" : \"mapAccounts\"",
                "\"code\" : \"A-WHOLE-ACCOUNT\"").startsWith("{").endsWith("}\n");
    }

    @Test
    void listAndGetReadAFile() {
        assertThat(change("list").out()).contains(NODE, "mapRoles:3");
        assertThat(change("get", NODE.toUpperCase(java.util.Locale.ROOT)).out()).contains("mapRoles:3");
        assertThat(change("get", ANA).exitCode()).isEqualTo(1);
        assertThat(change("get").exitCode()).isEqualTo(2);
    }

    @Test
    void simulateSaysWhoSomebodyWouldBeByAnotherMap() throws IOException {
        Path other = Files.writeString(folder.resolve("new.yaml"), MAP + ANAS);

        Ended ended = change("simulate", ANA, "--with", other.toString());

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().lines()).hasSize(2);
        assertThat(ended.out()).contains("NO   by " + file, "YES  by " + other + ": " + ANA
                + " is ana, groups [view] (mapUsers:7)");
        assertThat(change("simulate", ANA).exitCode()).isEqualTo(1);
        assertThat(change("simulate", "arn:aws:sts::123456789012:assumed-role/node/i-0").out()).startsWith("YES");
        assertThat(change("simulate", "arn:aws:iam::123456789012:role/a/path/node").out()).startsWith("YES");
        assertThat(change("simulate", "ana").exitCode()).isEqualTo(2);
    }

    @Test
    void diffSaysWhoGainsAndWhoLoses() throws IOException {
        Path other = Files.writeString(folder.resolve("new.yaml"), ANAS);

        Ended ended = command("diff", file.toString(), other.toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out().lines()).hasSize(3);
        assertThat(ended.out()).containsPattern("gains +" + ANA + " +comes in as ana, groups \\[view]")
                .containsPattern("loses +" + NODE + " +goes out");
        assertThat(command("diff", file.toString(), file.toString()).exitCode()).isZero();
    }

    private Ended change(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-f", file.toString()));
        return command(all.toArray(String[]::new));
    }

    private static Ended command(String... words) {
        List<String> all = new ArrayList<>(List.of("mapping"));
        all.addAll(List.of(words));
        return CommandInProcess.command().run(all.toArray(String[]::new));
    }
}
