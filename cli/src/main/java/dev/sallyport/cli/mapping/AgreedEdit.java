package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.OutputFormat;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.mapping.edit.MappingEdit;

import java.util.List;

/**
 * An edit of a cluster's map that another command makes as a part of its own, and that somebody agreed to there. It is
 * reviewed for whom it would lock out and recorded in the history like any other.
 */
public final class AgreedEdit {

    private AgreedEdit() {}

    /**
     * Makes the edit, and shows its lines and how it ended to people.
     *
     * @param typed the command as it was typed, for the history
     * @throws dev.sallyport.cli.terminal.CommandFailure when it was not made
     */
    public static void make(Terminal terminal, ClusterConnection cluster, MappingEdit edit, String typed) {
        ChangeOptions options = new ChangeOptions();
        options.yes = true;
        OutputOption output = new OutputOption();
        output.format = OutputFormat.PEOPLE;
        MapChanging changing = new MapChanging(terminal, typed, options, output).refusingErrors();
        new ClusterChange(cluster, changing).make(MapChange.edits(_ -> List.of(edit)), List.of());
    }
}
