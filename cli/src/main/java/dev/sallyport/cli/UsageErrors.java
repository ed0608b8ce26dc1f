package dev.sallyport.cli;

import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.ArrayList;
import java.util.List;

/** Says what was wrong with a command line: the word, the nearest one that exists, and the usage in one line. */
final class UsageErrors implements IParameterExceptionHandler {

    private final Terminal terminal;

    UsageErrors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName(" ");
        terminal.error(name, sentence(problem, command));
        terminal.err().print(synopsis(command));
        terminal.err().println("More: " + name + " --help");
        return ExitCode.USAGE.number();
    }

    private static String sentence(ParameterException problem, CommandLine command) {
        if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            boolean option = word.startsWith("-");
            String plain = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            String what = option
                    ? "unknown option "
                    : command.getSubcommands().isEmpty() ? "unexpected argument " : "unknown command ";
            return what + Printable.name(plain) + "." + nearest(plain, candidates(command, option));
        }
        String message = problem.getMessage() == null
                ? "the command line could not be understood"
                : problem.getMessage().replaceFirst("^Error: ", "");
        return message.endsWith(".") ? message : message + ".";
    }

    private static List<String> candidates(CommandLine command, boolean options) {
        List<String> names = new ArrayList<>();
        if (options) {
            command.getCommandSpec().options().stream().filter(option -> !option.hidden())
                    .forEach(option -> names.addAll(List.of(option.names())));
        } else {
            names.addAll(command.getSubcommands().keySet());
        }
        return names;
    }

    private static String nearest(String word, List<String> names) {
        String best = "";
        int least = Math.max(2, word.length() / 3) + 1;
        for (String name : names) {
            int distance = name.startsWith(word) && word.length() > 3 ? 1 : distance(word, name);
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return best.isEmpty() ? "" : " Did you mean " + best + "?";
    }

    /** The least number of inserted, dropped, changed and swapped characters between two words (Damerau–Levenshtein). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }

    private static String synopsis(CommandLine command) {
        CommandLine.Help help = command.getHelp();
        return "Usage: " + help.synopsis("Usage: ".length());
    }
}
