package dev.sallyport.cli.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.export.MapExport;
import dev.sallyport.mapping.AwsAuth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.util.concurrent.Callable;

/** {@code sallyport mapping export}: the map in another tool's form. */
@Command(name = "export", header = "write the map in another tool's form", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Writes the map to standard output: as IAMIdentityMapping resources for a self-run authenticator, as",
    "an eksctl ClusterConfig, or as the ConfigMap itself, clean of what a cluster adds. What the other",
    "form has no word for is named on standard error.", ""}, footer = {"", "Examples:",
        "  sallyport mapping export --to iamidentitymapping | kubectl apply -f -",
        "  sallyport mapping export --to eksctl --cluster-name prod --region eu-west-1 > cluster.yaml",
        "  sallyport mapping export --to yaml > aws-auth.yaml"})
final class MappingExportCommand implements Callable<Integer> {

    /** The forms. */
    enum Form {
        IDENTITY_MAPPING, EKSCTL, YAML
    }

    private final Terminal terminal;

    @Option(names = "--to", required = true, paramLabel = "iamidentitymapping|eksctl|yaml", converter = FormName.class, description = "The form.")
    Form form = Form.YAML;

    @Option(names = "--cluster-name", paramLabel = "NAME", description = "With eksctl: the cluster's name.")
    @Nullable
    String cluster;

    @Option(names = "--region", paramLabel = "REGION", description = "With eksctl: its region.")
    @Nullable
    String region;

    @Mixin
    MapPlace place = new MapPlace();

    MappingExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (form == Form.EKSCTL && (cluster == null || region == null)) {
            throw new CommandFailure(ExitCode.USAGE,
                    "a ClusterConfig names its cluster: give --cluster-name NAME and --region REGION.");
        }
        if (form != Form.EKSCTL && (cluster != null || region != null)) {
            throw new CommandFailure(ExitCode.USAGE, "--cluster-name and --region go with --to eksctl alone.");
        }
        AwsAuth map = place.read(terminal);
        switch (form) {
            case IDENTITY_MAPPING -> write(MapExport.identityMappings(map));
            case EKSCTL -> write(MapExport.eksctl(map, String.valueOf(cluster), String.valueOf(region)));
            case YAML -> terminal.out().print(ShownData.manifest(map.data()));
        }
        return ExitCode.DONE.number();
    }

    /** Every text in quotes, so that none is read as a number, a date or a yes; each document with its mark. */
    private void write(MapExport export) {
        ObjectMapper yaml = new ObjectMapper(YAMLFactory.builder().disable(YAMLGenerator.Feature.SPLIT_LINES).build());
        export.documents().forEach(document -> {
            try {
                terminal.out().print(yaml.writeValueAsString(document));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a manifest of ours is no data: " + e.getOriginalMessage(), e);
            }
        });
        export.leftOut().forEach(sentence -> terminal.error("left out", sentence));
    }

    /** Reads {@code --to}. */
    static final class FormName implements ITypeConverter<Form> {
        @Override
        public Form convert(String value) {
            return switch (value) {
                case "iamidentitymapping" -> Form.IDENTITY_MAPPING;
                case "eksctl" -> Form.EKSCTL;
                case "yaml" -> Form.YAML;
                default -> throw new TypeConversionException(
                        "expected iamidentitymapping, eksctl or yaml, not \"" + value + "\"");
            };
        }
    }
}
