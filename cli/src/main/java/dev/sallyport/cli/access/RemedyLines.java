package dev.sallyport.cli.access;

import dev.sallyport.access.explain.Remedy;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;

import java.util.List;

/** A remedy as shell lines that run as they are pasted, also where nobody can be asked. */
public final class RemedyLines {

    private final RemedyCommands commands;

    /**
     * Lines for a cluster.
     *
     * @param cluster the options by which it is found
     */
    public RemedyLines(ClusterOptions cluster) {
        this.commands = new RemedyCommands(TypedOptions.of(cluster, new AwsOptions()), List.of());
    }

    /** The commands of a remedy, in their order. */
    public List<String> of(Remedy remedy) {
        return commands.of(remedy).stream().map(words -> String.join(" ", words)
                + (words.getFirst().equals("sallyport") && words.get(1).equals("mapping") ? " --yes" : "")).toList();
    }
}
