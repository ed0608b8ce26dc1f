package dev.sallyport.conformance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The launcher script, copied into an empty checkout, with stand-ins for the two programs that it starts: a Maven that
 * notes that it was called and lays out a product, and a JDK whose {@code java} prints what it was given.
 */
final class LauncherTest {

    /** What the launcher needs of a machine; nothing else is on its PATH, and so no Maven and no JDK. */
    private static final List<String> NEEDED = List.of("sh", "cat", "mkdir", "mv", "rm", "ln", "sleep", "grep", "head",
            "readlink");

    /** Waits for the file {@code go} where there is a file {@code wait}, so that a test decides how long it builds. */
    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >> calls
            while [ -e wait ] && [ ! -e go ]; do sleep 0.05; done
            if [ -e broken ]; then
              echo '[INFO] Scanning'
              echo '[ERROR] the compiler did not like it'
              exit 1
            fi
            mkdir -p cli/target/dist/lib
            : > cli/target/dist/ready
            """;

    private final Scratch scratch = Scratch.create();
    private Path checkout = Path.of("");
    private Shell shell = new Shell(checkout, java.util.Map.of(), ran -> {});

    @BeforeEach
    void copyTheLauncherIntoAnEmptyCheckout() throws IOException {
        Path folder = scratch.folder();
        checkout = scratch.folder("check out"); // people's folders have blanks
        // The folders where a system keeps its JDKs are looked at by absolute paths: here they lead nowhere.
        String script = Files.readString(Checkout.launcher()).replaceAll("(?<= )/(usr|opt|Library)/", "/nowhere/$1/");
        Scratch.executable(checkout.resolve("sallyport"), script);
        Path bin = scratch.folder("bin");
        for (String program : NEEDED) {
            Files.createSymbolicLink(bin.resolve(program), Checkout.onPath(program).orElseThrow());
        }
        Scratch.executable(folder.resolve("maven/mvn"), MAVEN);
        jdk(folder.resolve("jdk"), "25.0.1");
        shell = Shell.in(folder.resolve("home"), ran -> {})
                .without("SALLYPORT_JAVA_HOME", "JAVA_HOME", "SALLYPORT_NO_BUILD")
                .with("PATH", folder.resolve("maven") + ":" + bin)
                .with("SALLYPORT_JAVA_HOME", folder.resolve("jdk").toString());
    }

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void theFirstStartBuildsAndTheSecondDoesNot() throws IOException {
        Ran first = launch("token", "--cluster-name", "a b");
        Ran second = launch("--version");

        first.succeeds().complains("first use: building with Maven", "sallyport: built.")
                .prints("[token] [--cluster-name] [a b]");
        second.succeeds().complainsExactly("").prints("[--version]");
        assertThat(calls()).hasSize(1).allSatisfy(call -> assertThat(call).contains("-DskipTests", "package"));
    }

    @Test
    void aCacheThatDoesNotFitIsPassedOverInSilence() throws IOException {
        Path built = Checkout.launcher().resolveSibling("cli/target/dist");
        Path copy = Files.createDirectories(checkout.resolve("cli/target/dist"));
        for (String same : List.of("ready", "java-home", "token.aot", "sallyport.aot")) {
            Files.createSymbolicLink(copy.resolve(same), built.resolve(same));
        }
        Files.createDirectory(copy.resolve("lib"));
        try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
            for (Path jar : jars.toList()) { // a copy is younger than the cache believes
                Files.copy(jar, copy.resolve("lib").resolve(jar.getFileName()));
            }
        }
        shell = shell.without("SALLYPORT_JAVA_HOME").with("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
                .with("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

        launch("token", "--cluster-name", "demo").succeeds().complainsExactly("").prints("ExecCredential");
        launch("--version").succeeds().complainsExactly("");
    }

    @Test
    void twoStartsAtTheSameMomentBuildOnce() throws Exception {
        Files.createFile(checkout.resolve("wait"));
        Process one = start("one");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(checkout.resolve("calls")));
        Process other = start("other");
        await().atMost(Duration.ofSeconds(30)).until(
                () -> Files.readString(shell.home().resolve("other.err"))
                        .contains("another start is building; waiting for it"));

        Files.createFile(checkout.resolve("go"));

        assertThat(one.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(one.exitValue()).isZero();
        assertThat(other.exitValue()).isZero();
        assertThat(shell.home().resolve("one.out")).content().contains("[one]");
        assertThat(shell.home().resolve("other.out")).content().contains("[other]");
        assertThat(calls()).hasSize(1);
        assertThat(checkout.resolve("cli/target")).isDirectoryNotContaining("glob:**/.builder*");
    }

    @Test
    void aDeadBuildersLockIsTakenOver() throws Exception {
        Files.createFile(checkout.resolve("wait"));
        Process killed = start("killed");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(checkout.resolve("calls")));
        List<ProcessHandle> maven = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        maven.forEach(ProcessHandle::destroyForcibly);
        assertThat(checkout.resolve("cli/target")).isDirectoryContaining("glob:**/.builder*");
        Files.createFile(checkout.resolve("go"));

        launch("after").succeeds().complains("sallyport: built.").prints("[after]");

        assertThat(calls()).hasSize(2);
        assertThat(checkout.resolve("cli/target")).isDirectoryNotContaining("glob:**/.builder*");
    }

    @Test
    void anInterruptedBuildLeavesNoLock() throws Exception {
        Files.createFile(checkout.resolve("wait"));
        Process ended = start("ended");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(checkout.resolve("calls")));
        ended.destroy();
        Files.createFile(checkout.resolve("go"));

        assertThat(ended.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.exitValue()).isEqualTo(143);
        assertThat(checkout.resolve("cli/target")).isDirectoryNotContaining("glob:**/.builder*");
    }

    @Test
    void aBuildThatFailsIsShownAndCanBeTriedAgain() throws IOException {
        Files.createFile(checkout.resolve("broken"));

        launch("x").exits(4).printsExactly("").complains("[ERROR] the compiler did not like it",
                "the build failed; all of it stands in " + checkout.resolve("cli/target/build.log"));

        Files.delete(checkout.resolve("broken"));
        launch("x").succeeds().prints("[x]");
    }

    @Test
    void nothingIsBuiltWhereThatIsForbidden() {
        shell = shell.with("SALLYPORT_NO_BUILD", "1");

        launch("x").exits(4).printsExactly("").complains("nothing is built in " + checkout.resolve("cli/target/dist"),
                "SALLYPORT_NO_BUILD=1", "mvn -DskipTests package");
        assertThat(checkout.resolve("calls")).doesNotExist();
    }

    @Test
    void withoutMavenItSaysWhatToInstall() {
        Path bin = scratch.folder().resolve("bin");
        shell = shell.with("PATH", bin.toString());

        launch("x").exits(4).printsExactly("").complains("Maven is not on the PATH", "Install Maven");
    }

    @Test
    void withoutAJdk25ItSaysWhatToInstall() throws IOException {
        Path old = jdk(scratch.folder().resolve("old"), "17.0.15");
        shell = shell.with("SALLYPORT_JAVA_HOME", old.toString()).with("JAVA_HOME", old.toString());

        launch("x").exits(4).printsExactly("").complains("no JDK 25 was found", "SALLYPORT_JAVA_HOME", "Temurin 25");
        assertThat(checkout.resolve("calls")).doesNotExist();
    }

    @Test
    void anOlderJavaOnThePathDoesNotMatter() throws IOException {
        Path folder = scratch.folder();
        Path old = jdk(folder.resolve("old"), "17.0.15");
        jdk(shell.home().resolve(".sdkman/candidates/java/25.0.1-tem"), "25.0.1");
        shell = shell.without("SALLYPORT_JAVA_HOME").with("JAVA_HOME", old.toString())
                .finding(old.resolve("bin"));

        launch("x").succeeds().prints("java of " + shell.home().resolve(".sdkman/candidates/java/25.0.1-tem"));
    }

    @Test
    void aLinkToTheLauncherIsTheLauncher() throws IOException {
        Path links = scratch.folder("links");
        Files.createSymbolicLink(links.resolve("sallyport"), checkout.resolve("sallyport"));
        Files.createSymbolicLink(links.resolve("kubectl-sallyport"), Path.of("sallyport"));

        Ran byPath = shell.run(links.resolve("kubectl-sallyport").toString(), "x");
        Ran byName = shell.finding(links).run("sh", "-c", "kubectl-sallyport 'a b'");

        byPath.succeeds().prints("[-Dsallyport.launcher=" + checkout.toRealPath().resolve("sallyport") + "]", "[x]");
        byName.succeeds().prints("[a b]");
    }

    private Ran launch(String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = checkout.resolve("sallyport").toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return shell.run(words);
    }

    private Process start(String name) throws IOException {
        return shell.builder(checkout.resolve("sallyport").toString(), name)
                .redirectOutput(shell.home().resolve(name + ".out").toFile())
                .redirectError(shell.home().resolve(name + ".err").toFile()).start();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(checkout.resolve("calls"));
    }

    /** A JDK of this version whose {@code java} says where it lies and what it was given. */
    private static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Scratch.executable(home.resolve("bin/java"),
                "#!/bin/sh\nprintf 'java of %s\\n' '" + home + "'\nprintf '[%s] ' \"$@\"\n");
        return home;
    }
}
