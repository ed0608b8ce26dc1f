package dev.sallyport.cli.access;

import dev.sallyport.access.report.AccessReport;
import dev.sallyport.access.report.ReportPage;
import dev.sallyport.access.report.ReportTable;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputFile;
import dev.sallyport.cli.terminal.OutputFormat;
import dev.sallyport.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport access report}: everybody and all that they have, for somebody who reviews it. */
@Command(name = "report", header = "write a page and a table of who has what", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Writes everybody who comes into the cluster, with the line of the map, the bindings, the rules",
    "and what is found in them. The page is one file that asks nobody for anything: it can be",
    "searched, filtered and printed, and draws somebody's passage on a click. The table has a row",
    "for each binding of somebody. A file that is there is replaced only where it is such a report.", ""}, footer = {"",
        "Examples:",
        "  sallyport access report --html report.html", "  sallyport access report --html report.html --csv report.csv",
        "  sallyport access report --offline dump/ --html report.html",
        "  sallyport access report -o csv | head"})
final class AccessReportCommand implements Callable<Integer> {

    private static final String LINE_END = "\r\n"; // RFC 4180
    private static final String HEADS = CsvText.line(ReportTable.HEADS) + LINE_END;

    /** How the report is written to standard output. */
    enum Form {
        PEOPLE, HTML, CSV, JSON, YAML
    }

    private final Terminal terminal;
    private final Clock clock;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the page into this file.")
    @Nullable
    String html;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the table into this file, as comma-separated values.")
    @Nullable
    String csv;

    @Mixin
    AccessSourceOptions source = new AccessSourceOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = {"-o",
        "--output"}, paramLabel = "html|csv|json|yaml", converter = FormName.class, description = "Write the page, the table or the data to standard output, in place of a summary for people.")
    Form form = Form.PEOPLE;

    AccessReportCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Optional<OutputFile> page = Optional.ofNullable(html)
                .map(name -> OutputFile.named(terminal, "--html", name, ReportPage.BEGINNING));
        Optional<OutputFile> table = Optional.ofNullable(csv)
                .map(name -> OutputFile.named(terminal, "--csv", name, HEADS));
        if (page.isPresent() && table.filter(page.get()::isSameAs).isPresent()) {
            throw new CommandFailure(ExitCode.USAGE, "--html and --csv name one file; give each its own.");
        }
        Instant readAt = clock.instant();
        AccessWorld world = AuditSource.read(source, terminal, aws);
        AccessReport report = AccessReport.of(world, AuditSource.scene(world), readAt);
        ReportSummary summary = new ReportSummary(report);
        page.ifPresent(file -> summary.written(file, file.write(out -> ReportPage.write(report, out))));
        table.ifPresent(file -> summary.written(file, file.write(out -> writeTable(report, out))));
        switch (form) {
            case PEOPLE -> summary.print(terminal);
            case HTML -> toStandardOutput(out -> ReportPage.write(report, out));
            case CSV -> {
                toStandardOutput(out -> writeTable(report, out));
                summary.warn(terminal);
            }
            case JSON -> terminal.out().print(OutputFormat.JSON.write(ReportFacts.of(report)));
            case YAML -> terminal.out().print(OutputFormat.YAML.write(ReportFacts.of(report)));
        }
        return ExitCode.DONE.number();
    }

    private static void writeTable(AccessReport report, Writer out) throws IOException {
        out.write(HEADS);
        try {
            ReportTable.rows(report, row -> writeLine(row, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void writeLine(List<String> row, Writer out) {
        try {
            out.write(CsvText.line(row) + LINE_END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void toStandardOutput(OutputFile.Text text) {
        Writer out = new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8);
        try {
            text.writeTo(out);
            out.flush();
        } catch (IOException e) { // a PrintStream throws none; the terminal knows what it lost
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code -o}. */
    static final class FormName implements ITypeConverter<Form> {
        @Override
        public Form convert(String value) {
            return switch (value) {
                case "html" -> Form.HTML;
                case "csv" -> Form.CSV;
                case "json" -> Form.JSON;
                case "yaml" -> Form.YAML;
                default -> throw new TypeConversionException(
                        "expected html, csv, json or yaml, not \"" + value + "\"");
            };
        }
    }
}
