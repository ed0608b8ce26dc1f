package dev.sallyport.kubeconfig;

import dev.sallyport.kubeconfig.KubeconfigUpdate.EksCluster;
import dev.sallyport.kubeconfig.KubeconfigUpdate.Plugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static dev.sallyport.kubeconfig.Updates.ARN;
import static dev.sallyport.kubeconfig.Updates.DEMO;
import static dev.sallyport.kubeconfig.Updates.understood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Which file an update goes to, and how it is written. */
class KubeconfigFilesTest {

    private static final KubeconfigUpdate UPDATE = KubeconfigUpdate.of(DEMO, Plugin.SALLYPORT);

    @TempDir
    Path home;

    @Test
    void withoutAVariableItIsTheFileInTheHomeFolderAndItsFolderIsMade() throws Exception {
        KubeconfigOutcome.Done done = done(files("").apply(UPDATE));

        assertThat(done.file()).isEqualTo(home.resolve(".kube/config"));
        assertThat(done.existed()).isFalse();
        assertThat(Files.readString(done.file())).isEqualTo(done.after().text());
        assertThat(mode(done.file())).isEqualTo("rw-------");
    }

    @Test
    void theOptionBeatsTheVariableAndATildeIsTheHomeFolder() {
        KubeconfigFiles files = KubeconfigFiles.of(Map.of("KUBECONFIG", "/elsewhere"), Optional.of(home),
                Optional.of("~/mine"));

        assertThat(files.paths()).containsExactly(home.resolve("mine"));
    }

    @Test
    void aDeviceWithoutEndIsNoKubeconfig() {
        assertThat(KubeconfigFiles.read(Path.of("/dev/zero"))).isEqualTo(new KubeconfigReading.Unreadable(
                "/dev/zero is longer than 8 MiB. Is it the right file?"));
    }

