package dev.sallyport.cli.access;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.NamedInput;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.audit.AuditDamage;
import dev.sallyport.cluster.audit.AuditReading;
import dev.sallyport.cluster.audit.AuditRequests;
import dev.sallyport.cluster.audit.AuditedRequest;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code --audit FILE}: logs to read, one after the other, and how much of them could be read. */
final class AuditLogs {

    private static final int NAMED = 5; // damages; the rest is counted
    private static final long SAID_AGAIN = 1_000_000; // events after which progress is told

    @Option(names = "--audit", required = true, paramLabel = "FILE", description = "An audit log (audit.k8s.io/v1): JSON lines of an API server, or as CloudWatch gives EKS's (export, filter-log-events, Logs Insights, subscription); gzipped or not; - for standard input. Repeatable.")
    List<String> files = new ArrayList<>();

    private final List<String> shown = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private long events;
    private long damaged;

    /** What could not be read. */
    record Unread(String file, AuditDamage damage) {}

    /** Ends the command with wrong usage where the files cannot be meant. */
    void check(List<String> alsoRead) {
        if (files.stream().filter("-"::equals).count() + alsoRead.stream().filter("-"::equals).count() > 1) {
            throw new CommandFailure(ExitCode.USAGE, "standard input can be read once.");
        }
    }

    /** Reads all; what could not be read goes to standard error, and a file without a single event ends the command. */
    void read(Terminal terminal, Consumer<AuditedRequest> requests) {
        for (String name : files) {
            read(terminal, name, requests);
        }
    }

    private void read(Terminal terminal, String name, Consumer<AuditedRequest> requests) {
        NamedInput log = NamedInput.of(terminal, name);
        long[] count = new long[1];
        tell(terminal, log.shown(), log.read(in -> AuditRequests.read(in, request -> {
            requests.accept(request);
            if (++count[0] % SAID_AGAIN == 0) {
                terminal.err().println(log.shown() + ": " + count[0] / SAID_AGAIN + " million events");
            }
        })));
    }

    private void tell(Terminal terminal, String log, AuditReading reading) {
        shown.add(log);
        List<AuditDamage> damages = reading.damages();
        if (reading.events() == 0) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, log + " holds no audit event (audit.k8s.io/v1)."
                    + (damages.isEmpty()
                            ? ""
                            : "\n" + damages.getFirst().place() + ": " + Printable.name(damages.getFirst().why())
                                    + "."));
        }
        damages.stream().limit(NAMED).forEach(damage -> terminal.error(log + ", " + damage.place(),
                damage.why() + "; it is left out."));
        if (reading.damaged() > NAMED) {
            terminal.error(log, "another " + (reading.damaged() - NAMED) + " could not be read and are left out.");
        }
        damages.forEach(damage -> unread.add(new Unread(log, damage)));
        events += reading.events();
        damaged += reading.damaged();
    }

    /** What the files are called for people, in the order in which they were read. */
    List<String> shown() {
        return shown;
    }

    /** How many events there were. */
    long events() {
        return events;
    }

    /** How many places could not be read. */
    long damaged() {
        return damaged;
    }

    /** The first of them. */
    List<Unread> unread() {
        return unread;
    }
}
