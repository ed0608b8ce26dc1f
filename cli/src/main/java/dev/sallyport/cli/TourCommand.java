package dev.sallyport.cli;

import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cli.tour.Tour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport tour}: the story of both doors. */
@Command(name = "tour", header = "walk through both doors, step by step", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Walks through both doors of a local cluster, step by step: each with the command that a person",
    "would type, its real output, and a check. Uses kubectl and aws when they are on the PATH.", ""}, footer = {"",
        "Examples:", "  sallyport tour", "  sallyport tour --pause      wait for Enter between steps",
        "  sallyport tour --keep       leave the sandbox running afterwards"})
final class TourCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--pause", description = "Wait for Enter before each step.")
    boolean pause;

    @Option(names = "--keep", description = "Leave the sandbox running at the end, until Ctrl-C.")
    boolean keep;

    @Option(names = "--apiserver", paramLabel = "DIR", description = {
        "A folder with kube-apiserver and etcd: the story is played on a real API server."})
    Optional<Path> apiserver = Optional.empty();

    TourCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Tour.play(terminal, pause, keep, apiserver, Sallyport::run).number();
    }
}
