package dev.sallyport.conformance;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documents show is what one gets: every command of README.md and docs/ is run, file by file, in one shell
 * against a fresh sandbox, and its exit code and output are held against what stands there.
 */
final class DocsTest {

    @TestFactory
    Stream<DynamicTest> everyCommandDoesWhatTheDocumentsShow() throws IOException {
        try (Stream<Path> pages = Files.list(Checkout.root().resolve("docs"))) {
            List<Path> documents = Stream.concat(Stream.of(Checkout.root().resolve("README.md")),
                    pages.filter(page -> page.toString().endsWith(".md")).sorted()).toList();
            return documents.stream().filter(document -> !DocumentedCommand.of(document).isEmpty())
                    .map(document -> DynamicTest.dynamicTest(document.getFileName().toString(), () -> walk(document)));
        }
    }

    private static void walk(Path document) throws IOException {
        List<DocumentedCommand> commands = DocumentedCommand.of(document);
        try (Scratch scratch = Scratch.create()) {
            Path bin = scratch.folder("bin");
            Files.createSymbolicLink(bin.resolve("sallyport"), Checkout.launcher());
            link(bin, "kubectl", Checkout.kubectl("1.36").or(() -> Checkout.onPath("kubectl")), commands);
            link(bin, "aws", Checkout.aws(), commands);
            Shell owner = Shell.in(scratch.folder("home"), ran -> {}).finding(bin);
            try (SandboxProcess sandbox = SandboxProcess.start(owner, "default")) {
                Shell creator = owner.with(sandbox.variables());
                creator.run("bash", Files.writeString(scratch.folder().resolve("walk.sh"),
                        script(commands, scratch.folder())).toString()).succeeds();
                for (int i = 0; i < commands.size(); i++) {
                    hold(commands.get(i), Files.readString(scratch.folder().resolve(i + ".out")),
                            Integer.parseInt(Files.readString(scratch.folder().resolve(i + ".code")).strip()));
                }
            }
        }
    }

    private static void link(Path bin, String program, Optional<Path> found, List<DocumentedCommand> commands)
            throws IOException {
        boolean needed = commands.stream().anyMatch(command -> command.line().matches(".*\\b" + program + " .*"));
        if (needed && found.isEmpty()) {
            throw Skipped.because("what " + commands.getFirst().place().replaceFirst(":.*", "") + " shows, for want of "
                    + program + ". ./install-tools fetches it");
        }
        if (found.isPresent()) {
            Files.createSymbolicLink(bin.resolve(program), found.get());
        }
    }

    /** All commands in one shell, so that what one exports the next one sees. */
    private static String script(List<DocumentedCommand> commands, Path folder) {
        return java.util.stream.IntStream.range(0, commands.size())
                .mapToObj(i -> "{ " + commands.get(i).line()
                        + "\n} > '%1$s/%2$d.out' 2>&1\necho $? > '%1$s/%2$d.code'\n"
                                .formatted(folder, i))
                .collect(Collectors.joining());
    }

    private static void hold(DocumentedCommand command, String output, int exitCode) {
        String what = command.place() + ": " + command.line() + "\n" + Ran.scrubbed(output);
        assertThat(exitCode).as("exit code of %s", what).isEqualTo(command.exitCode());
        assertThat(DocumentedCommand.masked(Ran.scrubbed(output))).as("output of %s", what)
                .isEqualTo(command.masked());
    }
}
