package dev.sallyport.cli;

import dev.sallyport.cli.terminal.StandardOutput;
import dev.sallyport.cli.terminal.Terminal;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** What the build runs once to write the AOT cache of {@code token}: the plain command and nothing beside it. */
public final class TokenTraining {

    private TokenTraining() {}

    /** Trains. */
    public static void main(String[] arguments) {
        Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_REGION", "ap-northeast-2");
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]),
                StandardOutput.to(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()),
                environment, false, Path.of(""));
        TokenArguments.read("token", "--cluster-name", "demo", "--region", "ap-northeast-2").ifPresent(
                request -> Sallyport.guarded(terminal, "sallyport token", request::answer));
    }
}
