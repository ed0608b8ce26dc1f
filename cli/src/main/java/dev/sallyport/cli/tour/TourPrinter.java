package dev.sallyport.cli.tour;

import dev.sallyport.cli.terminal.Paragraph;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows the story: numbered steps, commands as they are typed, their output as it came, and how it was expected. */
final class TourPrinter {

    private static final String INDENT = "       ";
    private static final int WIDTH = 100;
    private static final int MOST_LINES = 24; // of one command's output; the rest is counted

    private final Terminal terminal;

    TourPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void title(int number, Step step) {
        terminal.line("");
        terminal.line(bold(String.format(Locale.ROOT, "%5d  %s", number, step.title())));
    }

    void command(Act act, String client) {
        String typed = act.pipeline().stream().map(words -> words.stream().map(Printable::shellWord)
                .collect(Collectors.joining(" "))).collect(Collectors.joining(" | "));
        String who = "(as " + act.who().name() + (client.isEmpty() ? "" : ", " + client) + ")";
        String line = INDENT + "$ " + typed;
        int gap = WIDTH - line.length() - who.length();
        terminal.line(gap >= 2 ? line + " ".repeat(gap) + faint(who) : line + "\n" + INDENT + "  " + faint(who));
    }

    void output(String text) {
        String[] lines = Printable.text(text.stripTrailing()).split("\n", -1);
        for (int i = 0; i < Math.min(lines.length, MOST_LINES); i++) {
            terminal.line((INDENT + lines[i]).stripTrailing());
        }
        if (lines.length > MOST_LINES) {
            terminal.line(INDENT + "... " + (lines.length - MOST_LINES) + " lines more");
        }
    }

    void end(Step step, Duration took) {
        for (String line : Paragraph.lines(step.moral(), WIDTH - INDENT.length())) {
            terminal.line(INDENT + line);
        }
        String verdict = String.format(Locale.ROOT, "%.1f s   as expected", took.toMillis() / 1000.0);
        terminal.line(" ".repeat(WIDTH - verdict.length()) + faint(verdict));
    }

    void failure(Step step, Act act, Outcome outcome, String why) {
        terminal.line("");
        terminal.line(bold("NOT AS EXPECTED, in \"" + step.title() + "\": " + why));
        terminal.line("The command was, as " + act.who().name() + ":");
        act.pipeline().forEach(words -> terminal.line("  " + words.stream().map(Printable::shellWord)
                .collect(Collectors.joining(" "))));
        terminal.line("It ended with exit code " + outcome.exitCode() + " and said:");
        outcome.output().lines().forEach(line -> terminal.line("  " + Printable.text(line)));
    }

    void line(String text) {
        terminal.line(text);
    }

    private String bold(String text) {
        return terminal.coloured() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private String faint(String text) {
        return terminal.coloured() ? "\u001b[2m" + text + "\u001b[0m" : text;
    }
}
