package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.Cure.SafeFix;
import dev.sallyport.aws.AwsReason.BrokenFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a shared file of AWS's readable again, and loses nothing of it: the line becomes a comment, gets a section above
 * it, or another name.
 */
final class BrokenFileCures {

    private BrokenFileCures() {}

    static Cure[] of(BrokenFile broken) {
        List<String> lines;
        String text;
        try {
            text = Files.readString(broken.file(), StandardCharsets.UTF_8);
            lines = text.lines().toList();
        } catch (IOException e) {
            return new Cure[0];
        }
        int at = broken.line() - 1;
        if (at >= lines.size()) {
            return new Cure[0];
        }
        return new Cure[]{switch (broken.breach()) {
            case SECTION_TWICE -> renamed(broken.file(), text, lines, at);
            case OUTSIDE -> lines.stream().anyMatch(line -> line.strip().equals("[default]"))
                    ? comment(broken.file(), text, lines, at)
                    : below(broken.file(), text, lines, at);
            case NAME_TWICE, NO_OPTION -> comment(broken.file(), text, lines, at);
        }};
    }

    private static Cure comment(Path file, String text, List<String> lines, int at) {
        List<String> after = new ArrayList<>(lines);
        after.set(at, "# " + lines.get(at));
        return cure("make line " + (at + 1) + " a comment", List.of((at + 1) + "s/^/# /"), file, text, after);
    }

    private static Cure below(Path file, String text, List<String> lines, int at) {
        List<String> after = new ArrayList<>(lines);
        after.add(at, "[default]");
        return cure("put the line into the section [default]", List.of((at + 1) + "i\\", "[default]"), file, text,
                after);
    }

    private static Cure renamed(Path file, String text, List<String> lines, int at) {
        String section = lines.get(at).strip();
        String name = section.substring(1, Math.max(1, section.lastIndexOf(']')));
        String fresh = "";
        for (int number = 2; fresh.isEmpty() || lines.contains(fresh); number++) {
            fresh = "[" + name + "-" + number + "]";
        }
        List<String> after = new ArrayList<>(lines);
        after.set(at, fresh);
        String escaped = fresh.replace("\\", "\\\\").replace("/", "\\/").replace("&", "\\&");
        return cure("call the second section " + fresh + "; the first one counts", List.of((at + 1) + "s/.*/" + escaped
                + "/"), file, text, after);
    }

    private static Cure cure(String what, List<String> script, Path file, String text, List<String> after) {
        List<String> words = new ArrayList<>(List.of("sed", "-i.bak"));
        script.forEach(part -> words.addAll(List.of("-e", part)));
        words.add(file.toString());
        String end = text.endsWith("\n") ? "\n" : "";
        return Cure.you(what, ShellLine.of(words))
                .with(new SafeFix(file, text, String.join(text.contains("\r\n") ? "\r\n" : "\n", after) + end));
    }
}
