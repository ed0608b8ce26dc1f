package dev.sallyport.access.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a program that the PATH does not give: it lies in another folder, or may not be executed. */
final class ProgramSearch {

    /** Where installers put programs, of which not every shell's PATH knows. */
    private static final List<String> USUAL = List.of("/usr/local/bin", "/opt/homebrew/bin",
            "/home/linuxbrew/.linuxbrew/bin", "/snap/bin", "/usr/bin", "/usr/local/aws-cli/v2/current/bin");
    private static final List<String> USUAL_AT_HOME = List.of("bin", ".local/bin", ".krew/bin", "go/bin");

    private ProgramSearch() {}

    /** The program in a folder that is not on the PATH. */
    static Optional<Path> elsewhere(String program, Surroundings place) {
        return Stream.concat(USUAL_AT_HOME.stream().flatMap(folder -> place.home().stream().map(
                home -> home.resolve(folder))), USUAL.stream().map(Path::of))
                .flatMap(folder -> place.commands().find(folder.resolve(program).toString(), place.variables())
                        .stream())
                .findFirst();
    }

    /** Another one of that name further down the PATH than the one that is found. */
    static Optional<Path> behind(Path first, String program, Surroundings place) {
        Map<String, String> without = new HashMap<>(place.variables());
        without.put("PATH", Stream.of(place.variable("PATH").orElse("").split(File.pathSeparator, -1))
                .filter(entry -> path(entry, program).filter(file -> isSame(file, first)).isEmpty())
                .collect(Collectors.joining(File.pathSeparator)));
        return place.commands().find(program, without);
    }

    /** Two folders of the PATH may be one, such as /bin and /usr/bin. */
    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false; // one of them is not there
        }
    }

    /** The shell line that takes a program from this folder first. */
    static Cure first(Path program) {
        Path folder = Optional.ofNullable(program.getParent()).orElse(program);
        Path name = Optional.ofNullable(program.getFileName()).orElse(program);
        return Cure.you("take the " + name + " of " + folder + " first",
                "export PATH=" + ShellLine.word(folder.toString()) + ":\"$PATH\"");
    }

    /** A file of that name on the PATH that is not executable. */
    static Optional<Path> notExecutable(String program, Map<String, String> variables) {
        return Stream.of(variables.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(folder -> path(folder, program).stream())
                .filter(file -> Files.isRegularFile(file) && !Files.isExecutable(file)).findFirst();
    }

    private static Optional<Path> path(String folder, String program) {
        try {
            return Optional.of(Path.of(folder.isEmpty() ? "." : folder, program));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The shell line that puts a program's folder on the PATH, behind what is there. */
    static Cure ontoThePath(Path program) {
        Path folder = Optional.ofNullable(program.getParent()).orElse(program);
        return Cure.you("put " + folder + " on the PATH, here and in your shell's start-up file",
                "export PATH=\"$PATH\":" + ShellLine.word(folder.toString()));
    }

    /** The shell line that makes a file a program. */
    static Cure executable(Path program) {
        return Cure.you("make it executable", "chmod +x " + ShellLine.word(program.toString()));
    }
}
