package dev.sallyport.cli.mapping;

import dev.sallyport.access.awsauth.EksSide;
import dev.sallyport.access.awsauth.WayBack;
import dev.sallyport.access.awsauth.WaysBackIn;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.ManifestLayout;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody is told who does not come in: why, and by which ways they may come back. */
final class RescueWords {

    private final Terminal terminal;
    private final OutputOption output;

    RescueWords(Terminal terminal, OutputOption output) {
        this.terminal = terminal;
        this.output = output;
    }

    /** @param good the last text that can be read, where one was asked for */
    void lockedOut(ClusterFailure failure, Optional<EksSide> aws, Optional<Map<String, String>> good) {
        if (!output.people()) {
            Map<String, Object> report = data("locked-out", failure.message(), aws,
                    Optional.of(WaysBackIn.of(aws, Optional.empty(), Optional.empty())));
            good.ifPresent(text -> report.put("lastGood", text));
            terminal.out().print(output.format.write(report));
            return;
        }
        terminal.line("The map could not be read: " + Printable.name(failure.message()));
        if (failure.kind() == ClusterFailure.Kind.NOT_FOUND) { // so the API server let the caller in
            terminal.line("You come in, so you can put back the last text of the history that can be read, or a file:");
            terminal.line("  sallyport mapping rescue --from-history");
            terminal.line("  sallyport mapping apply -f aws-auth.yaml");
        }
        terminal.line("");
        terminal.line("Ways back in, the cheapest first:");
        int number = 1;
        for (WayBack way : WaysBackIn.of(aws, Optional.empty(), Optional.empty())) {
            terminal.line("");
            terminal.line(number++ + "  " + way.title() + "  " + standing(way) + "  " + way.code());
            way.sentences().forEach(sentence -> terminal.line("   " + Printable.name(sentence)));
            way.commands().forEach(command -> terminal.line("     " + command));
        }
        terminal.line("");
        terminal.line("A broken file is repaired without the cluster: sallyport mapping rescue -f aws-auth.yaml");
        good.ifPresent(this::lastGood);
    }

    /** How a file that can be read comes into the cluster. */
    void wayIn(MapFile file, AwsAuth map) {
        terminal.line("");
        terminal.line("To bring it into the cluster, whoever still comes in types one of these:");
        terminal.line("  sallyport mapping apply -f " + file.typed());
        terminal.line(isManifest(map)
                ? "  kubectl apply -f " + file.typed()
                : "  sallyport mapping export --to yaml -f " + file.typed() + " | kubectl apply -f -");
        terminal.line("Who that may be: sallyport mapping rescue");
    }

    /** Whether kubectl takes the file as it is. */
    private static boolean isManifest(AwsAuth map) {
        return map.manifest().map(YamlText::read).filter(YamlText.Outcome.Tree.class::isInstance)
                .flatMap(text -> ((YamlText.Outcome.Tree) text).root()).filter(YamlNode.Mapping.class::isInstance)
                .map(file -> ManifestLayout.of((YamlNode.Mapping) file))
                .filter(layout -> layout.configMap() && layout.metadata("name").isPresent()).isPresent();
    }

    private static String standing(WayBack way) {
        return switch (way.standing()) {
            case OPEN -> "open to you";
            case CLOSED -> "not open to you";
            case UNKNOWN -> "not known";
        };
    }

    /** The last good text, for whoever comes in to apply. */
    private void lastGood(Map<String, String> data) {
        terminal.line("");
        terminal.line("The last text of the log that can be read, to be applied by whoever comes in:");
        terminal.line("");
        terminal.out().print(ShownData.manifest(data));
    }

    static Map<String, Object> data(String outcome, String why, Optional<EksSide> aws, Optional<List<WayBack>> ways) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("outcome", outcome);
        report.put("why", why);
        aws.ifPresent(side -> report.put("cluster", side.cluster()));
        ways.ifPresent(all -> report.put("ways", all.stream().map(RescueWords::data).toList()));
        return report;
    }

    private static Map<String, Object> data(WayBack way) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("code", way.code());
        facts.put("standing", way.standing().name().toLowerCase(Locale.ROOT));
        facts.put("title", way.title());
        facts.put("sentences", way.sentences());
        facts.put("commands", way.commands());
        return facts;
    }
}
