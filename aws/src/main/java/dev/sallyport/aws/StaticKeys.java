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
                        "Set both, or unset the first to use a profile.",
                        new AwsReason.HalfKey(CredentialOrigin.ENVIRONMENT, Optional.empty())));
        // the older name comes first, as in botocore
        Optional<String> token = environment.variable("AWS_SECURITY_TOKEN")
                .or(() -> environment.variable("AWS_SESSION_TOKEN"));
        Optional<Instant> end = environment.variable("AWS_CREDENTIAL_EXPIRATION").flatMap(StaticKeys::instant);
        return Optional.of(new SourcedCredentials(
                checked(accessKeyId.get(), secret, token, end, "the environment",
                        new AwsReason.HalfKey(CredentialOrigin.ENVIRONMENT, Optional.empty())),
                "environment (AWS_ACCESS_KEY_ID)", CredentialOrigin.ENVIRONMENT));
    }

    /** The profile's section in the credentials file. */
    Optional<SourcedCredentials> inCredentialsFile(String profile) throws AwsProblem {
        return inSection(profiles.inCredentials(profile), "profile " + profile + " in " + profiles.credentialsName(),
                profile, CredentialOrigin.CREDENTIALS_FILE);
    }

    /** The profile's section in the config file. */
    Optional<SourcedCredentials> inConfigFile(String profile) throws AwsProblem {
        return inSection(profiles.inConfig(profile), "profile " + profile + " in " + profiles.configName(), profile,
                CredentialOrigin.CONFIG_FILE);
    }

    /**
     * The keys in a section of a file.
     *
     * @param where what to call the section
     * @param profile the profile that {@code aws configure} would mend; may be empty
     */
    static Optional<SourcedCredentials> inSection(Optional<Map<String, String>> section, String where, String profile,
            CredentialOrigin origin) throws AwsProblem {
        if (section.isEmpty() || !section.get().containsKey("aws_access_key_id")) {
            return Optional.empty();
        }
        Map<String, String> options = section.get();
        AwsReason half = new AwsReason.HalfKey(origin, Optional.of(profile).filter(name -> !name.isEmpty()));
        String secret = options.get("aws_secret_access_key");
        if (secret == null) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " has aws_access_key_id and no aws_secret_access_key.",
                    profile.isEmpty() ? "Add it." : "Add it: aws configure --profile " + profile, half);
        }
        Optional<String> token = Optional.ofNullable(options.get("aws_security_token"))
                .or(() -> Optional.ofNullable(options.get("aws_session_token"))).filter(value -> !value.isEmpty());
        return Optional.of(new SourcedCredentials(
                checked(options.getOrDefault("aws_access_key_id", ""), secret, token, Optional.empty(), where, half),
                where, origin));
    }

    private static AwsCredentials checked(String accessKeyId, String secret, Optional<String> token,
            Optional<Instant> end, String where, AwsReason half) throws AwsProblem {
        if (accessKeyId.isBlank() || secret.isBlank()) {
            throw new AwsProblem(Kind.CONFIGURATION, "The access key in " + where + " is empty.",
                    "Fill it in, or remove it.", half);
        }
        return new AwsCredentials(accessKeyId, secret, token, end);
    }

    /** A time with an offset, which botocore may write as {@code UTC}; empty where it is none. */
    static Optional<Instant> instant(String text) {
        String time = text.strip();
        try {
            return Optional.of(OffsetDateTime
                    .parse(time.endsWith("UTC") ? time.substring(0, time.length() - 3) + "Z" : time).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
