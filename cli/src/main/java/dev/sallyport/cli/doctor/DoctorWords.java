package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Cure;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Level;
import dev.sallyport.access.doctor.Observation;
import dev.sallyport.cli.terminal.Paragraph;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.cli.terminal.Terminal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A diagnosis in words: one line a station, then what is to be mended first, and the commands that mend it last. */
final class DoctorWords {

    private static final int WIDTH = 100;
    private static final int STATUS_COLUMN = 70; // leaves room for FAULT and the longest code

    private DoctorWords() {}

    /** Prints what was seen, and how to mend what comes first. */
    static void print(Diagnosis diagnosis, Terminal terminal) {
        stations(diagnosis, terminal);
        Optional<Observation> first = diagnosis.first();
        if (first.isEmpty()) {
            terminal.line("");
            terminal.line(diagnosis.observations().stream().anyMatch(seen -> seen.level() == Level.UNSEEN)
                    ? "No fault was seen; not everything could be looked at."
                    : "Nothing is wrong.");
            return;
        }
        List<CheckCode> later = diagnosis.faults().stream().skip(1).flatMap(seen -> seen.code().stream())
                .filter(code -> !first.get().code().equals(Optional.of(code))).distinct().toList();
        mend("First fault: ", first.get(), later, terminal);
    }

    /** Prints what was seen where a code belongs, and whether it is there. */
    static void check(Diagnosis there, CheckCode code, Optional<Observation> found, boolean seen, Terminal terminal) {
        stations(there, terminal);
        if (found.isPresent()) {
            mend(found.get().code().equals(Optional.of(code)) ? "It is " : "It may be " + code.code() + ": ",
                    found.get(),
                    List.of(), terminal);
            return;
        }
        terminal.line("");
        terminal.line(seen
                ? "It is not " + code.code() + "."
                : "Whether it is " + code.code()
                        + " could not be seen: something comes before it. See sallyport doctor.");
    }

    private static void stations(Diagnosis diagnosis, Terminal terminal) {
        ReportLines lines = new ReportLines(STATUS_COLUMN);
        String last = "";
        for (Observation seen : diagnosis.observations()) {
            String label = seen.station().label();
            lines.add(label.equals(last) ? "" : label, seen.evidence(), status(seen));
            last = label;
        }
        lines.print(terminal);
    }

    private static String status(Observation seen) {
        String code = seen.code().map(named -> "  " + named.code()).orElse("");
        return switch (seen.level()) {
            case OK -> "ok";
            case LOOK -> "look" + code;
            case FAULT -> "FAULT" + code;
            case UNSEEN -> "not seen";
        };
    }

    private static void mend(String opening, Observation first, List<CheckCode> later, Terminal terminal) {
        CheckCode code = first.code().orElseThrow();
        terminal.line("");
        wrapped(opening + code.code() + ". " + capital(code.summary()) + ".", terminal);
        if (!first.alike().isEmpty()) {
            wrapped("From here it looks the same as " + first.alike().stream()
                    .map(other -> other.code() + " (" + other.summary() + ")").collect(Collectors.joining(", "))
                    + ".", terminal);
        }
        for (Cure cure : first.cures()) {
            wrapped(Printable.text(whoCan(cure) + " " + cure.what()) + (cure.commands().isEmpty() ? "." : ":"),
                    terminal);
            cure.commands().forEach(command -> terminal.line("  " + Printable.text(command).replace("\n", "\n  ")));
        }
        if (!later.isEmpty()) {
            wrapped("After that, if it is still there: "
                    + later.stream().map(CheckCode::code).collect(Collectors.joining(", ")) + ".", terminal);
        }
        terminal.line("More: sallyport doctor --explain " + code.code());
    }

    private static String capital(String sentence) {
        return sentence.startsWith("kubectl") || sentence.startsWith("aws-auth") || sentence.contains("KUBECONFIG")
                || sentence.matches("(eks:|credential_).*")
                        ? sentence
                        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Breaks our own sentences at blanks; commands are never broken. */
    private static void wrapped(String text, Terminal terminal) {
        Paragraph.lines(text, WIDTH).forEach(terminal::line);
    }

    private static String whoCan(Cure cure) {
        return switch (cure.by()) {
            case YOU -> "You can";
            case CLUSTER_ADMINISTRATOR -> "An administrator of the cluster can";
            case ACCOUNT_ADMINISTRATOR -> "An administrator of the AWS account can";
        };
    }
}
