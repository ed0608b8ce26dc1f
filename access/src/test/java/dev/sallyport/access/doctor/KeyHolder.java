package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.PluginCall.Kind;
import dev.sallyport.kubeconfig.KubeconfigContext;
import dev.sallyport.kubeconfig.KubeconfigUser.ExecPlugin;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Somebody with a shell, a home folder and AWS's files in it, whose credentials are looked at. */
final class KeyHolder {

    private final Path home;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private Facts known = Facts.NONE;
    private Clock clock = Clock.systemUTC();
    private boolean agrees;

    KeyHolder(Path home, AskedAws aws) {
        this.home = home;
        set("AWS_ENDPOINT_URL", aws.url()).set("AWS_REGION", "ap-northeast-2")
                .set("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url());
    }

    KeyHolder set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    KeyHolder config(String text) {
        return file(".aws/config", text);
    }

    KeyHolder credentials(String text) {
        return file(".aws/credentials", text);
    }

    KeyHolder file(String path, String text) {
        try {
            Path file = home.resolve(path);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says yes to whatever a kubeconfig has run. */
    KeyHolder agrees() {
        agrees = true;
        return this;
    }

    /** A clock that is this far ahead of everybody else's. */
    KeyHolder clockAhead(Duration ahead) {
        clock = Clock.offset(Clock.systemUTC(), ahead);
        return this;
    }

    /** A kubeconfig whose entry sets these variables. */
    KeyHolder plugin(Map<String, String> env, Optional<String> profile, Optional<String> role) {
        Map<String, String> seen = new LinkedHashMap<>(variables);
        seen.putAll(env);
        known = known
                .with(new Way(new KubeconfigContext("demo", "demo", "demo-user", Optional.empty()),
                        home.resolve("kubeconfig"), Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty()))
                .with(new PluginCall(new ExecPlugin("client.authentication.k8s.io/v1beta1", "aws", List.of(), env,
                        Optional.empty(), Optional.empty()),
                        Kind.AWS_CLI, Optional.of("demo"), Optional.of("ap-northeast-2"), profile, role, seen));
        return this;
    }

    /** What the two checks of credentials and identity see. */
    Seen look() {
        Surroundings place = new Surroundings(variables, Optional.of(home), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Reader.NONE,
                _ -> agrees,
                Commands.ofMachine(), clock);
        List<Observation> all = new ArrayList<>();
        Facts facts = known;
        for (Check check : List.of(new CredentialsCheck(), new IdentityCheck())) {
            Check.Seen seen = check.look(place, facts);
            facts = seen.facts();
            all.addAll(seen.observations());
        }
        return new Seen(facts, all);
    }

    /** What was seen, in order. */
    record Seen(Facts facts, List<Observation> observations) {

        /** The first that is not in order. */
        Observation first() {
            return observations.stream().filter(one -> one.level() == Level.FAULT || one.level() == Level.LOOK)
                    .findFirst().orElseThrow(() -> new AssertionError("nothing is wrong: " + observations));
        }

        List<String> firstCure() {
            return first().cures().getFirst().commands();
        }
    }
}
