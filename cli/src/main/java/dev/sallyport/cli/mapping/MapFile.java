package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.NamedInput;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.kubeconfig.FileRewrite;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.yaml.YamlText;

import java.nio.file.Path;
import java.util.Optional;

/** A file with a map in it, or standard input. Written whole or not at all, as {@link FileRewrite} does. */
final class MapFile {

    private static final int LARGEST = 4 << 20; // bytes; four times what a ConfigMap may hold

    private final Terminal terminal;
    private final String name;
    private final NamedInput input;

    private MapFile(Terminal terminal, String name) {
        this.terminal = terminal;
        this.name = name;
        this.input = NamedInput.of(terminal, name);
    }

    /** By its name as it was typed; {@code -} is standard input. */
    static MapFile named(Terminal terminal, String name) {
        return new MapFile(terminal, name);
    }

    boolean isStandardInput() {
        return input.isStandard();
    }

    /** The name for people. */
    String shown() {
        return input.shown();
    }

    private Path path() {
        return terminal.workingDirectory().resolve(name);
    }

    /** The file as other tools name it, for their annotations; empty for standard input, which is no file to them. */
    Optional<String> artifact() {
        return isStandardInput() ? Optional.empty() : Optional.of(name);
    }

    /** The name as it can be typed again. */
    String typed() {
        return Printable.shellWord(name);
    }

    /** What is in it, also where that is no map: its findings say so. */
    AwsAuth readAnyway() {
        return AwsAuth.parseManifest(shown(), text());
    }

    /** The map in it; a file that holds none ends the command. */
    AwsAuth read() {
        AwsAuth map = readAnyway();
        tellOfAnotherDocument(map);
        map.findings().stream().filter(finding -> finding.code().equals("A-FILE")).findFirst().ifPresent(finding -> {
            throw new CommandFailure(ExitCode.IMPOSSIBLE,
                    finding.place() + ": " + finding.message() + ".\n" + finding.remedy());
        });
        return map;
    }

    private void tellOfAnotherDocument(AwsAuth map) {
        String text = map.manifest().orElse("");
        if (YamlText.read(text) instanceof YamlText.Outcome.Tree tree && tree.rest().isPresent()) {
            int line = tree.rest().get().line();
            boolean empty = text.lines().skip(line - 1L)
                    .allMatch(each -> each.isBlank() || each.startsWith("---") || each.startsWith("#"));
            if (!empty) {
                terminal.error("note", shown() + ":" + line + ": another document begins here; the map is read out of"
                        + " the first alone.");
            }
        }
    }

    private String text() {
        return input.text(LARGEST, "a ConfigMap ends at 1 MiB");
    }

    /** Puts a new text in the place of the one that was read; refuses when somebody else did meanwhile. */
    void replace(String before, String after) {
        if (FileRewrite.of(path(), before, after) instanceof FileRewrite.Refused(boolean changed, String why)) {
            throw new CommandFailure(changed ? ExitCode.REFUSED : ExitCode.IMPOSSIBLE,
                    shown() + " " + Printable.text(why));
        }
    }
}
