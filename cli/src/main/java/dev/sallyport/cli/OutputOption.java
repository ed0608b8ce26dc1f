package dev.sallyport.cli;

import picocli.CommandLine.Option;

/** {@code -o json|yaml}, the same on every command that reports. */
final class OutputOption {

    @Option(names = {"-o",
        "--output"}, paramLabel = "json|yaml", converter = OutputFormat.Converter.class, description = "Write the report as data instead of for people.")
    OutputFormat format = OutputFormat.PEOPLE;

    boolean people() {
        return format == OutputFormat.PEOPLE;
    }
}
