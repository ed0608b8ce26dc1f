package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.audit.AuditEdit;
import dev.sallyport.cluster.audit.AuditTrail;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.history.AwsAuthHistory;
import dev.sallyport.cluster.history.AwsAuthRevision;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest text of the map that can be read and lets somebody in. */
final class LastGood {

    private static final int TRIED = 20; // revisions; a map that was broken for longer has been looked at by people

    private LastGood() {}

    private static boolean isGood(Map<String, String> data) {
        AwsAuth map = AwsAuth.parse(data);
        return map.unreadableSections().isEmpty() && !map.referenceReading().rules().isEmpty();
    }

    /** Of the cluster's history; where there is none, the command ends. */
    static Map<String, String> ofHistory(ClusterConnection cluster) {
        AwsAuthHistory history = AwsAuthHistory.of(cluster);
        List<AwsAuthRevision> all = Revisions.all(cluster);
        for (AwsAuthRevision revision : all.subList(0, Math.min(TRIED, all.size()))) {
            Map<String, String> data = ClusterOptions.orEnd(history.data(revision));
            if (isGood(data)) {
                return data;
            }
        }
        throw new CommandFailure(ExitCode.REFUSED, all.isEmpty()
                ? "the map has no history yet: it begins with the first change by sallyport mapping."
                : "none of the newest " + Math.min(TRIED, all.size()) + " revisions can be read.\nLook for another:"
                        + " sallyport mapping history");
    }

    /** Of an audit log; where there is none, the command ends. */
    static Map<String, String> ofAudit(Terminal terminal, String file) {
        AuditTrail trail = AuditFile.read(terminal, file);
        for (AuditEdit edit : trail.edits().reversed()) {
            Optional<Map<String, String>> good = edit.data().filter(LastGood::isGood);
            if (good.isPresent()) {
                return good.get();
            }
        }
        throw new CommandFailure(ExitCode.REFUSED,
                "this log holds no text of kube-system/aws-auth that can be read.");
    }

    /** The rules of the newest good revision; none where there is no history to be read. */
    static List<MappingRule> rules(ClusterConnection cluster) {
        AwsAuthHistory history = AwsAuthHistory.of(cluster);
        return switch (history.revisions()) {
            case ClusterAnswer.Failed<List<AwsAuthRevision>> _ -> List.of();
            case ClusterAnswer.Got<List<AwsAuthRevision>>(List<AwsAuthRevision> all) -> all.stream().limit(TRIED)
                    .flatMap(revision -> data(history, revision).stream()).filter(LastGood::isGood).findFirst()
                    .map(data -> AwsAuth.parse(data).referenceReading().rules()).orElse(List.of());
        };
    }

    private static Optional<Map<String, String>> data(AwsAuthHistory history, AwsAuthRevision revision) {
        return switch (history.data(revision)) {
            case ClusterAnswer.Got<Map<String, String>>(Map<String, String> data) -> Optional.of(data);
            case ClusterAnswer.Failed<Map<String, String>> _ -> Optional.empty();
        };
    }
}
