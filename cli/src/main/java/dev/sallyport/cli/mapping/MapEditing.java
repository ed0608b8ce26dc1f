package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.review.MapChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.Optional;

/** The options of commands that edit the map where it stands, and the way to the change. */
final class MapEditing {

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Mixin
    MapPlace place = new MapPlace();

    @Mixin
    ChangeOptions options = new ChangeOptions();

    @Mixin
    OutputOption output = new OutputOption();

    /**
     * Makes the change, in the file that was named or in the cluster.
     *
     * @param afterwards what people should know when a cluster's map was changed
     */
    int make(Terminal terminal, MapChange change, List<String> afterwards) {
        return place.make(terminal, new MapChanging(terminal, typed(spec), options, output).refusingErrors(), change,
                afterwards);
    }

    /** What was typed, as it can be typed again. None of these commands takes a secret. */
    static String typed(@Nullable CommandSpec spec) {
        if (spec == null) {
            return "sallyport mapping";
        }
        CommandLine root = spec.root().commandLine();
        return "sallyport " + String.join(" ", Optional.ofNullable(root.getParseResult())
                .map(parsed -> parsed.originalArgs().stream().map(Printable::shellWord).toList()).orElse(List.of()));
    }
}
