package dev.sallyport.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import java.util.List;

/** fish's completion: a line for each command and each option, with the condition under which it is offered. */
final class FishCompletion {

    private FishCompletion() {}

    static String of(CommandLine root) {
        StringBuilder script = new StringBuilder("complete -c sallyport -f\n");
        add(script, root, List.of());
        return script.toString();
    }

    private static void add(StringBuilder script, CommandLine command, List<String> path) {
        String condition = condition(path, command);
        command.getSubcommands().forEach((name, sub) -> script.append("complete -c sallyport -n ").append(condition)
                .append(" -a ").append(name).append(" -d ")
                .append(quoted(String.join(" ", sub.getCommandSpec().usageMessage().header()))).append('\n'));
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.hidden()) {
                continue;
            }
            script.append("complete -c sallyport -n ").append(condition);
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                script.append(" -r");
            }
            script.append(" -d ").append(quoted(String.join(" ", option.description()))).append('\n');
        }
        command.getSubcommands().forEach((name, sub) -> add(script, sub,
                java.util.stream.Stream.concat(path.stream(), java.util.stream.Stream.of(name)).toList()));
    }

    private static String condition(List<String> path, CommandLine command) {
        if (path.isEmpty()) {
            return "__fish_use_subcommand";
        }
        StringBuilder seen = new StringBuilder();
        path.forEach(word -> seen.append(seen.isEmpty() ? "" : "; and ").append("__fish_seen_subcommand_from ")
                .append(word));
        if (!command.getSubcommands().isEmpty()) {
            seen.append("; and not __fish_seen_subcommand_from ").append(String.join(" ", command.getSubcommands()
                    .keySet()));
        }
        return quoted(seen.toString());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
