package dev.sallyport.cli.mapping;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.util.OptionalInt;

/** {@code --line}, for an ARN that stands in the map more than once. */
final class LineOption {

    @Option(names = "--line", paramLabel = "N", description = "Which entry, where the ARN stands more than once: its line in mapping list.")
    @Nullable
    Integer line;

    OptionalInt line() {
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
