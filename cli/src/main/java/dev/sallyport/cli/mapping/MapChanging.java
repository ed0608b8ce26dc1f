package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.review.MapDifference;
import dev.sallyport.cluster.review.PrincipalChange;
import dev.sallyport.cluster.review.Proposal;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every command that changes the map does around the write: it shows the lines, says what they would lock out, asks
 * where somebody can be asked, and tells how it ended. Where the write then meets a newer map that makes for other lines,
 * it shows and asks again.
 */
final class MapChanging {

    private final Terminal terminal;
    private final String command;
    private final ChangeOptions options;
    private final OutputOption output;
    private boolean tellsWho;
    private boolean refusesErrors;
    private Optional<Proposal.Ready> shown = Optional.empty();

    MapChanging(Terminal terminal, String command, ChangeOptions options, OutputOption output) {
        this.terminal = terminal;
        this.command = command;
        this.options = options;
        this.output = output;
    }

    /** For changes whose lines do not say whom they are about: shows first who gains access, then who loses it. */
    MapChanging tellingWho() {
        tellsWho = true;
        return this;
    }

    /** For edits of single entries: one that a cluster would drop, or that never matches, is not written. */
    MapChanging refusingErrors() {
        refusesErrors = true;
        return this;
    }

    /** Why a change would not do what it is for; empty where it would. What is wrong has been shown. */
    Optional<String> mistake(Proposal.Ready ready) {
        if (ready.findings().stream().anyMatch(finding -> finding.code().equals(FindingCode.TOO_LARGE.code()))) {
            return Optional.of("this is larger than a ConfigMap may be, as said above. Nothing was changed.");
        }
        return refusesErrors
                && ready.findings().stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)
                        ? Optional.of("this would not work, as said above. Nothing was changed.")
                        : Optional.empty();
    }

    /** Ends the command where it would have to ask, and nobody is there. */
    void demandSomebodyToAsk() {
        if (!options.dryRun && !options.yes && !terminal.interactive()) {
            throw new CommandFailure(ExitCode.USAGE, "nobody can be asked here, so nothing was changed.\nLook at the"
                    + " change with --dry-run, and make it with --yes.");
        }
    }

    /**
     * Shows a change of a cluster's map and gets it agreed to.
     *
     * @return why it may not be written, in sentences; empty when it may
     */
    Optional<String> objection(Proposal.Ready ready) {
        List<String> standing = options.standing(ready.dangers()).stream().map(danger -> danger.code().code())
                .distinct().toList();
        boolean known = shown.filter(before -> sameLines(before, ready)).isPresent();
        show(ready);
        Optional<String> mistake = mistake(ready);
        if (mistake.isPresent()) {
            return mistake;
        }
        if (!standing.isEmpty()) {
            return Optional.of("this would lock somebody out. Nothing was changed."
                    + ChangeReport.dangers(options.standing(ready.dangers()))
                    + "\nTo do it all the same:" + String.join("", standing.stream()
                            .map(code -> " --allow-lockout " + code).toList()));
        }
        return known ? Optional.empty() : disagreement();
    }

    /** Asks, where nobody has agreed by an option. */
    Optional<String> disagreement() {
        return options.yes || options.dryRun || terminal.agreed("Write this?")
                ? Optional.empty()
                : Optional.of("nothing was changed.");
    }

    /** Shows a change, once. */
    void show(Proposal.Ready ready) {
        if (shown.filter(before -> sameLines(before, ready)).isEmpty()) {
            if (output.people()) {
                who(ready);
                ChangeReport.lines(terminal, ready);
            }
            ChangeReport.remarks(terminal, ready);
        }
        shown = Optional.of(ready);
    }

    private void who(Proposal.Ready ready) {
        List<PrincipalChange> changes = MapDifference.between(ready.before(), ready.after());
        if (tellsWho && !ready.isNothing()) {
            if (changes.isEmpty()) {
                terminal.line("Nobody gains or loses access by this.");
            } else {
                DifferenceWords.table(changes).print(terminal);
            }
            terminal.line("");
        }
    }

    /** Whether two proposals take out and put in the same lines, wherever these stand by now. */
    private static boolean sameLines(Proposal.Ready one, Proposal.Ready other) {
        return lines(one).equals(lines(other));
    }

    private static List<List<String>> lines(Proposal.Ready ready) {
        return ready.changes().stream()
                .flatMap(change -> List.of(List.of(change.place().section()), change.before(), change.after()).stream())
                .toList();
    }

    /** Tells how it ended: the sentences for people, or everything as data. */
    int ended(ExitCode code, String outcome, Map<String, Object> facts, List<String> sentences) {
        if (output.people()) {
            if (shown.filter(ready -> !ready.changes().isEmpty()).isPresent()) {
                terminal.line("");
            }
            sentences.forEach(terminal::line);
        } else {
            terminal.out().print(output.format.write(report(outcome, facts)));
        }
        return code.number();
    }

    /** Ends the command without a change. */
    CommandFailure refused(ExitCode code, String sentences) {
        return failed("refused", code, sentences);
    }

    /** Ends the command; as data the outcome is told on standard output too. */
    CommandFailure failed(String outcome, ExitCode code, String sentences) {
        if (!output.people()) {
            terminal.out().print(output.format.write(report(outcome, Map.of())));
        }
        return new CommandFailure(code, sentences);
    }

    private Map<String, Object> report(String outcome, Map<String, Object> facts) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("outcome", outcome);
        report.putAll(facts);
        shown.ifPresent(ready -> {
            report.put("principals", DifferenceWords.data(MapDifference.between(ready.before(), ready.after())));
            report.putAll(ChangeReport.data(ready));
        });
        return report;
    }

    /** Whether people read the report. */
    boolean isForPeople() {
        return output.people();
    }

    /** What was typed, for the history. */
    String command() {
        return command;
    }

    ChangeOptions options() {
        return options;
    }

    Terminal terminal() {
        return terminal;
    }
}
