package dev.sallyport.cli.terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands that only group others have in common. */
public final class CommandGroups {

    private CommandGroups() {}

    /** Says, as wrong usage, which subcommands there are. */
    public static void askForSubcommand(@Nullable CommandSpec spec) {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "a command is missing; there are: "
                    + String.join(", ", spec.commandLine().getSubcommands().keySet()));
        }
    }
}
