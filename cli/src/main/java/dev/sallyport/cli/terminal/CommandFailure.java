package dev.sallyport.cli.terminal;

/** Ends a command early with its sentences and its exit code. Carries no secret and needs no stack trace. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String sentences) {
        super(sentences, null, false, false);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String sentences() {
        return java.util.Objects.requireNonNullElse(getMessage(), "");
    }
}
