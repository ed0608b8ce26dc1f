package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;

import java.util.Optional;

/**
 * Finds credentials where botocore would find them, and says where that was.
 *
 * <p>Source: botocore, {@code credentials.create_credential_resolver}.
 */
public final class CredentialChain {

    private final AwsSettings settings;

    private CredentialChain(AwsSettings settings) {
        this.settings = settings;
    }

    /** The chain for these settings. Nothing is read or asked before {@link #resolve()}. */
    public static CredentialChain of(AwsSettings settings) {
        return new CredentialChain(settings);
    }

    /** The first credentials in the order, or why there are none. */
    public AwsAnswer<SourcedCredentials> resolve() {
        return AwsProblem.caught(() -> {
            StaticKeys keys = new StaticKeys(settings.environment(), settings.profiles());
            Optional<SourcedCredentials> found = settings.profileByOption() ? Optional.empty() : keys.inEnvironment();
            if (found.isEmpty()) {
                found = keys.inCredentialsFile(settings.profileName());
            }
            if (found.isEmpty()) {
                found = keys.inConfigFile(settings.profileName());
            }
            return found.orElseThrow(() -> new AwsProblem(Kind.NO_CREDENTIALS, "No AWS credentials were found.",
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or make a profile: aws configure"));
        });
    }
}
