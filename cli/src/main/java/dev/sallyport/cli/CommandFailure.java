package dev.sallyport.cli;

/** Ends a command early with its sentences and its exit code. Carries no secret and needs no stack trace. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    CommandFailure(ExitCode exitCode, String sentences) {
        super(sentences, null, false, false);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    String sentences() {
        return java.util.Objects.requireNonNullElse(getMessage(), "");
    }
}
