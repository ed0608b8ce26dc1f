package dev.sallyport.cli.terminal;

import picocli.CommandLine.Option;

/** {@code -o json|yaml}, the same on every command that reports. */
public final class OutputOption {

    @Option(names = {"-o",
        "--output"}, paramLabel = "json|yaml", converter = OutputFormat.Converter.class, description = "Write the report as data instead of for people.")
    public OutputFormat format = OutputFormat.PEOPLE;

    public boolean people() {
        return format == OutputFormat.PEOPLE;
    }
}
