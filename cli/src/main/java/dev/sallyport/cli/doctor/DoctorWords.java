package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Cure;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Observation;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.cli.terminal.Terminal;

import java.util.Optional;
import java.util.stream.Collectors;

/** A diagnosis in words: one line a station, then the first fault and what mends it. */
final class DoctorWords {

    private DoctorWords() {}

    /** Prints what was seen, and how to mend the one that is named. */
    static void print(Diagnosis diagnosis, Optional<Observation> named, Terminal terminal) {
        ReportLines lines = new ReportLines();
        diagnosis.observations().forEach(
                seen -> lines.add(seen.station().label(), seen.evidence(), status(seen)));
        lines.print(terminal);
        named.ifPresentOrElse(first -> mend(first, terminal), () -> {
            terminal.line("");
            terminal.line("Nothing is wrong.");
        });
    }

    private static String status(Observation seen) {
        String code = seen.code().map(CheckCode::code).orElse("");
        return switch (seen.level()) {
            case OK -> "ok";
            case LOOK -> "look " + code;
            case FAULT -> "FAULT " + code;
            case UNSEEN -> "not seen";
        };
    }

    private static void mend(Observation first, Terminal terminal) {
        CheckCode code = first.code().orElseThrow();
        terminal.line("");
        terminal.line("First fault: " + code.code() + ", " + code.summary() + ".");
        if (!first.alike().isEmpty()) {
            terminal.line("It cannot be told apart from here from: " + first.alike().stream()
                    .map(other -> other.code() + " (" + other.summary() + ")").collect(Collectors.joining(", ")) + ".");
        }
        for (Cure cure : first.cures()) {
            terminal.line(Printable.text(whoCan(cure) + " " + cure.what()) + (cure.commands().isEmpty() ? "." : ":"));
            cure.commands().forEach(command -> terminal.line("  " + Printable.text(command).replace("\n", "\n  ")));
        }
        terminal.line("More: sallyport doctor --explain " + code.code());
    }

    private static String whoCan(Cure cure) {
        return switch (cure.by()) {
            case YOU -> "You can";
            case CLUSTER_ADMINISTRATOR -> "An administrator of the cluster can";
            case ACCOUNT_ADMINISTRATOR -> "An administrator of the AWS account can";
        };
    }
}
