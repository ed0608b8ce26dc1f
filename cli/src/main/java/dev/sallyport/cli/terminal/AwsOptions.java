package dev.sallyport.cli.terminal;

import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.identity.StsEndpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** {@code --region} and {@code --profile}, the same on every command that talks to AWS. */
public final class AwsOptions {

    @Option(names = "--region", paramLabel = "REGION", description = "The AWS region, such as ap-northeast-2. Else AWS_REGION, AWS_DEFAULT_REGION, the profile's.")
    @Nullable
    public String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "A profile of ~/.aws/config or ~/.aws/credentials. Wins over keys in the environment, as with"
            + " the AWS CLI; AWS_PROFILE does not.")
    @Nullable
    public String profile;

    /** The region that was typed; one that can be none is wrong usage. */
    public Optional<String> region() {
        return checked(Optional.ofNullable(region));
    }

    /** The settings that these options, the environment and the profile give together. */
    public AwsSettings settings(Terminal terminal) {
        return settings(terminal, Optional.ofNullable(profile), region());
    }

    /** The same for options that were read elsewhere; a region that can be none is wrong usage. */
    public static AwsSettings settings(Terminal terminal, Optional<String> profile, Optional<String> region) {
        return AwsFailures.orEnd(AwsSettings.read(environment(terminal), profile, checked(region)));
    }

    private static Optional<String> checked(Optional<String> region) {
        try {
            region.filter(name -> !name.isEmpty()).ifPresent(StsEndpoint::regional);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Printable.text("--region: " + e.getMessage() + "."));
        }
        return region;
    }

    /** The variables, and the home folder where the files of AWS are. */
    public static AwsEnvironment environment(Terminal terminal) {
        return new AwsEnvironment(terminal.environment(), terminal.variable("HOME").map(Path::of));
    }
}
