package dev.sallyport.cli.access;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the report is written into, and what it never takes the place of. */
class AccessReportCommandTest {

    private static final String DUMP = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: aws-auth, namespace: kube-system}
            data:
              mapUsers: |
                - {userarn: "arn:aws:iam::123456789012:user/ana", username: "=ana", groups: [devs]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: keeper}
            rules:
            - {apiGroups: [""], resources: [secrets], verbs: [get, delete]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: devs}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: keeper}
            subjects:
            - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: devs}
            """;

    @TempDir
    Path folder = Path.of("");

    private static Ended report(String... more) {
        return CommandInProcess.command().reading(DUMP)
                .run(Stream.concat(Stream.of("access", "report", "--offline", "-"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void withoutAFileASummaryIsShownAndNothingIsWritten() throws IOException {
        Ended ended = report();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("Who has what in standard input, read ")
                .contains("read Secrets                     1")
                .endsWith("Nothing was written: --html FILE writes the page, --csv FILE the table.\n");
        assertThat(left()).isEmpty();
    }

    @Test
    void thePageAndTheTableAreWrittenForTheirOwnerAlone() throws IOException {
        Ended ended = report("--html", file("r.html"), "--csv", file("r.csv"));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("Written: " + file("r.html") + " (");
        assertThat(folder.resolve("r.html")).content().startsWith("<!doctype html>\n").endsWith("</html>\n");
        assertThat(folder.resolve("r.csv")).content().startsWith("kind,who,session,place,username,groups,as,")
                .contains(
                        "\r\nIAM user,arn:aws:iam::123456789012:user/ana,,aws-auth mapUsers:1,'=ana,devs,group devs,");
        assertThat(left()).hasSize(2).allSatisfy(file -> assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
    }

    @Test
    void anEarlierReportIsReplacedAndKeepsItsMode() throws IOException {
        report("--html", file("r.html"));
        Path page = folder.resolve("r.html");
        Files.setPosixFilePermissions(page, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(page, Files.readString(page) + "<!-- of yesterday -->");

        assertThat(report("--html", file("r.html")).exitCode()).isZero();

        assertThat(page).content().doesNotContain("of yesterday");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page))).isEqualTo("rw-r--r--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--html", "--csv"})
    void aFileThatIsNoReportIsNeverReplaced(String option) throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");

        Ended ended = report(option, notes.toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("notes.txt is there already and is no such report. Nothing was written.");
        assertThat(notes).content().isEqualTo("mine");
        assertThat(left()).hasSize(1);
    }

    @Test
    void whatOneOptionMayNotReplaceStopsTheOtherToo() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        report("--html", file("r.html"), "--csv", file("notes.txt"));

        assertThat(folder.resolve("r.html")).doesNotExist();
    }

    @Test
    void aLinkStaysOneAndItsTargetIsReplaced() throws IOException {
        report("--html", file("r.html"));
        Path link = Files.createSymbolicLink(folder.resolve("latest.html"), folder.resolve("r.html"));

        assertThat(report("--html", link.toString()).exitCode()).isZero();

        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFolderIsNoFile() {
        Ended ended = report("--html", folder.toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("is a folder; name a file in it. Nothing was written.");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Ended ended = report("--html", file("gone/r.html"));

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("there is no folder " + file("gone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-"})
    void aNameThatIsNoFilesIsWrongUsage(String name) {
        assertThat(report("--csv", name).exitCode()).isEqualTo(2);
    }

    @Test
    void oneFileForBothIsWrongUsage() throws IOException {
        Ended ended = report("--html", file("r"), "--csv", file("./r"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--html and --csv name one file");
        assertThat(left()).isEmpty();
    }

    @Test
    void thePageGoesToStandardOutputAloneWhereItIsAskedFor() {
        assertThat(report("-o", "html").out()).startsWith("<!doctype html>\n").endsWith("</html>\n");
    }

    @Test
    void theTableGoesToStandardOutputAndWhatWasNotSeenBesideIt() {
        Ended ended = report("-o", "csv");

        assertThat(ended.out()).startsWith("kind,who,").doesNotContain("access entries");
        assertThat(ended.err()).contains("access entries");
    }

    @Test
    void theReportAsDataNamesGrantsAndPowers() {
        assertThat(report("-o", "json").out()).contains("\"can\" : \"read Secrets\"")
                .contains("\"binding\" : \"ClusterRoleBinding devs\"").contains("\"readAt\" : ");
        assertThat(report("-o", "yaml").out()).contains("role: ClusterRole keeper");
    }

    @Test
    void anUnknownFormIsNamed() {
        Ended ended = report("-o", "pdf");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("expected html, csv, json or yaml, not \"pdf\"");
    }
}
