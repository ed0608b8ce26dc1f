package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the two shared files say: {@code config} and {@code credentials}.
 *
 * <p>In {@code config} a profile's section is {@code [profile NAME]} or {@code [default]}; sections {@code [sso-session
 * NAME]} and {@code [services NAME]} are kept apart; others mean nothing. In {@code credentials} each section is a
 * profile. What both say of one profile is laid together, the credentials file's word winning. A file that is missing,
 * or that may not be read, counts as empty, as with botocore; one that cannot be parsed is an error.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Using shared config and credentials files"; botocore, {@code
 * configloader} and {@code session}.
 */
final class AwsProfiles {

    private final String configName;
    private final String credentialsName;
    private final Map<String, Map<String, String>> configProfiles = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> credentialsProfiles;
    private final Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> ssoSessions = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> services = new LinkedHashMap<>();

    private AwsProfiles(String configName, Map<String, Map<String, String>> config, String credentialsName,
            Map<String, Map<String, String>> credentials) {
        this.configName = configName;
        this.credentialsName = credentialsName;
        config.forEach(this::place);
        this.credentialsProfiles = credentials;
        configProfiles.forEach((name, options) -> profiles.put(name, new LinkedHashMap<>(options)));
        credentials.forEach(
                (name, options) -> profiles.computeIfAbsent(name, key -> new LinkedHashMap<>()).putAll(options));
    }

    /** Reads both files where the environment says they are. */
    static AwsProfiles read(AwsEnvironment environment) throws AwsProblem {
        String config = environment.variable("AWS_CONFIG_FILE").orElse("~/.aws/config");
        String credentials = environment.variable("AWS_SHARED_CREDENTIALS_FILE").orElse("~/.aws/credentials");
        return new AwsProfiles(config, parsed(environment, config), credentials, parsed(environment, credentials));
    }

    private static Map<String, Map<String, String>> parsed(AwsEnvironment environment, String name) throws AwsProblem {
        Optional<Path> path = environment.path(name);
        if (path.isEmpty() || !Files.isRegularFile(path.get()) || !Files.isReadable(path.get())) {
            return Map.of();
        }
        try {
            return IniText.parse(new String(Files.readAllBytes(path.get()), StandardCharsets.UTF_8), name, path.get());
        } catch (IOException e) {
            throw new AwsProblem(Kind.CONFIGURATION, name + " cannot be read: " + e.getClass().getSimpleName() + ".",
                    "Check the file and the disk.");
        }
    }

    private void place(String section, Map<String, String> options) {
        if (section.equals("default")) {
            configProfiles.put(section, options);
        } else if (section.startsWith("profile")) {
            secondWord(section).ifPresent(name -> configProfiles.put(name, options));
        } else if (section.startsWith("sso-session")) {
            secondWord(section).ifPresent(name -> ssoSessions.put(name, options));
        } else if (section.startsWith("services")) {
            secondWord(section).ifPresent(name -> services.put(name, options));
        }
    }

    private static Optional<String> secondWord(String section) {
        return ShellWords.split(section).filter(words -> words.size() == 2).map(words -> words.get(1));
    }

    /** A profile as both files together say it. */
    Optional<Map<String, String>> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    /** A profile as the config file alone says it. */
    Optional<Map<String, String>> inConfig(String name) {
        return Optional.ofNullable(configProfiles.get(name));
    }

    /** A profile as the credentials file alone says it. */
    Optional<Map<String, String>> inCredentials(String name) {
        return Optional.ofNullable(credentialsProfiles.get(name));
    }

    /** A section {@code [sso-session NAME]}. */
    Optional<Map<String, String>> ssoSession(String name) {
        return Optional.ofNullable(ssoSessions.get(name));
    }

    /** A section {@code [services NAME]}. */
    Optional<Map<String, String>> services(String name) {
        return Optional.ofNullable(services.get(name));
    }

    /** The names of all profiles, in the order in which they stand there. */
    List<String> names() {
        return List.copyOf(profiles.keySet());
    }

    /** The config file, as it is called. */
    String configName() {
        return configName;
    }

    /** The credentials file, as it is called. */
    String credentialsName() {
        return credentialsName;
    }

    /**
     * The inner options of a value that is an indented block, as {@code s3 =} and the services in {@code [services …]}
     * have; empty for a value that is none.
     */
    static Map<String, String> block(String value) {
        Map<String, String> inner = new LinkedHashMap<>();
        if (!value.startsWith("\n")) {
            return inner;
        }
        for (String line : value.split("\n", -1)) {
            int parting = line.indexOf('=');
            if (parting > 0) {
                inner.put(line.substring(0, parting).strip(), line.substring(parting + 1).strip());
            }
        }
        return inner;
    }
}
