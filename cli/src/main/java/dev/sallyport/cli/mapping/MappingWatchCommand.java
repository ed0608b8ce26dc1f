package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.history.AwsAuthRecorder;
import dev.sallyport.cluster.history.AwsAuthRevision;
import dev.sallyport.cluster.history.MapSighting;
import dev.sallyport.cluster.review.MapDifference;
import dev.sallyport.cluster.review.PrincipalChange;
import dev.sallyport.mapping.AwsAuth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport mapping watch}: records what others write to the map, as it is seen. */
@Command(name = "watch", header = "record what others write to the map, as it is seen", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Watches aws-auth until it is ended (Ctrl-C). Each text that another tool writes becomes a revision",
    "of the history, without a name and with a hint of the tool. Prints a line for each change, of",
    "whomever: when, its revision, who, and what it means. Any number may run beside each other.",
    "It writes ControllerRevisions, and one annotation of the ConfigMap.", ""}, footer = {"", "Examples:",
        "  sallyport mapping watch", "  sallyport mapping watch --context prod -o json >> aws-auth.log"})
final class MappingWatchCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    OutputOption output = new OutputOption();

    MappingWatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        try (ClusterConnection connection = cluster.connect(terminal);
                AwsAuthRecorder recorder = AwsAuthRecorder.of(connection, clock, new SecureRandom(),
                        new Telling(connection.target().name(), clock))) {
            recorder.run();
        }
        return ExitCode.DONE.number();
    }

    /** Tells what is seen; what cannot get better by waiting ends the command. */
    private final class Telling implements AwsAuthRecorder.Listener {

        private final String context;
        private final Clock clock;
        private boolean watchedOnce;
        private boolean troubled;

        Telling(String context, Clock clock) {
            this.context = context;
            this.clock = clock;
        }

        @Override
        public void watching() {
            if (!watchedOnce || troubled) {
                terminal.error("watch", watchedOnce
                        ? "watching again."
                        : "watching aws-auth of " + context + "; Ctrl-C ends it.");
            }
            watchedOnce = true;
            troubled = false;
        }

        @Override
        public void trouble(ClusterFailure failure) {
            boolean hopeless = switch (failure.kind()) {
                case CONFIGURATION, NO_CREDENTIALS, UNTRUSTED, FORBIDDEN, NOT_FOUND -> true;
                case UNREACHABLE, UNAVAILABLE, NONSENSE, CONFLICT, INVALID, UNAUTHORIZED -> !watchedOnce;
            };
            if (hopeless) {
                throw ClusterOptions.end(failure);
            }
            if (!troubled) {
                terminal.error("watch", failure.message() + " Trying again.");
            }
            troubled = true;
        }

        @Override
        public void changed(MapSighting sighting) {
            AwsAuth after = AwsAuth.parse(sighting.after());
            List<PrincipalChange> changes = MapDifference.between(AwsAuth.parse(sighting.before()), after);
            Instant time = sighting.revision().map(AwsAuthRevision::time)
                    .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (output.people()) {
                terminal.line(time + "  " + sighting.revision().map(revision -> "revision " + revision.number())
                        .orElse("the ConfigMap is gone") + "  " + Printable.name(Revisions.who(sighting.author()))
                        + "  "
                        + Printable.name(meaning(after, changes)));
            } else {
                terminal.out().print(output.format.writeNext(facts(sighting, time, after, changes)));
            }
            terminal.out().flush();
        }

        private static String meaning(AwsAuth after, List<PrincipalChange> changes) {
            List<String> lost = after.unreadableSections();
            return (lost.isEmpty() ? "" : String.join(" and ", lost) + " cannot be read; ")
                    + DifferenceWords.line(changes);
        }

        private static Map<String, Object> facts(MapSighting sighting, Instant time, AwsAuth after,
                List<PrincipalChange> changes) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("time", time.toString());
            sighting.revision().ifPresent(revision -> facts.put("revision", revision.number()));
            facts.put("recorded", sighting.recorded());
            facts.put("author", sighting.author().name());
            facts.put("authenticated", sighting.author().authenticated());
            facts.put("tool", sighting.author().tool());
            facts.put("unreadable", after.unreadableSections());
            facts.put("principals", DifferenceWords.data(changes));
            return facts;
        }
    }
}
