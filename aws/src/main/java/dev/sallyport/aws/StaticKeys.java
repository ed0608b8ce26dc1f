package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Keys that stand written somewhere: in the environment or in a shared file. The fast way of the token command: nothing
 * here loads a class of the network.
 *
 * <p>Source: botocore, {@code EnvProvider}, {@code SharedCredentialProvider}, {@code ConfigProvider}.
 */
final class StaticKeys {

    private final AwsEnvironment environment;
    private final AwsProfiles profiles;

    StaticKeys(AwsEnvironment environment, AwsProfiles profiles) {
        this.environment = environment;
        this.profiles = profiles;
    }

    /** {@code AWS_ACCESS_KEY_ID} and its companions. */
    Optional<SourcedCredentials> inEnvironment() throws AwsProblem {
        Optional<String> accessKeyId = environment.variable("AWS_ACCESS_KEY_ID");
        if (accessKeyId.isEmpty()) {
            return Optional.empty();
        }
        String secret = environment.variable("AWS_SECRET_ACCESS_KEY")
                .orElseThrow(() -> new AwsProblem(Kind.CONFIGURATION,
                        "AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not.",
                        "Set both, or unset the first to use a profile."));
        // the older name comes first, as in botocore
        Optional<String> token = environment.variable("AWS_SECURITY_TOKEN")
                .or(() -> environment.variable("AWS_SESSION_TOKEN"));
        Optional<Instant> end = environment.variable("AWS_CREDENTIAL_EXPIRATION").flatMap(StaticKeys::instant);
        return Optional.of(new SourcedCredentials(checked(accessKeyId.get(), secret, token, end, "the environment"),
                "environment (AWS_ACCESS_KEY_ID)"));
    }

    /** The profile's section in the credentials file. */
    Optional<SourcedCredentials> inCredentialsFile(String profile) throws AwsProblem {
        return inFile(profiles.inCredentials(profile), profile, profiles.credentialsName());
    }

    /** The profile's section in the config file. */
    Optional<SourcedCredentials> inConfigFile(String profile) throws AwsProblem {
        return inFile(profiles.inConfig(profile), profile, profiles.configName());
    }

    private static Optional<SourcedCredentials> inFile(Optional<Map<String, String>> section, String profile,
            String file) throws AwsProblem {
        if (section.isEmpty() || !section.get().containsKey("aws_access_key_id")) {
            return Optional.empty();
        }
        Map<String, String> options = section.get();
        String where = "profile " + profile + " in " + file;
        String secret = options.get("aws_secret_access_key");
        if (secret == null) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " has aws_access_key_id and no aws_secret_access_key.",
                    "Add it: aws configure --profile " + profile);
        }
        Optional<String> token = Optional.ofNullable(options.get("aws_security_token"))
                .or(() -> Optional.ofNullable(options.get("aws_session_token"))).filter(value -> !value.isEmpty());
        return Optional.of(new SourcedCredentials(
                checked(options.getOrDefault("aws_access_key_id", ""), secret, token, Optional.empty(), where), where));
    }

    private static AwsCredentials checked(String accessKeyId, String secret, Optional<String> token,
            Optional<Instant> end, String where) throws AwsProblem {
        if (accessKeyId.isBlank() || secret.isBlank()) {
            throw new AwsProblem(Kind.CONFIGURATION, "The access key in " + where + " is empty.",
                    "Fill it in, or remove it.");
        }
        return new AwsCredentials(accessKeyId, secret, token, end);
    }

    /** A time with an offset; empty where it is none. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