    @Test
    void whatIsNoOrdinaryFileIsNeverReplaced() throws Exception {
        Path pipe = home.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (Files.exists(pipe)) {
                    Files.writeString(pipe, "# nothing\n"); // as often as somebody opens it for reading
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        KubeconfigOutcome outcome = files(pipe.toString()).apply(UPDATE);

        assertThat(outcome).isInstanceOfSatisfying(KubeconfigOutcome.Refused.class,
                refused -> assertThat(refused.message()).contains("no ordinary file", "Nothing was changed"));
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
    }

    @Test
    void ofSeveralFilesTheFirstIsWrittenAndBlankNamesAreNone() {
        KubeconfigFiles files = files(":~/a: :" + home.resolve("b") + ":");

        assertThat(files.paths()).containsExactly(home.resolve("a"), home.resolve("b"));
        assertThat(done(files.apply(UPDATE)).file()).isEqualTo(home.resolve("a"));
    }

    @Test
    void ofSeveralFilesTheOneThatHasTheClusterIsWritten() throws Exception {
        Files.writeString(home.resolve("a"), "# a\n");
        Files.writeString(home.resolve("b"), "clusters:\n- name: " + ARN + "\n  cluster: {server: https://old}\n");

        KubeconfigOutcome.Done done = done(files("~/a:~/b").apply(UPDATE));

        assertThat(done.file()).isEqualTo(home.resolve("b"));
        assertThat(done.existed()).isTrue();
        assertThat(home.resolve("a")).hasContent("# a\n");
    }

    @Test
    void aLaterFileThatCannotBeReadIsPassedOverWithAWarning() throws Exception {
        Files.writeString(home.resolve("b"), "users: [\n");

        KubeconfigOutcome.Done done = done(files("~/a:~/b").apply(UPDATE));

        assertThat(done.file()).isEqualTo(home.resolve("a"));
        assertThat(done.warnings()).singleElement().asString().contains("/b:2:1: ");
    }

    @Test
    void aFileThatCannotBeReadIsLeftAsItIs() throws Exception {
        Path config = Files.writeString(home.resolve("config"), "apiVersion: v1\nusers: [\n");

        KubeconfigOutcome outcome = files("~/config").apply(UPDATE);

        assertThat(refused(outcome)).contains("config:3:1:").contains("^").contains("left as it is");
        assertThat(config).hasContent("apiVersion: v1\nusers: [\n");
    }

    @Test
    void aFileThatIsNoTextIsLeftAsItIs() throws Exception {
        Path config = Files.write(home.resolve("config"), new byte[]{'a', ':', ' ', (byte) 0xff});

        assertThat(refused(files("~/config").apply(UPDATE))).contains("is not text in UTF-8");
        assertThat(config).hasBinaryContent(new byte[]{'a', ':', ' ', (byte) 0xff});
    }

    @Test
    void withoutAHomeTheSentenceSaysWhatToSet() {
        KubeconfigFiles files = KubeconfigFiles.of(Map.of(), Optional.empty(), Optional.empty());

        assertThat(refused(files.apply(UPDATE))).contains("no HOME").contains("--kubeconfig");
    }

    @Test
    void aPlanWritesNothing() {
        KubeconfigOutcome.Done done = done(files("~/config").plan(UPDATE));

        assertThat(done.changed()).isTrue();
        assertThat(home.resolve("config")).doesNotExist();
    }

    @Test
    void anUpdateThatChangesNothingDoesNotTouchTheFile() throws Exception {
        Path config = done(files("~/config").apply(UPDATE)).file();
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(config, longAgo);

        KubeconfigOutcome.Done done = done(files("~/config").apply(UPDATE));

        assertThat(done.changed()).isFalse();
        assertThat(Files.getLastModifiedTime(config)).isEqualTo(longAgo);
    }

    @Test
    void aSymbolicLinkStaysOneAlsoWhereItsFileIsMissing() throws Exception {
        Files.createDirectories(home.resolve("real"));
        Path link = Files.createSymbolicLink(home.resolve("config"), Path.of("real/config"));

        done(files("~/config").apply(UPDATE));
        done(files("~/config").apply(KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI)));

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(home.resolve("real/config"))).contains("command: aws");
    }

    @Test
    void aWiderModeBecomesPrivateAndANarrowerOneStays() throws Exception {
        Path config = Files.writeString(home.resolve("config"), "");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));

        done(files("~/config").apply(UPDATE));

        assertThat(mode(config)).isEqualTo("rw-------");
    }

    @Test
    void nothingButTheFileIsLeftBehind() throws Exception {
        done(files("~/kube/config").apply(UPDATE));
        refused(files("~/kube/config/under/a/file").apply(UPDATE));

        try (var inside = Files.list(home.resolve("kube"))) {
            assertThat(inside).containsExactly(home.resolve("kube/config"));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(home.resolve("file"), "");

        assertThat(refused(files("~/file/config").apply(UPDATE))).contains("cannot be ").contains(
                home.resolve("file").toString());
    }

    @Test
    void aReadOnlyFolderIsNamedAndNothingIsChanged() throws Exception {
        Path folder = Files.createDirectory(home.resolve("locked"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(folder)).as("root may write everywhere").isFalse();

        assertThat(refused(files("~/locked/config").apply(UPDATE))).contains("no permission").contains(
                "Nothing was changed");
    }

    @Test
    void whileKubectlHoldsItsLockTheFileIsLeftAlone() throws Exception {
        Path config = Files.writeString(home.resolve("config"), "# mine\n");
        Path lock = Files.createFile(home.resolve("config.lock"));

        assertThat(refused(files("~/config").apply(UPDATE))).contains("config.lock exists")
                .contains("remove that file");
        assertThat(config).hasContent("# mine\n");
        assertThat(lock).exists();
    }

    @Test
    void aLockWhoseMakerDiedIsTakenOver() throws Exception {
        Path lock = Files.createFile(home.resolve("config.lock"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(60)));

        done(files("~/config").apply(UPDATE));

        assertThat(lock).doesNotExist();
    }

    @Test
    void updatesAtTheSameMomentAllArrive() throws Exception {
        List<Callable<KubeconfigOutcome>> updates = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            EksCluster cluster = new EksCluster("c" + i, ARN + i, "ap-northeast-2", "https://x", "LS0t",
                    Optional.empty());
            updates.add(() -> files("~/config").apply(KubeconfigUpdate.of(cluster, Plugin.SALLYPORT)));
        }

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<KubeconfigOutcome> update : threads.invokeAll(updates)) {
                done(update.get());
            }
        }

        assertThat(understood(KubeconfigFiles.read(home.resolve("config"))).clusters()).hasSize(12);
    }

    private KubeconfigFiles files(String variable) {
        return KubeconfigFiles.of(Map.of("KUBECONFIG", variable), Optional.of(home), Optional.empty());
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static KubeconfigOutcome.Done done(KubeconfigOutcome outcome) {
        return switch (outcome) {
            case KubeconfigOutcome.Done done -> done;
            case KubeconfigOutcome.Refused(String message) -> throw new AssertionError(message);
        };
    }

    private static String refused(KubeconfigOutcome outcome) {
        return switch (outcome) {
            case KubeconfigOutcome.Done done -> throw new AssertionError("done: " + done);
            case KubeconfigOutcome.Refused(String message) -> message;
        };
    }

    @Test
    void kubectlTakesTheVariableAsItStands() {
        Map<String, String> variables = Map.of("KUBECONFIG", "~/a:b::b");

        assertThat(KubeconfigFiles.ofKubectl(variables, Optional.of(Path.of("/home/me")), Optional.empty()).paths())
                .containsExactly(Path.of("~/a"), Path.of("b"));
    }

    @Test
    void kubectlLooksNowhereElseOnceTheVariableSaysAnything() {
        assertThat(KubeconfigFiles.ofKubectl(Map.of("KUBECONFIG", ":"), Optional.of(Path.of("/home/me")),
                Optional.empty()).paths()).isEmpty();
        assertThat(KubeconfigFiles.ofKubectl(Map.of("KUBECONFIG", ""), Optional.of(Path.of("/home/me")),
                Optional.empty()).paths()).containsExactly(Path.of("/home/me/.kube/config"));
    }
}
