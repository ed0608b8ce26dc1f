package dev.sallyport.cli.terminal;

import dev.sallyport.mapping.Finding.Severity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.util.stream.Stream;

/** {@code --fail-on}, the same on every command that looks for faults. */
public final class FailOnOption {

    /** From which weight on findings make for exit code 1. */
    public enum Threshold {
        ERROR, WARNING, NEVER;

        boolean isReachedBy(Severity severity) {
            return switch (this) {
                case ERROR -> severity == Severity.ERROR;
                case WARNING -> true;
                case NEVER -> false;
            };
        }
    }

    @Option(names = "--fail-on", paramLabel = "error|warning|never", defaultValue = "error", converter = ThresholdName.class, description = "The lightest finding that makes for exit code 1 (default: ${DEFAULT-VALUE}).")
    Threshold threshold = Threshold.ERROR;

    /** How a command ends that found this. */
    public ExitCode exitCode(Stream<Severity> found) {
        return found.anyMatch(threshold::isReachedBy) ? ExitCode.REFUSED : ExitCode.DONE;
    }

    /** Reads a threshold's name. */
    static final class ThresholdName implements ITypeConverter<Threshold> {
        @Override
        public Threshold convert(String value) {
            return switch (value) {
                case "error" -> Threshold.ERROR;
                case "warning" -> Threshold.WARNING;
                case "never" -> Threshold.NEVER;
                default -> throw new TypeConversionException(
                        "expected error, warning or never, not \"" + value + "\"");
            };
        }
    }
}
