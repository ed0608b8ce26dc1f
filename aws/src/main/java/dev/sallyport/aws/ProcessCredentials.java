package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.AwsReason.ProcessTrouble.Trouble;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.ChildProcess;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A profile with {@code credential_process}: a command that prints keys as JSON. It is started without a shell, with our
 * environment and our standard input.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Process credential provider"; botocore, {@code ProcessProvider}.
 */
final class ProcessCredentials {

    static final Duration PATIENCE = Duration.ofMinutes(2); // somebody may have to type a code
    private static final int LONGEST = 256 * 1024; // bytes of output

    private final AwsSettings settings;
    private final Clock clock;
    private final Duration patience;

    ProcessCredentials(AwsSettings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.clock = clock;
        this.patience = patience;
    }

    /** Whose command it was. */
    private record Blame(String profile, List<String> command) {
        AwsReason of(Trouble trouble) {
            return new AwsReason.ProcessTrouble(profile, command, trouble);
        }
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
                        "Check its quotes in " + settings.profiles().configName() + ".",
                        new Blame(profileName, List.of()).of(Trouble.NOT_STARTED)));
        Blame blame = new Blame(profileName, words);
        WireValue answer = WireValue.json(run(words, where, blame)).filter(WireValue::isObject)
                .orElseThrow(
                        () -> new AwsProblem(Kind.CONFIGURATION, "The " + where + " printed something that is no JSON.",
                                "It must print {\"Version\": 1, \"AccessKeyId\": …, \"SecretAccessKey\": …}.",
                                blame.of(Trouble.NONSENSE)));
        if (!answer.at("Version").text().equals("1")) {
            throw new AwsProblem(Kind.CONFIGURATION, "The " + where + " printed "
                    + (answer.at("Version").some().isPresent()
                            ? "version " + PlainText.shown(answer.at("Version").text())
                            : "no version")
                    + "; only version 1 is known.", "", blame.of(Trouble.NONSENSE));
        }
        return Optional.of(new SourcedCredentials(keys(answer, where, blame), where, CredentialOrigin.PROCESS));
    }

    private AwsCredentials keys(WireValue answer, String where, Blame blame) throws AwsProblem {
        Optional<String> id = answer.at("AccessKeyId").some();
        Optional<String> secret = answer.at("SecretAccessKey").some();
        if (id.isEmpty() || secret.isEmpty()) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " printed no " + (id.isEmpty() ? "AccessKeyId" : "SecretAccessKey") + ".", "",
                    blame.of(Trouble.NONSENSE));
        }
        Optional<Instant> end = answer.at("Expiration").some().flatMap(StaticKeys::instant);
        if (end.filter(time -> !time.isAfter(clock.instant())).isPresent()) {
            throw new AwsProblem(Kind.EXPIRED, "The " + where + " gave keys that ended at " + end.get() + ".",
                    "Renew the session that it draws on.", blame.of(Trouble.OVER));
        }
        return new AwsCredentials(id.get(), secret.get(), answer.at("SessionToken").some(), end);
    }

    private String run(List<String> words, String where, Blame blame) throws AwsProblem {
        ProcessBuilder builder = new ProcessBuilder(words).redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(settings.environment().variables());
        try (ChildProcess child = new ChildProcess()) {
            return output(child.start(builder), where, blame);
        } catch (IOException e) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " cannot be started: " + PlainText.quoted(words.getFirst()) + ".",
                    "Is the program there, and executable?", blame.of(Trouble.NOT_STARTED));
        }
    }

    private String output(Process process, String where, Blame blame) throws AwsProblem {
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        try {
            // what it leaves behind may hold its output open, and is not waited for longer than it is
            CompletableFuture.allOf(out, err, process.onExit()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " did not end within " + patience.toSeconds() + " s.", "",
                    blame.of(Trouble.TOO_SLOW));
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading and waiting end without an exception", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsProblem(Kind.CONFIGURATION, "The " + where + " was interrupted.", "",
                    blame.of(Trouble.TOO_SLOW));
        }
        if (process.exitValue() != 0) {
            String said = err.join().strip();
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The " + where + " ended with exit code " + process.exitValue()
                            + (said.isEmpty() ? "." : ": " + PlainText.shown(said)),
                    "Run it by hand to see more.", blame.of(Trouble.FAILED));
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
