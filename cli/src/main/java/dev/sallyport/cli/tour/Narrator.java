package dev.sallyport.cli.tour;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Goes through the story step by step, runs each command, and stops loudly at the first that did not do what it must.
 */
final class Narrator {

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
        Outcome outcome = new Outcome(0, "");
        for (List<String> words : act.pipeline()) {
            outcome = clients.run(act.who(), words, outcome.output());
        }
        if (outcome.exitCode() != act.exitCode()) {
            printer.failure(step, act, outcome, "the exit code should have been " + act.exitCode() + ".");
            return false;
        }
        for (Pattern wanted : act.wanted()) {
            if (!wanted.matcher(outcome.output()).find()) {
                printer.failure(step, act, outcome, "the output should have matched " + wanted + ".");
                return false;
            }
        }
        if (!act.quiet()) {
            printer.output(outcome.output());
        }
        return true;
    }
}
