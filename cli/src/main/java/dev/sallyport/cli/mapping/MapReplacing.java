package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.review.MapChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The options of commands that put another text in the place of a cluster's whole map, and the way to the change. */
final class MapReplacing {

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    ChangeOptions options = new ChangeOptions();

    @Mixin
    OutputOption output = new OutputOption();

    /** Shows who gains and who loses by the text, and writes it. */
    int make(Terminal terminal, Function<ClusterConnection, Map<String, String>> data) {
        MapChanging changing = new MapChanging(terminal, MapEditing.typed(spec), options, output).tellingWho();
        changing.demandSomebodyToAsk();
        try (ClusterConnection connection = cluster.connect(terminal)) {
            return new ClusterChange(connection, changing).make(MapChange.replacement(data.apply(connection)),
                    List.of());
        }
    }
}
