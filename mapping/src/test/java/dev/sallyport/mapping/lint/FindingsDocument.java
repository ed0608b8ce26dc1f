package dev.sallyport.mapping.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code docs/findings.md}: a section a code, in it an example and the remedy's example, both in YAML. */
public final class FindingsDocument {

    private static final Path DOCUMENT = Path.of("..", "docs", "findings.md");

    /**
     * What the document says of a code.
     *
     * @param verdict the line below the heading: severity, title, and whether it is mended
     * @param examples the example, and what it should be; none for what has no short example
     */
    public record Section(String code, String verdict, List<String> examples) {

        @Override
        public String toString() {
            return code;
        }
    }

    private FindingsDocument() {}

    /** Its sections, in their order. */
    public static List<Section> sections() {
        List<String> lines;
        try {
            lines = Files.readAllLines(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Section> sections = new ArrayList<>();
        StringBuilder example = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("### ")) {
                sections.add(new Section(line.substring(4), lines.get(i + 2), new ArrayList<>()));
            } else if (line.equals("```yaml")) {
                example = new StringBuilder();
            } else if (line.equals("```") && example != null) {
                sections.getLast().examples().add(example.toString());
                example = null;
            } else if (example != null) {
                example.append(line).append('\n');
            }
        }
        return sections;
    }
}
