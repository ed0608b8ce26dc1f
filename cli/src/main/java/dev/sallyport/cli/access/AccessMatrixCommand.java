package dev.sallyport.cli.access;

import dev.sallyport.access.whocan.Matrix;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.ResourceWords;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputFormat;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cli.terminal.TextTable;
import dev.sallyport.rbac.AccessRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code sallyport access matrix}: principals by resources. */
@Command(name = "matrix", header = "show principals by resources", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "A row for everybody whom the map lets in, a column for each resource, and in each cell the verbs that",
    "they may use by themselves: g get, l list, w watch, c create, u update, p patch, d delete. A template",
    "in a user name gives a row more for each name of it that a binding knows.", ""}, footer = {"", "Examples:",
        "  sallyport access matrix -n prod", "  sallyport access matrix --resources secrets,pods/exec,nodes",
        "  sallyport access matrix -n prod --service-accounts -o csv > matrix.csv"})
final class AccessMatrixCommand implements Callable<Integer> {

    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "patch", "delete");

    /** How the matrix is written. */
    enum Form {
        PEOPLE, JSON, YAML, CSV
    }

    private final Terminal terminal;

    @Option(names = {"-n",
        "--namespace"}, paramLabel = "NAMESPACE", description = "Where. Without it: in all namespaces at once.")
    String namespace = "";

    @Option(names = "--resources", split = ",", paramLabel = "RESOURCE", description = "The columns, as kubectl takes them, a subresource after a slash (default: ${DEFAULT-VALUE}).", defaultValue = "pods,pods/exec,secrets,configmaps,serviceaccounts/token,deployments,rolebindings,clusterrolebindings,nodes")
    List<String> resources = new ArrayList<>();

    @Option(names = "--service-accounts", description = "A row for each service account that a binding names, too.")
    boolean serviceAccounts;

    @Option(names = {"-o",
        "--output"}, paramLabel = "json|yaml|csv", converter = FormName.class, description = "Write the matrix as data, or for a spreadsheet.")
    Form form = Form.PEOPLE;

    @Mixin
    AccessSourceOptions source = new AccessSourceOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    AccessMatrixCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (resources.isEmpty() || resources.stream().anyMatch(word -> word.isBlank() || word.startsWith("/"))) {
            throw new CommandFailure(ExitCode.USAGE, "--resources takes names with commas between them.");
        }
        AccessWorld world = AuditSource.read(source, terminal, aws);
        ResourceWords words = ResourceWords.with(world.cluster().kinds());
        List<AccessRequest> requests = new ArrayList<>();
        for (String resource : resources) {
            int slash = resource.indexOf('/');
            String plural = slash < 0 ? resource : resource.substring(0, slash);
            String subresource = slash < 0 ? "" : resource.substring(slash + 1);
            VERBS.forEach(verb -> requests.add(words.request(verb, plural, subresource, "", namespace).request()));
        }
        Matrix matrix = AuditSource.auditor(world, false).matrix(requests, serviceAccounts);
        switch (form) {
            case PEOPLE -> people(matrix, AuditSource.limits(world));
            case JSON -> terminal.out().print(OutputFormat.JSON.write(data(matrix, AuditSource.limits(world))));
            case YAML -> terminal.out().print(OutputFormat.YAML.write(data(matrix, AuditSource.limits(world))));
            case CSV -> csv(matrix, AuditSource.limits(world));
        }
        return ExitCode.DONE.number();
    }

    private void people(Matrix matrix, List<String> limits) {
        TextTable table = TextTable.headed(Stream.concat(Stream.of("WHO"),
                resources.stream().map(name -> name.toUpperCase(Locale.ROOT))).toArray(String[]::new));
        for (Matrix.Row row : matrix.rows()) {
            List<String> cells = new ArrayList<>(List.of(AccessFacts.name(row.party())));
            for (int column = 0; column < resources.size(); column++) {
                StringBuilder cell = new StringBuilder();
                for (int verb = 0; verb < VERBS.size(); verb++) {
                    cell.append(row.may(column * VERBS.size() + verb) ? VERBS.get(verb).charAt(0) : '-');
                }
                cells.add(cell.toString());
            }
            table.add(cells.toArray(String[]::new));
        }
        table.print(terminal);
        limits.forEach(limit -> terminal.line(Printable.name(limit)));
    }

    private List<String> verbs(Matrix.Row row, int column) {
        List<String> verbs = new ArrayList<>();
        for (int verb = 0; verb < VERBS.size(); verb++) {
            if (row.may(column * VERBS.size() + verb)) {
                verbs.add(VERBS.get(verb));
            }
        }
        return verbs;
    }

    private Map<String, Object> data(Matrix matrix, List<String> limits) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("namespace", namespace);
        report.put("rows", matrix.rows().stream().map(row -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("who", AccessFacts.of(row.party()));
            Map<String, Object> may = new LinkedHashMap<>();
            for (int column = 0; column < resources.size(); column++) {
                may.put(resources.get(column), verbs(row, column));
            }
            entry.put("may", may);
            return entry;
        }).toList());
        report.put("remarks", limits);
        return report;
    }

    private void csv(Matrix matrix, List<String> limits) {
        terminal.line(CsvText.line(Stream.concat(Stream.of("who"), resources.stream()).toList()));
        for (Matrix.Row row : matrix.rows()) {
            List<String> cells = new ArrayList<>(List.of(AccessFacts.name(row.party())));
            for (int column = 0; column < resources.size(); column++) {
                cells.add(String.join(" ", verbs(row, column)));
            }
            terminal.line(CsvText.line(cells));
        }
        limits.forEach(limit -> terminal.err().println(Printable.name(limit)));
    }

    /** Reads {@code -o}. */
    static final class FormName implements ITypeConverter<Form> {
        @Override
        public Form convert(String value) {
            return switch (value) {
                case "json" -> Form.JSON;
                case "yaml" -> Form.YAML;
                case "csv" -> Form.CSV;
                default -> throw new TypeConversionException("expected json, yaml or csv, not \"" + value + "\"");
            };
        }
    }
}
