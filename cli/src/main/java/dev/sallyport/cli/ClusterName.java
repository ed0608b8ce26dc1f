package dev.sallyport.cli;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.identity.ClusterId;

/** The name or id of a cluster as it was typed. */
final class ClusterName {

    private ClusterName() {}

    /** The name, when a token can carry it; else the command line was wrong. */
    static String checked(String typed) {
        try {
            ClusterId.check(typed);
            return typed;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }
}
