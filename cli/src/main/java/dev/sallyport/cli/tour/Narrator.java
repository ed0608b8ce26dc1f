package dev.sallyport.cli.tour;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Goes through the story step by step, runs each command, and stops loudly at the first that did not do what it must.
 */
final class Narrator {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Clients clients;
    private final TourPrinter printer;
    private final InstantSource clock;
    private final Runnable betweenSteps;

    /**
     * A narrator.
     *
     * @param betweenSteps what happens before each step but the first, such as waiting for a key
     */
    Narrator(Clients clients, TourPrinter printer, InstantSource clock, Runnable betweenSteps) {
        this.clients = clients;
        this.printer = printer;
        this.clock = clock;
        this.betweenSteps = betweenSteps;
    }

    /** Whether every step went as expected. */
    boolean go(List<Step> story) {
        int number = 0;
        for (Step step : story) {
            if (number > 0) {
                betweenSteps.run();
            }
            number++;
            var begin = clock.instant();
            printer.title(number, step);
            for (Act act : step.acts()) {
                if (!play(step, act)) {
                    return false;
                }
            }
            printer.end(step, Duration.between(begin, clock.instant()));
        }
        return true;
    }

    private boolean play(Step step, Act act) {
        printer.command(act, clients.describe(act.pipeline().getFirst().getFirst()));
        Instant end = clock.instant().plus(act.patience());
        Outcome outcome = run(act);
        Optional<String> objection = objection(act, outcome);
        while (objection.isPresent() && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            outcome = run(act);
            objection = objection(act, outcome);
        }
        if (objection.isPresent()) {
            printer.failure(step, act, outcome, objection.get());
            return false;
        }
        if (!act.quiet()) {
            printer.output(outcome.output());
        }
        return true;
    }

    private Outcome run(Act act) {
        Outcome outcome = new Outcome(0, "");
        for (List<String> words : act.pipeline()) {
            outcome = clients.run(act.who(), words, outcome.output());
        }
        return outcome;
    }

    /** What was not as it must be; empty when all was. */
    private static Optional<String> objection(Act act, Outcome outcome) {
        if (outcome.exitCode() != act.exitCode()) {
            return Optional.of("the exit code should have been " + act.exitCode() + ".");
        }
        return act.wanted().stream().filter(wanted -> !wanted.matcher(outcome.output()).find()).findFirst()
                .map(wanted -> "the output should have matched " + wanted + ".");
    }
}
