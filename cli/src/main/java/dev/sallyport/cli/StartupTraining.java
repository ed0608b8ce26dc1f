package dev.sallyport.cli;

import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxOptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the build runs once to write the AOT cache: the commands that people wait for, in one process, their output
 * thrown away. Source: JEP 483, JEP 514 (ahead-of-time class loading and linking, one-step creation).
 */
public final class StartupTraining {

    private StartupTraining() {}

    /** Trains, and writes down which JDK the cache belongs to. */
    public static void main(String[] arguments) throws IOException {
        Path dist = Path.of(arguments[0]);
        Files.writeString(dist.resolve("java-home"), System.getProperty("java.home") + "\n");
        Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_REGION", "ap-northeast-2");
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, environment,
                    false, dist);
            TokenArguments.read("token", "--cluster-name", "demo", "--region", "ap-northeast-2")
                    .ifPresent(request -> request.answer(terminal));
            Sallyport.run(terminal, "token", "--cluster-name", "demo");
            Sallyport.run(terminal, "--help");
            Sallyport.run(terminal, "--unknown");
        }
        trainSandbox(dist);
    }

    /** Starts a sandbox and asks both halves of it something, as a tour does. */
    private static void trainSandbox(Path dist) throws IOException {
        Path root = Files.createTempDirectory(dist, "training-");
        try (Sandbox sandbox = Sandbox.start(new SandboxOptions("training", root, Optional.empty()),
                Clock.systemUTC())) {
            AwsSettings settings = AwsFailures.orEnd(AwsSettings.read(
                    new AwsEnvironment(sandbox.shell(), Optional.of(root)), Optional.empty(), Optional.empty()));
            AwsFailures.orEnd(CallerIdentityReader.of(settings, Clock.systemUTC()).read(sandbox.creator()));
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
