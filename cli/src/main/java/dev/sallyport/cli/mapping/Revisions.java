package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.history.Author;
import dev.sallyport.cluster.history.AwsAuthHistory;
import dev.sallyport.cluster.history.AwsAuthRevision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The history of a cluster's map, and its revisions by number. */
final class Revisions {

    private Revisions() {}

    /** All of them, the newest first. */
    static List<AwsAuthRevision> all(ClusterConnection cluster) {
        return ClusterOptions.orEnd(AwsAuthHistory.of(cluster).revisions());
    }

    /** The one with this number; where there is none, the command ends. */
    static AwsAuthRevision numbered(ClusterConnection cluster, long number) {
        List<AwsAuthRevision> all = all(cluster);
        return all.stream().filter(revision -> revision.number() == number).findFirst()
                .orElseThrow(() -> new CommandFailure(ExitCode.REFUSED, all.isEmpty()
                        ? "the map has no history yet: it begins with the first change by sallyport mapping."
                        : "there is no revision " + number + "; there are " + all.getLast().number() + " to "
                                + all.getFirst().number() + ": sallyport mapping history"));
    }

    /** The text of the one with this number. */
    static Map<String, String> data(ClusterConnection cluster, long number) {
        return ClusterOptions.orEnd(AwsAuthHistory.of(cluster).data(numbered(cluster, number)));
    }

    /** Who made it, and whether anybody vouches for that. */
    static String who(Author author) {
        if (author.isUnseen()) {
            return author.tool().isEmpty() ? "(another tool)" : "(another tool: " + author.tool() + ")";
        }
        return author.name() + (author.authenticated() ? "" : " (claimed)");
    }

    static Map<String, Object> facts(AwsAuthRevision revision) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("revision", revision.number());
        facts.put("time", revision.time().toString());
        facts.put("author", revision.author().name());
        facts.put("authenticated", revision.author().authenticated());
        facts.put("tool", revision.author().tool());
        facts.put("command", revision.author().command());
        facts.put("reason", revision.author().reason());
        return facts;
    }
}
