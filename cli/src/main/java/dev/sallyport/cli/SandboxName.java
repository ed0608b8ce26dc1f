package dev.sallyport.cli;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.sandbox.SandboxOptions;
import picocli.CommandLine.Option;

/** {@code --name}, the same on both commands of the sandbox. */
final class SandboxName {

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "default", description = "Tells several sandboxes apart (default: ${DEFAULT-VALUE}).")
    String name = "default";

    /** The name, when it is one; else the command line was wrong. */
    String checked() {
        if (!SandboxOptions.isName(name)) {
            throw new CommandFailure(ExitCode.USAGE, SandboxOptions.NAME_RULE);
        }
        return name;
    }

    /** The option as it must be typed again for this sandbox, with a blank before it; nothing for the usual one. */
    String option() {
        return name.equals("default") ? "" : " --name " + name;
    }
}
