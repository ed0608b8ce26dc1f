package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A profile with {@code credential_process}: a command that prints keys as JSON. It is started without a shell, with our
 * environment and our standard input.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Process credential provider"; botocore, {@code ProcessProvider}.
 */
final class ProcessCredentials {

    private static final Duration PATIENCE = Duration.ofMinutes(2); // somebody may have to type a code
    private static final int LONGEST = 256 * 1024; // bytes of output

    private final AwsSettings settings;
    private final Clock clock;

    ProcessCredentials(AwsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The keys that the command prints, where the profile names one. */
    Optional<SourcedCredentials> load(String profileName) throws AwsProblem {
        Map<String, String> profile = settings.profiles().profile(profileName).orElse(Map.of());
        String command = profile.get("credential_process");
        if (command == null) {
            return Optional.empty();
        }
        String where = "credential_process of profile " + profileName;
        List<String> words = ShellWords.split(command).filter(split -> !split.isEmpty())
                .orElseThrow(() -> new AwsProblem(Kind.CONFIGURATION, "The " + where + " is no command.",
                        "Check its quotes in " + settings.profiles().configName() + "."));
        WireValue answer = WireValue.json(run(words, where)).filter(WireValue::isObject)
                .orElseThrow(
                        () -> new AwsProblem(Kind.CONFIGURATION, "The " + where + " printed something that is no JSON.",
                                "It must print {\"Version\": 1, \"AccessKeyId\": …, \"SecretAccessKey\": …}."));
        if (!answer.at("Version").text().equals("1")) {
            throw new AwsProblem(Kind.CONFIGURATION, "The " + where + " printed "
                    + (answer.at("Version").some().isPresent()
                            ? "version " + PlainText.shown(answer.at("Version").text())
                            : "no version")
                    + "; only version 1 is known.", "");
        }
        return Optional.of(new SourcedCredentials(keys(answer, where), where));
    }

    private AwsCredentials keys(WireValue answer, String where) throws AwsProblem {
        Optional<String> id = answer.at("AccessKeyId").some();
        Optional<String> secret = answer.at("SecretAccessKey").some();
        if (id.isEmpty() || secret.isEmpty()) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " printed no " + (id.isEmpty() ? "AccessKeyId" : "SecretAccessKey") + ".", "");
        }
        Optional<Instant> end = answer.at("Expiration").some().flatMap(StaticKeys::instant);
        if (end.filter(time -> !time.isAfter(clock.instant())).isPresent()) {
            throw new AwsProblem(Kind.EXPIRED, "The " + where + " gave keys that ended at " + end.get() + ".",
                    "Renew the session that it draws on.");
        }
        return new AwsCredentials(id.get(), secret.get(), answer.at("SessionToken").some(), end);
    }

    private String run(List<String> words, String where) throws AwsProblem {
        ProcessBuilder builder = new ProcessBuilder(words).redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(settings.environment().variables());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " cannot be started: " + PlainText.quoted(words.getFirst()) + ".",
                    "Is the program there, and executable?");
        }
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AwsProblem(Kind.CONFIGURATION,
                        "The " + where + " did not end within " + PATIENCE.toMinutes() + " minutes.", "");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AwsProblem(Kind.CONFIGURATION, "The " + where + " was interrupted.", "");
        }
        if (process.exitValue() != 0) {
            String said = err.join().strip();
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " ended with exit code " + process.exitValue()
                            + (said.isEmpty() ? "." : ": " + PlainText.shown(said)),
                    "Run it by hand to see more.");
        }
        return out.join();
    }

    private static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                text.complete(new String(stream.readNBytes(LONGEST), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.complete("");
            }
        });
        return text;
    }
}
