package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.stream.Stream;

/** Whose entry is meant, the same wherever one is looked for. */
final class SubjectOptions {

    @Parameters(arity = "0..1", paramLabel = "ARN", description = "The ARN, as it stands in the map; its case does not count.")
    @Nullable
    String subject;

    @Option(names = {"--arn", "--rolearn",
        "--userarn"}, paramLabel = "ARN", description = "The same, as eksctl and keikoproj name it.")
    @Nullable
    String arn;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "An account of mapAccounts.")
    @Nullable
    String account;

    /** The one that was given; another number of them is wrong usage. */
    String theOne() {
        List<String> given = Stream.of(subject, arn, account).flatMap(Stream::ofNullable).distinct().toList();
        if (given.size() != 1) {
            throw new CommandFailure(ExitCode.USAGE, "give one ARN or one --account.");
        }
        return given.getFirst();
    }
}
