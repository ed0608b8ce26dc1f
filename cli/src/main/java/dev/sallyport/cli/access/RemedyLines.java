package dev.sallyport.cli.access;

import dev.sallyport.access.explain.Remedy;

import java.util.List;
import java.util.Optional;

/** A remedy as shell lines that run as they are pasted, also where nobody can be asked. */
public final class RemedyLines {

    private final RemedyCommands commands;

    /**
     * Lines for a cluster.
     *
     * @param context the kubeconfig's context for the commands; empty for the current one
     */
    public RemedyLines(Optional<String> context) {
        this.commands = new RemedyCommands(context, List.of());
    }

    /** The commands of a remedy, in their order. */
    public List<String> of(Remedy remedy) {
        return commands.of(remedy).stream().map(words -> String.join(" ", words)
                + (words.getFirst().equals("sallyport") && words.get(1).equals("mapping") ? " --yes" : "")).toList();
    }
}
