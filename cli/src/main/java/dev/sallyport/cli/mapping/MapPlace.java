package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.mapping.AwsAuth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Optional;

/** Where the map is: in the cluster of a kubeconfig, in a file, or on standard input. */
final class MapPlace {

    @Option(names = {"-f",
        "--file"}, paramLabel = "FILE", description = "A file in place of the cluster: the ConfigMap's manifest or its data; - for standard input.")
    @Nullable
    String file;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    /** The file that was named, if one was. */
    Optional<MapFile> file(Terminal terminal) {
        return Optional.ofNullable(file).map(name -> MapFile.named(terminal, name));
    }

    /** The map that stands there. */
    AwsAuth read(Terminal terminal) {
        return file(terminal).map(MapFile::read).orElseGet(() -> {
            try (ClusterConnection connection = cluster.connect(terminal)) {
                return ClusterOptions.orEnd(AwsAuthReader.of(connection).read()).awsAuth();
            }
        });
    }

    /**
     * Makes a change there.
     *
     * @param afterwards what people should know when a cluster's map was changed
     */
    int make(Terminal terminal, MapChanging changing, MapChange change, List<String> afterwards) {
        Optional<MapFile> named = file(terminal);
        if (named.isEmpty() || !named.get().isStandardInput()) {
            changing.demandSomebodyToAsk();
        }
        if (named.isPresent()) {
            return new FileChange(named.get(), changing).make(change);
        }
        try (ClusterConnection connection = cluster.connect(terminal)) {
            return new ClusterChange(connection, changing).make(change, afterwards);
        }
    }
}
