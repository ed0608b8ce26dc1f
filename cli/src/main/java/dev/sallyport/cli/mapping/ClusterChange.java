package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.history.Author;
import dev.sallyport.cluster.history.AwsAuthWriter;
import dev.sallyport.cluster.history.MapPlan;
import dev.sallyport.cluster.history.WriteOutcome;
import dev.sallyport.cluster.review.ChangeReview;
import dev.sallyport.cluster.review.ClusterState;
import dev.sallyport.cluster.review.ClusterStateReader;
import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.cluster.review.Proposal;
import dev.sallyport.mapping.AwsAuth;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A change of the map that a cluster has: reviewed by the cluster's state, written with a history. */
final class ClusterChange {

    private final ClusterConnection cluster;
    private final MapChanging changing;

    ClusterChange(ClusterConnection cluster, MapChanging changing) {
        this.cluster = cluster;
        this.changing = changing;
    }

    static AwsAuthWriter writer(ClusterConnection cluster) {
        return AwsAuthWriter.of(cluster, Clock.systemUTC(), new SecureRandom());
    }

    /**
     * Makes the change.
     *
     * @param afterwards what people should know when it is done
     */
    int make(MapChange change, List<String> afterwards) {
        ClusterState state = ClusterOptions.orEnd(ClusterStateReader.of(cluster).read());
        tellWhatIsUnseen(state);
        ClusterAws aws = new ClusterAws(cluster, changing.terminal());
        ChangeReview review = ChangeReview.of(state, () -> aws.nodeRoles(state));
        aws.demandThatTheMapCounts(() -> review.propose(map(), change));
        if (changing.options().dryRun) {
            return tried(review.propose(map(), change));
        }
        Author author = Author.claimed(state.caller().map(caller -> caller.user().username()).orElse("(unknown)"),
                changing.command(), changing.options().reason);
        WriteOutcome outcome = writer(cluster).write(author, data -> plan(review.propose(AwsAuth.parse(data), change)));
        return ended(outcome, changing, afterwards);
    }

    private void tellWhatIsUnseen(ClusterState state) {
        List<String> unseen = new ArrayList<>();
        if (state.nodes().isEmpty()) {
            unseen.add("Nodes (so every node role counts as in use)");
        }
        if (state.rbac().isEmpty()) {
            unseen.add("roles and bindings (so only system:masters counts as administrator)");
        }
        if (!unseen.isEmpty()) {
            changing.terminal().error("note", "you may not see the cluster's " + String.join(" and ", unseen) + ".");
        }
    }

    /** The map as it stands, for looking at; where there is none, an empty one. */
    private AwsAuth map() {
        return switch (AwsAuthReader.of(cluster).read()) {
            case ClusterAnswer.Got<AwsAuthReader.Document>(AwsAuthReader.Document document) -> document.awsAuth();
            case ClusterAnswer.Failed<AwsAuthReader.Document>(ClusterFailure failure) when failure
                    .kind() == ClusterFailure.Kind.NOT_FOUND ->
                AwsAuth.parse(Map.of());
            case ClusterAnswer.Failed<AwsAuthReader.Document> failed -> ClusterOptions.orEnd(failed).awsAuth();
        };
    }

    private int tried(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Impossible(var why) ->
                throw changing.refused(ExitCode.REFUSED, ChangeReport.impossible(why));
            case Proposal.Ready ready -> {
                Optional<String> objection = changing.objection(ready);
                if (objection.isPresent()) {
                    throw changing.refused(ExitCode.REFUSED, objection.get());
                }
                yield changing.ended(ExitCode.DONE, "dry-run", Map.of(), List.of(ready.isNothing()
                        ? "Nothing to do: the map says so already."
                        : "Nothing was written (--dry-run)."));
            }
        };
    }

    private MapPlan plan(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Impossible(var why) -> new MapPlan.Refuse(ChangeReport.impossible(why));
            case Proposal.Ready ready when ready.isNothing() -> new MapPlan.Nothing();
            case Proposal.Ready ready -> changing.objection(ready).<MapPlan>map(MapPlan.Refuse::new)
                    .orElseGet(() -> new MapPlan.Write(ready.after().data(), changing.options().allowed));
        };
    }

    /** Tells how a write ended. */
    static int ended(WriteOutcome outcome, MapChanging changing, List<String> afterwards) {
        return switch (outcome) {
            case WriteOutcome.Written(var revision, var before) -> {
                Map<String, Object> facts = new LinkedHashMap<>();
                facts.put("revision", revision.number());
                List<String> sentences = new ArrayList<>();
                if (before.number() < revision.number()) {
                    facts.put("replaced", before.number());
                    sentences.add("Written as revision " + revision.number() + ". To take it back: sallyport mapping"
                            + " rollback " + before.number());
                } else {
                    sentences.add("Written as revision " + revision.number() + ", the first.");
                }
                sentences.addAll(afterwards);
                yield changing.ended(ExitCode.DONE, "written", facts, sentences);
            }
            case WriteOutcome.Unchanged _ -> changing.ended(ExitCode.DONE, "unchanged", Map.of(),
                    List.of("Nothing to do: the map says so already."));
            case WriteOutcome.Refused(String sentences) -> throw changing.refused(ExitCode.REFUSED, sentences);
            case WriteOutcome.Overtaken(int tries) -> throw changing.refused(ExitCode.IMPOSSIBLE,
                    "others changed the map first, " + tries + " times. Nothing was changed.\nTry again.");
            case WriteOutcome.Failed(ClusterFailure failure, boolean written) -> {
                CommandFailure end = ClusterOptions.end(failure);
                throw changing.failed(written ? "unknown" : "failed", end.exitCode(), end.sentences() + (written
                        ? "\nWhether the map was written is not known. Look: sallyport mapping history"
                        : "\nNothing was changed."));
            }
        };
    }
}
