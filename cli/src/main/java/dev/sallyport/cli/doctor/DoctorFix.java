package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Cure;
import dev.sallyport.access.doctor.Cure.SafeFix;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Observation;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.kubeconfig.FileRewrite;
import dev.sallyport.kubeconfig.MaskedLine;
import dev.sallyport.mapping.edit.LineChange;
import dev.sallyport.mapping.edit.LineChanges;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code --fix}: shows each safe change, asks, writes it, and looks again, because one fault may have hidden another.
 *
 * <p>What it says goes to standard error: the report of what is left has standard output to itself.
 */
final class DoctorFix {

    private static final int MOST = 20; // changes; each mends one fault, and no file has more

    private final Terminal terminal;
    private final boolean yes;
    private final Optional<CheckCode> only;
    /** What was declined, or could not be written: it is not asked about again when the file has changed elsewhere. */
    private final Set<Left> left = new HashSet<>();

    private record Left(Optional<CheckCode> code, Path file) {}

    /**
     * @param yes whether to write without asking
     * @param only the fault to mend; empty for every one that has a safe change
     */
    DoctorFix(Terminal terminal, boolean yes, Optional<CheckCode> only) {
        this.terminal = terminal;
        this.yes = yes;
        this.only = only;
    }

    private record Offer(Observation fault, Cure cure, SafeFix change) {
        Left left() {
            return new Left(fault.code(), change.file());
        }
    }

    /** Mends what may be mended; what is left. */
    Diagnosis mend(Supplier<Diagnosis> examine) {
        Diagnosis diagnosis = examine.get();
        boolean offered = false;
        for (int i = 0; i < MOST; i++) {
            Optional<Offer> offer = next(diagnosis);
            if (offer.isEmpty()) {
                break;
            }
            offered = true;
            if (accepted(offer.get()) && written(offer.get().change())) {
                diagnosis = examine.get();
            } else {
                left.add(offer.get().left());
            }
        }
        if (!offered) {
            terminal.err().println("There is nothing that --fix may change.");
        }
        return diagnosis;
    }

    private Optional<Offer> next(Diagnosis diagnosis) {
        return diagnosis.faults().stream().filter(fault -> only.isEmpty() || fault.code().equals(only))
                .flatMap(fault -> fault.cures().stream()
                        .flatMap(cure -> cure.fix().stream().map(change -> new Offer(fault, cure, change))))
                .filter(offer -> !left.contains(offer.left())).findFirst();
    }

    private boolean accepted(Offer offer) {
        terminal.err().println(offer.fault().code().map(CheckCode::code).orElse("") + ": "
                + Printable.text(offer.cure().what()));
        String file = Printable.name(offer.change().file().toString());
        terminal.err().println("--- " + file);
        terminal.err().println("+++ " + file);
        for (LineChange change : LineChanges.between(file, offer.change().before(), offer.change().after())) {
            terminal.err().println("@@ line " + change.place().line() + " @@");
            change.before().forEach(line -> terminal.err().println("-" + shown(line)));
            change.after().forEach(line -> terminal.err().println("+" + shown(line)));
        }
        return yes || terminal.agreed("Write this?");
    }

    private static String shown(String line) {
        return Printable.text(MaskedLine.of(line));
    }

    private boolean written(SafeFix change) {
        return switch (FileRewrite.ofKubeconfig(change.file(), change.before(), change.after())) {
            case FileRewrite.Written(var file) -> {
                terminal.err().println("Wrote " + Printable.name(file.toString()) + ".");
                yield true;
            }
            case FileRewrite.Refused(_, String why) -> {
                terminal.err().println(Printable.name(change.file().toString()) + " " + Printable.text(why));
                yield false;
            }
        };
    }
}
