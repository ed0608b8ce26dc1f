package dev.sallyport.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A home folder with AWS's files, and the variables around it. */
final class World {

    private final Path home;
    private final Map<String, String> variables = new LinkedHashMap<>();

    World(Path home) {
        this.home = home;
    }

    World set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    World config(String text) {
        return file(".aws/config", text);
    }

    World credentials(String text) {
        return file(".aws/credentials", text);
    }

    World file(String path, String text) {
        try {
            Path file = home.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return home;
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    AwsEnvironment environment() {
        return new AwsEnvironment(variables, Optional.of(home));
    }

    /** The settings, which must be readable. */
    AwsSettings settings() {
        return got(read(Optional.empty(), Optional.empty()));
    }

    AwsSettings settings(String profile) {
        return got(read(Optional.of(profile), Optional.empty()));
    }

    AwsAnswer<AwsSettings> read(Optional<String> profile, Optional<String> region) {
        return AwsSettings.read(environment(), profile, region);
    }

    static <T> T got(AwsAnswer<T> answer) {
        return switch (answer) {
            case AwsAnswer.Got<T> got -> got.value();
            case AwsAnswer.Failed<T> failed -> throw new AssertionError(failed.failure().toString());
        };
    }

    static AwsFailure failed(AwsAnswer<?> answer) {
        return switch (answer) {
            case AwsAnswer.Got<?> got -> throw new AssertionError("answered: " + got.value());
            case AwsAnswer.Failed<?> failed -> failed.failure();
        };
    }
}
