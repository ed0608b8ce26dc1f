package dev.sallyport.cli.tour;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxOptions;
import dev.sallyport.sandbox.SandboxStartException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Sets the stage, tells the story, and clears the stage again. */
public final class Tour {

    /** Runs a {@code sallyport} command in this process. */
    @FunctionalInterface
    public interface Command {
        /** The command's exit code. */
        int run(Terminal terminal, String... arguments);
    }

    private final Terminal terminal;
    private final boolean pause;
    private final boolean keep;
    private final Optional<Path> apiserver;
    private final Command sallyport;

    private Tour(Terminal terminal, boolean pause, boolean keep, Optional<Path> apiserver, Command sallyport) {
        this.terminal = terminal;
        this.pause = pause;
        this.keep = keep;
        this.apiserver = apiserver;
        this.sallyport = sallyport;
    }

    /**
     * Plays the whole tour.
     *
     * @param pause wait for Enter between steps
     * @param keep leave the sandbox running at the end
     * @param apiserver a folder of binaries, for a real API server in place of our own
     * @return {@link ExitCode#DONE} when every step did what it must
     */
    public static ExitCode play(Terminal terminal, boolean pause, boolean keep, Optional<Path> apiserver,
            Command sallyport) {
        if (terminal.variable("SALLYPORT_LOG").isEmpty()) {
            // the story is full of refusals, which are its point; as log lines they would stand in the middle of it
            System.setProperty("sallyport.log", "off");
        }
        Tour tour = new Tour(terminal, pause, keep, apiserver, sallyport);
        try (Stage stage = Stage.set(terminal)) {
            return tour.on(stage.path());
        }
    }

    private ExitCode on(Path stage) {
        Instant begin = Clock.systemUTC().instant();
        Optional<Path> launcher = Optional.ofNullable(System.getProperty("sallyport.launcher")).map(Path::of);
        try (Sandbox sandbox = Sandbox.start(new SandboxOptions("tour", stage.resolve("state"), launcher, apiserver),
                Clock.systemUTC())) {
            TourPrinter printer = new TourPrinter(terminal);
            TourClients clients = TourClients.find(terminal, sallyport);
            printer.line(
                    "The passage into an EKS-like cluster, on this machine: a local AWS, a local Kubernetes API, and");
            printer.line("the real webhook between them.");
            if (!sandbox.clusterDescription().isEmpty()) {
                printer.line("The Kubernetes API is a real one: " + sandbox.clusterDescription() + ".");
            }
            clients.playedBy().forEach(printer::line);
            Cast cast = new Casting(sandbox, stage, terminal.environment().getOrDefault("PATH", ""), launcher).cast();
            boolean good = new Narrator(clients, printer, Clock.systemUTC(), this::pauseIfAsked)
                    .go(new Story(cast).steps());
            printer.line("");
            if (good) {
                printer.line(String.format(java.util.Locale.ROOT,
                        "Every step went as expected, in %.1f s. Next: sallyport sandbox, and your own commands.",
                        Duration.between(begin, Clock.systemUTC().instant()).toMillis() / 1000.0));
            }
            if (keep) {
                waitForTheEnd(cast, printer);
            }
            return good ? ExitCode.DONE : ExitCode.REFUSED;
        } catch (SandboxStartException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, e.sentences());
        }
    }

    private void waitForTheEnd(Cast cast, TourPrinter printer) {
        printer.line("The sandbox goes on running; Enter or Ctrl-C ends it. As the creator, in another shell:");
        printer.line("  set -a; . " + cast.creator().home().resolve("env") + "; set +a; kubectl get node");
        terminal.out().flush();
        if (!readLine()) {
            untilASignal(); // nobody is there to press Enter
        }
    }

    private static void untilASignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pauseIfAsked() {
        if (pause) {
            terminal.out().print("       (Enter goes on)");
            terminal.out().flush();
            var _ = readLine();
        }
    }

    /** Waits for Enter; false when there is no input to wait for. */
    private boolean readLine() {
        try {
            int read = terminal.in().read();
            while (read >= 0 && read != '\n') {
                read = terminal.in().read();
            }
            return read >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
