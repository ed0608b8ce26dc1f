package dev.sallyport.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command in a {@code console} block of a document, with the output that is shown for it.
 *
 * @param place file and line, for whoever mends it
 * @param line the command; a comment {@code # exits N} behind it says that it ends with N
 * @param shown the lines under it
 */
record DocumentedCommand(String place, String line, List<String> shown) {

    private static final Pattern EXITS = Pattern.compile("# exits (\\d+)$");

    DocumentedCommand {
        shown = List.copyOf(shown);
    }

    /** The commands of a document, in order. */
    static List<DocumentedCommand> of(Path document) {
        List<DocumentedCommand> found = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                inside = !inside && line.equals("```console");
            } else if (inside && line.startsWith("$ ")) {
                List<String> shown = new ArrayList<>();
                for (int j = i + 1; !lines.get(j).startsWith("```") && !lines.get(j).startsWith("$ "); j++) {
                    shown.add(lines.get(j));
                }
                found.add(new DocumentedCommand(document.getFileName() + ":" + (i + 1), line.substring(2), shown));
            }
        }
        return found;
    }

    int exitCode() {
        Matcher comment = EXITS.matcher(line);
        return comment.find() ? Integer.parseInt(comment.group(1)) : 0;
    }

    /** The shown lines without what is another at each run. */
    List<String> masked() {
        return masked(String.join("\n", shown));
    }

    /**
     * Lines without what is another at each run: ports, keys and ids, times and ages, versions, paths, sizes, and the
     * blanks that these move.
     */
    static List<String> masked(String text) {
        return text.strip().lines().map(line -> line
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("\\b(AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16,17}\\b", "$1-ID")
                .replaceAll("\\bi-[0-9a-f]{8,17}\\b", "INSTANCE")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
                .replaceAll("(?<![\\w.])v\\d+\\.\\d+\\.\\d+\\S*", "VERSION")
                .replaceAll("(?<=^|\\s)/\\S+", "PATH")
                .replaceAll("(?<=^|\\s)(\\d+(ms|s|m|h|d))+(?=\\s|$)", "AGE")
                .replaceAll("\\b\\d+ (bytes|s ago)", "N $1")
                .replaceAll("(?<=[A-Z]@)\\d+", "VERSION")
                .replaceAll("\\s+", " ").strip()).toList();
    }
}
