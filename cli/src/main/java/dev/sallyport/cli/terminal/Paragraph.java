package dev.sallyport.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Our own sentences over as many lines as they need. */
public final class Paragraph {

    private Paragraph() {}

    /**
     * Breaks at blanks, and at the line breaks that are there; a word that is longer than a line has one for itself.
     *
     * @param width in columns
     */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ", -1)) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
