package dev.sallyport.cli;

import dev.sallyport.cli.terminal.Terminal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
    }
}
