package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.review.MapReading;
import dev.sallyport.cluster.review.SignInArn;
import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.NearRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport mapping simulate}: who a principal would be. */
@Command(name = "simulate", header = "say who a principal would be, and by which line", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Says who an IAM principal is by the map, and by which line; with --with, also who it would be by the",
    "map in another file. Nobody is asked but the map: whether the principal exists, or comes in by an",
    "access entry, is not looked at. Exit code 1 when no line lets it in.", ""}, footer = {"", "Examples:",
        "  sallyport mapping simulate arn:aws:iam::123456789012:role/dev",
        "  sallyport mapping simulate arn:aws:sts::123456789012:assumed-role/dev/ana --with new.yaml"})
final class MappingSimulateCommand implements Callable<Integer> {

    private static final int NEAREST = 3;

    private final Terminal terminal;

    @Parameters(paramLabel = "ARN", description = "Of a user, a role or a role's session.")
    String arn = "";

    @Option(names = "--with", paramLabel = "FILE", description = "A map that might take the place of this one; - for standard input.")
    @Nullable
    String with;

    @Mixin
    MapPlace place = new MapPlace();

    @Mixin
    OutputOption output = new OutputOption();

    MappingSimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CanonicalArn principal = SignInArn.of(arn).orElseThrow(() -> new CommandFailure(ExitCode.USAGE,
                "\"" + Printable.name(arn)
                        + "\" is no ARN that one can sign in with: a user's, a role's or a session's."));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("principal", principal.value());
        boolean in = tell("now", place.read(terminal), principal, report);
        if (with != null) {
            in = tell("with", MapFile.named(terminal, with).read(), principal, report);
        }
        if (!output.people()) {
            terminal.out().print(output.format.write(report));
        }
        return (in ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private boolean tell(String when, AwsAuth map, CanonicalArn principal, Map<String, Object> report) {
        MapReading reading = MapReading.of(map);
        Optional<MappingRule> rule = reading.lettingIn(principal);
        rule.ifPresent(found -> report.put(when, RuleFacts.of(found)));
        if (output.people()) {
            String source = "by " + map.source();
            terminal.line(rule.map(found -> "YES  " + source + ": " + Printable.name(principal.value() + " is "
                    + RuleFacts.user(found) + " (" + RuleFacts.place(found.place()) + ")"))
                    .orElseGet(() -> "NO   " + source + ": no line lets " + Printable.name(principal.value()) + " in"));
            if (rule.isEmpty()) {
                reading.nearest(principal, NEAREST).forEach(this::near);
            }
        }
        return rule.isPresent();
    }

    private void near(NearRule near) {
        terminal.line(
                "     nearest: " + Printable.name(RuleFacts.place(near.rule().place()) + " " + near.rule().subject()
                        + ": " + near.reason().words()));
    }
}
