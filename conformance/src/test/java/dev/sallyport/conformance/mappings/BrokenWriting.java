package dev.sallyport.conformance.mappings;

import java.util.ArrayList;
import java.util.List;

/** What goes wrong with a text between somebody's head and the cluster: a tab, a lost line, half a paste, a stray mark. */
final class BrokenWriting {

    private static final List<String> STRAY = List.of("\t", ":", ": ", "-", "- ", "'", "\"", "{", "}", "[", "]", ",",
            "#", " #", "&x ", "*x", "*a", "!", "|", ">", "%", "@", "`", "\\", "\n", "\r", "\r\n", "\u0000", "\u0007",
            "\u0085", "\u00a0", "\u2028", "\ufeff", "\u007f", "\ud83d\ude00", "? ", "<<: ", "---\n", "...\n", "  ",
            "\ufffe");

    private final Chance chance;

    BrokenWriting(Chance chance) {
        this.chance = chance;
    }

    /** The text with one thing wrong, or a few. */
    String damage(String text) {
        String damaged = text;
        int times = chance.percent(75) ? 1 : 1 + chance.below(3);
        for (int i = 0; i < times; i++) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private String once(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
        int line = chance.below(lines.size());
        int spot = chance.below(text.length() + 1);
        switch (chance.below(14)) {
            case 0 -> lines.set(line, lines.get(line).replaceFirst("^ +", "\t"));
            case 1 -> lines.remove(line);
            case 2 -> lines.add(line, lines.get(line));
            case 3 -> lines.set(line, " ".repeat(1 + chance.below(3)) + lines.get(line));
            case 4 -> lines.set(line, lines.get(line).replaceFirst("^ {1,2}", ""));
            case 5 -> lines.set(line, lines.get(line).replaceFirst(": ", ":"));
            case 6 -> lines.set(line, lines.get(line).replaceFirst("^( *)- ", "$1-"));
            case 7 ->
                lines.set(line, lines.get(line).stripTrailing() + chance.of(" ", "\t", "  # x", " x", ":", ",") + "\n");
            case 8 -> {
                return text.substring(0, spot);
            }
            case 9 -> {
                return text.replace("\n", chance.of("\r\n", "\r", "\n\n", "\u0085", "\n\t"));
            }
            case 10 -> {
                return chance.of("\ufeff", " ", "\t", "\n", "#\n", "x\n") + text;
            }
            case 11 -> lines.add(line, chance.of("\t\n", "  \n", "# x\n", "\t# x\n", "- x\n", "x: y\n", "|\n"));
            default -> {
                return text.substring(0, spot) + chance.of(STRAY)
                        + text.substring(Math.min(text.length(), spot + (chance.percent(50) ? 1 : 0)));
            }
        }
        return String.join("", lines);
    }
}
