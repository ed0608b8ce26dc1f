package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code docs/doctor.md}, which the build packs beside this class: what each code means, how it looks, what mends it. */
final class DoctorPage {

    private static final String HEADING = "## ";

    private final List<String> lines;

    DoctorPage(String text) {
        this.lines = text.lines().toList();
    }

    static DoctorPage packed() {
        try (InputStream page = DoctorPage.class.getResourceAsStream("doctor.md")) {
            if (page == null) {
                throw new IllegalStateException("doctor.md is missing in the jar");
            }
            return new DoctorPage(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The codes that have a section, in the page's order. */
    List<String> codes() {
        return lines.stream().filter(line -> line.startsWith(HEADING)).map(line -> line.substring(HEADING.length()))
                .filter(title -> CheckCode.of(title).isPresent()).toList();
    }

    /** The page without its examples and whatever else is set as code: words that are nobody's names. */
    String prose() {
        StringBuilder prose = new StringBuilder();
        boolean example = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                example = !example;
            } else if (!example && !line.startsWith("    ")) {
                prose.append(line.replaceAll("`[^`]*`", " ")).append('\n');
            }
        }
        Arrays.stream(CheckCode.values()).forEach(code -> prose.append(code.summary()).append('\n'));
        return prose.toString();
    }

    /** A code's section as a terminal shows it: without Markdown's marks, examples indented. */
    List<String> section(CheckCode code) {
        List<String> shown = new ArrayList<>();
        shown.add(code.code());
        boolean example = false;
        for (String line : body(code)) {
            if (line.startsWith("```")) {
                example = !example;
            } else {
                shown.add(example ? ("    " + line).stripTrailing() : plain(line));
            }
        }
        while (shown.getLast().isBlank()) {
            shown.removeLast();
        }
        return shown;
    }

    private List<String> body(CheckCode code) {
        int start = lines.indexOf(HEADING + code.code());
        if (start < 0) {
            throw new IllegalStateException("doctor.md has no section " + code.code());
        }
        List<String> rest = lines.subList(start + 1, lines.size());
        return rest.stream().takeWhile(line -> !line.startsWith(HEADING)).toList();
    }

    private static String plain(String line) {
        return line.startsWith("    ")
                ? line
                : line.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replace("`", "").replace("**", "");
    }
}
