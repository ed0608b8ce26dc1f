package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.AwsCredentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real AWS CLI, in an environment of its own: nothing of this machine's configuration reaches it. */
final class AwsCli {

    /**
     * What a call came to.
     *
     * @param exit the exit code
     * @param out standard output
     * @param err standard error
     */
    record Outcome(int exit, String out, String err) {}

    private final AwsFixture fixture;
    private final Path home;

    AwsCli(AwsFixture fixture, Path home) {
        this.fixture = fixture;
        this.home = home;
    }

    /** Whether the AWS CLI is on the PATH. */
    static boolean isInstalled() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
    }

    /** Calls the CLI with somebody's keys. */
    Outcome run(AwsCredentials keys, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
        keys.sessionToken().ifPresent(token -> environment.put("AWS_SESSION_TOKEN", token));
        return run(environment, arguments);
    }

    /** Calls the CLI as on an instance: without keys, with a metadata service to ask. */
    Outcome runOnInstance(String... arguments) {
        return run(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", fixture.aws.metadataEndpoint().toString()), arguments);
    }

    /** Calls the CLI with these variables beside those that lead to the local AWS. */
    Outcome run(Map<String, String> environment, String... arguments) {
        try {
            Path bundle = home.resolve("ca.pem");
            Files.writeString(bundle, fixture.authority.certificatePem());
            List<String> command = new ArrayList<>(List.of("aws"));
            command.addAll(List.of(arguments));
            Path out = Files.createTempFile(home, "out", "");
            Path err = Files.createTempFile(home, "err", "");
            ProcessBuilder process = new ProcessBuilder(command).redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            String path = System.getenv("PATH");
            process.environment().keySet().removeIf(name -> !name.equals("PYENV_ROOT"));
            process.environment().put("PATH", path == null ? "" : path);
            process.environment().put("HOME", home.toString());
            process.environment().put("AWS_ENDPOINT_URL", fixture.aws.endpoint().toString());
            process.environment().put("AWS_CA_BUNDLE", bundle.toString());
            process.environment().put("AWS_DEFAULT_REGION", AwsFixture.REGION);
            process.environment().put("AWS_PAGER", "");
            process.environment().put("AWS_MAX_ATTEMPTS", "1");
            process.environment().putAll(environment);
            Process running = process.start();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IllegalStateException("aws " + arguments[0] + " did not end within 60 s");
            }
            return new Outcome(running.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
