package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.SectionReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Map;
import java.util.concurrent.Callable;

/** {@code sallyport mapping apply}: makes the map what a file says. */
@Command(name = "apply", header = "make the map what a file says", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Puts a file's map, written by hand or kept in a repository, in the place of the cluster's whole map.",
    "Lists first who gains access by it. Refused where a section cannot be read, or where it would lock",
    "out the nodes, the last administrator or yourself (--allow-lockout).", ""}, footer = {"", "Examples:",
        "  sallyport mapping apply -f aws-auth.yaml --dry-run",
        "  sallyport mapping apply -f aws-auth.yaml --yes --reason \"release 12\""})
final class MappingApplyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = {"-f",
        "--file"}, required = true, paramLabel = "FILE", description = "The ConfigMap's manifest or its data; - for standard input.")
    String file = "";

    @Mixin
    MapReplacing replacing = new MapReplacing();

    MappingApplyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> data = readable(MapFile.named(terminal, file).read());
        return replacing.make(terminal, _ -> data);
    }

    /** The data to write, where every section of it can be read. */
    private static Map<String, String> readable(AwsAuth map) {
        for (SectionReading section : map.sections()) {
            if (section.lost().isPresent()) {
                Finding finding = section.lost().get();
                throw unreadable(finding.place() + ": " + finding.message() + ".\n" + finding.remedy());
            }
            if (!map.data().containsKey(section.section().key())) {
                throw unreadable(section.section().key() + " is no text in this file, and a ConfigMap holds texts.\n"
                        + "Write " + section.section().key() + ": | with the list indented below.");
            }
        }
        if (map.sections().isEmpty()) {
            throw unreadable(map.source() + " holds none of mapRoles, mapUsers and mapAccounts.");
        }
        return map.data();
    }

    private static CommandFailure unreadable(String sentences) {
        return new CommandFailure(ExitCode.IMPOSSIBLE, sentences + "\nNothing was changed.");
    }
}
