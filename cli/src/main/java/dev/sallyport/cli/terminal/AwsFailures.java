package dev.sallyport.cli.terminal;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.RoleRequest;

/** Gives each failure on the AWS side its exit code. */
public final class AwsFailures {

    private AwsFailures() {}

    /** The answer's value; a failure ends the command with its sentences. */
    public static <T> T orEnd(AwsAnswer<T> answer) {
        return switch (answer) {
            case AwsAnswer.Got<T> got -> got.value();
            case AwsAnswer.Failed<T> failed -> throw end(failed.failure());
        };
    }

    /** What ends a command that this failure ends. */
    public static CommandFailure end(AwsFailure failure) {
        return new CommandFailure(exitCode(failure.kind()), sentences(failure));
    }

    /** A role as options name it; one that cannot be is wrong usage. */
    public static RoleRequest checked(RoleRequest typed) {
        typed.mistake().ifPresent(mistake -> {
            throw new CommandFailure(ExitCode.USAGE, sentences(mistake));
        });
        return typed;
    }

    /** How it ends. */
    public static ExitCode exitCode(AwsFailure.Kind kind) {
        return switch (kind) {
            case NO_REGION -> ExitCode.USAGE;
            case CONFIGURATION, NO_CREDENTIALS -> ExitCode.IMPOSSIBLE;
            case EXPIRED, KEYS_REFUSED, DENIED, NOT_FOUND, REFUSED -> ExitCode.REFUSED;
            case THROTTLED, UNREACHABLE, NONSENSE -> ExitCode.UNREACHABLE;
        };
    }

    private static String sentences(AwsFailure failure) {
        return failure.remedy().isEmpty() ? failure.message() : failure.message() + "\n" + failure.remedy();
    }
}
