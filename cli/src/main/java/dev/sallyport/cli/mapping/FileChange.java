package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cluster.review.ChangeReview;
import dev.sallyport.cluster.review.ClusterState;
import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.cluster.review.Proposal;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.edit.EditOutcome;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a map in a file. A file locks nobody out until it is applied, so its dangers are told, and stop nothing.
 * What comes from standard input goes to standard output, with the change in it: as it is, or with {@code -o} in the
 * report. A dry run of it shows the lines, as one of a file does.
 */
final class FileChange {

    private final MapFile file;
    private final MapChanging changing;

    FileChange(MapFile file, MapChanging changing) {
        this.file = file;
        this.changing = changing;
    }

    int make(MapChange change) {
        return make(file.read(), change);
    }

    /** As {@link #make(MapChange)}, where the file has been read. */
    int make(AwsAuth map, MapChange change) {
        return switch (ChangeReview.of(ClusterState.unknown()).propose(map, change)) {
            case Proposal.Impossible(EditOutcome.Refused why) -> throw changing.refused(
                    why.reason() == EditOutcome.Reason.UNREADABLE ? ExitCode.IMPOSSIBLE : ExitCode.REFUSED,
                    ChangeReport.impossible(why));
            case Proposal.Ready ready when file.isStandardInput() && !changing.options().dryRun ->
                printed(ready);
            case Proposal.Ready ready -> edited(map, ready);
        };
    }

    private int printed(Proposal.Ready ready) {
        if (changing.isForPeople()) {
            ChangeReport.remarks(changing.terminal(), ready);
            demandThatItWorks(ready);
            tellDangers(ready);
            changing.terminal().out().print(text(ready.after()));
            return ExitCode.DONE.number();
        }
        changing.show(ready);
        demandThatItWorks(ready);
        tellDangers(ready);
        return changing.ended(ExitCode.DONE, ready.isNothing() ? "unchanged" : "edited",
                Map.of("text", text(ready.after())), List.of());
    }

    private int edited(AwsAuth map, Proposal.Ready ready) {
        changing.show(ready);
        if (ready.isNothing()) {
            return changing.ended(ExitCode.DONE, "unchanged", Map.of(),
                    List.of("Nothing to do: the file says so already."));
        }
        demandThatItWorks(ready);
        tellDangers(ready);
        if (changing.options().dryRun) {
            return changing.ended(ExitCode.DONE, "dry-run", Map.of(), List.of("Nothing was written (--dry-run)."));
        }
        Optional<String> no = changing.disagreement();
        if (no.isPresent()) {
            throw changing.refused(ExitCode.REFUSED, no.get());
        }
        file.replace(text(map), text(ready.after()));
        return changing.ended(ExitCode.DONE, "written", Map.of("file", file.shown()),
                List.of("Written to " + file.shown() + "."));
    }

    private void tellDangers(Proposal.Ready ready) {
        if (!ready.dangers().isEmpty()) {
            changing.terminal().error("note", "where this file is applied, it would lock somebody out."
                    + ChangeReport.dangers(ready.dangers()));
        }
    }

    private void demandThatItWorks(Proposal.Ready ready) {
        Optional<String> mistake = changing.mistake(ready);
        if (mistake.isPresent()) {
            throw changing.refused(ExitCode.REFUSED, mistake.get());
        }
    }

    private static String text(AwsAuth map) {
        return map.manifest().orElse("");
    }
}
