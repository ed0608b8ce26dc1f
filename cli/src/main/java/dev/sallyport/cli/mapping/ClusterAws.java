package dev.sallyport.cli.mapping;

import dev.sallyport.access.awsauth.AccessEntryCommands;
import dev.sallyport.access.awsauth.EksSide;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.review.ClusterState;
import dev.sallyport.cluster.review.MapDifference;
import dev.sallyport.cluster.review.NodeOrigin;
import dev.sallyport.cluster.review.NodeRoles;
import dev.sallyport.cluster.review.PrincipalChange;
import dev.sallyport.cluster.review.Proposal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the AWS behind a cluster has to say to a change of the map: whether the map counts there, and by which roles nodes
 * come in. On a cluster that one signs in to otherwise, nobody is asked.
 */
final class ClusterAws {

    private final ClusterConnection cluster;
    private final Terminal terminal;
    private final Optional<EksSide> eks;
    private Optional<NodeRoles> nodeRoles = Optional.empty();

    ClusterAws(ClusterConnection cluster, Terminal terminal) {
        this.cluster = cluster;
        this.terminal = terminal;
        this.eks = EksSide.behind(cluster.target(), environment(terminal), Clock.systemUTC());
    }

    static AwsEnvironment environment(Terminal terminal) {
        return AwsOptions.environment(terminal);
    }

    /**
     * Ends the command where the map counts for nothing.
     *
     * @param proposal the change as it would be made
     */
    void demandThatTheMapCounts(Supplier<Proposal> proposal) {
        if (eks.isEmpty()) {
            return;
        }
        switch (eks.get().facts()) {
            case AwsAnswer.Got<ClusterFacts>(ClusterFacts facts) -> {
                switch (facts.authenticationMode()) {
                    case "API" -> throw new CommandFailure(ExitCode.REFUSED, refusal(facts, proposal.get()));
                    case "API_AND_CONFIG_MAP" -> note("this cluster has access entries too (authentication mode"
                            + " API_AND_CONFIG_MAP); one for the same principal wins over its entry here.");
                    default -> {
                        // the map alone counts
                    }
                }
            }
            case AwsAnswer.Failed<ClusterFacts>(AwsFailure failure) -> {
                if (failure.kind() != AwsFailure.Kind.NOT_FOUND) { // else it is no cluster of EKS's
                    note("whether this cluster still asks aws-auth is not known: " + failure.sentence());
                }
            }
        }
    }

    private void note(String sentence) {
        terminal.error("note", sentence);
    }

    private static String refusal(ClusterFacts facts, Proposal proposal) {
        List<PrincipalChange> changes = switch (proposal) {
            case Proposal.Impossible _ -> List.of();
            case Proposal.Ready ready -> MapDifference.between(ready.before(), ready.after());
        };
        return "the cluster " + facts.name()
                + " takes access entries alone (authentication mode API), so aws-auth counts"
                + " for nothing there. Nothing was changed.\nIn its place:"
                + String.join("", AccessEntryCommands.instead(facts.name(), facts.region(), changes).stream()
                        .map(command -> "\n  " + command).toList());
    }

    /** By which roles the nodes come in; asked once. */
    NodeRoles nodeRoles(ClusterState state) {
        if (nodeRoles.isEmpty()) {
            NodeRoles found = eks.map(aws -> aws.nodeRoles(NodeOrigin.read(cluster)))
                    .orElseGet(() -> new NodeRoles.Unknown(""));
            if (found instanceof NodeRoles.Unknown(String why) && !why.isEmpty()
                    && state.nodes().map(names -> !names.isEmpty()).orElse(false)) {
                note("by which roles the nodes come in is not known, so every rule for nodes counts as in use: " + why);
            }
            nodeRoles = Optional.of(found);
        }
        return nodeRoles.get();
    }
}
