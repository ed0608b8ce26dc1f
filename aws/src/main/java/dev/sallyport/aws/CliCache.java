package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions that the AWS CLI keeps in {@code ~/.aws/cli/cache}; read and never written.
 *
 * <p>A file is called after the SHA-1 of the arguments of the call, as JSON with sorted names in Python's spacing.
 *
 * <p>Source: botocore, {@code CachedCredentialFetcher}; AWS CLI, {@code customizations/assumerole.py}.
 */
final class CliCache {

    private static final Duration WORTH_USING = Duration.ofMinutes(15); // botocore's window for a refresh

    private final AwsEnvironment environment;
    private final Clock clock;

    CliCache(AwsEnvironment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * The session that a call with these arguments once gave, while it has a quarter of an hour left.
     *
     * @param arguments texts and numbers, their names sorted
     */
    Optional<AwsCredentials> session(Map<String, Object> arguments) {
        return session(json(arguments, ", ", ": "));
    }

    /** The same for arguments that botocore writes without blanks, as it does for IAM Identity Center. */
    Optional<AwsCredentials> compactSession(Map<String, Object> arguments) {
        return session(json(arguments, ",", ":"));
    }

    private Optional<AwsCredentials> session(String arguments) {
        return read("cli/cache/" + sha1(arguments) + ".json").map(file -> file.at("Credentials"))
                .flatMap(credentials -> {
                    Optional<Instant> end = credentials.at("Expiration").some().flatMap(StaticKeys::instant);
                    boolean fresh = end.filter(time -> time.isAfter(clock.instant().plus(WORTH_USING))).isPresent();
                    Optional<String> id = credentials.at("AccessKeyId").some();
                    Optional<String> secret = credentials.at("SecretAccessKey").some();
                    return fresh && id.isPresent() && secret.isPresent()
                            ? Optional.of(new AwsCredentials(id.get(), secret.get(),
                                    credentials.at("SessionToken").some(), end))
                            : Optional.empty();
                });
    }

    /** A JSON file below {@code ~/.aws}; empty where there is none that can be read. */
    Optional<WireValue> read(String name) {
        Optional<Path> file = environment.home().map(home -> home.resolve(".aws").resolve(name));
        try {
            return file.isEmpty() || !Files.isRegularFile(file.get())
                    ? Optional.empty()
                    : WireValue.json(Files.readString(file.get(), StandardCharsets.UTF_8))
                            .filter(WireValue::isObject);
        } catch (IOException e) {
            return Optional.empty(); // a cache that cannot be read is an empty one
        }
    }

    static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-1", e);
        }
    }

    /** As Python's {@code json.dumps} writes it. */
    private static String json(Map<String, Object> arguments, String comma, String colon) {
        StringBuilder json = new StringBuilder("{");
        arguments.forEach(
                (name, value) -> json.append(json.length() == 1 ? "" : comma).append(quoted(name)).append(colon)
                        .append(value instanceof String text ? quoted(text) : value));
        return json.append('}').toString();
    }

    /** A JSON string in ASCII. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ' || c > 0x7e) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
