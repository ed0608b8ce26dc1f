package dev.sallyport.cli;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.UncheckedIOException;

/** Turns what a command threw into sentences and an exit code. A stack trace is shown only to who asks for it. */
final class FailureSentences implements IExecutionExceptionHandler {

    private final Terminal terminal;

    FailureSentences(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        return tell(terminal, command.getCommandSpec().qualifiedName(" "), problem);
    }

    /** Says what went wrong, under the command's name, and gives the exit code. */
    static int tell(Terminal terminal, String name, Throwable problem) {
        return switch (problem) {
            case CommandFailure failure -> {
                terminal.error(name, failure.sentences());
                yield failure.exitCode().number();
            }
            case UncheckedIOException io -> {
                terminal.error(name, "a file could not be read or written: " + io.getMessage());
                yield ExitCode.IMPOSSIBLE.number();
            }
            case OutOfMemoryError _ -> {
                terminal.error(name, "what was read does not fit into the memory of this process ("
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB).\nGive it less at once, or more memory:"
                        + " SALLYPORT_JAVA_OPTS=-Xmx4g.");
                yield ExitCode.IMPOSSIBLE.number();
            }
            default -> {
                // The message of an unexpected exception may quote what it choked on, so only its place is shown.
                StackTraceElement[] trace = problem.getStackTrace();
                terminal.error(name, "a fault of ours: " + problem.getClass().getSimpleName()
                        + (trace.length == 0 ? "" : " at " + trace[0])
                        + ".\nPlease report it with the command you typed, without keys or tokens.");
                yield ExitCode.FAULT.number();
            }
        };
    }
}
