package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.AwsReason.BrokenFile.Breach;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the INI dialect of {@code ~/.aws/config} and {@code ~/.aws/credentials}: what Python's {@code RawConfigParser}
 * makes of it, because botocore reads these files with that.
 *
 * <p>A line that is indented deeper than the option above it continues that option's value; {@code =} and {@code :}
 * both part a name from its value; names ignore case, sections do not; {@code #} and {@code ;} begin a comment only
 * where they begin the line; the section {@code DEFAULT} gives every other section its defaults; a section or a name
 * that stands there twice makes the file unreadable.
 *
 * <p>Source: Python library reference, {@code configparser}, "Supported INI File Structure".
 */
final class IniText {

    private final String file;
    private final Path path;
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private @Nullable Map<String, String> section;
    private @Nullable String option;
    private final List<String> value = new ArrayList<>();

    private IniText(String file, Path path) {
        this.file = file;
        this.path = path;
    }

    /**
     * The sections by name, each with its options by lower-cased name.
     *
     * @param file what to call the file in an error
     * @param path where it is
     */
    static Map<String, Map<String, String>> parse(String text, String file, Path path) throws AwsProblem {
        return new IniText(file, path).read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private Map<String, Map<String, String>> read(String text) throws AwsProblem {
        int indent = 0;
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            String stripped = line.strip();
            if (stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (stripped.isEmpty()) {
                if (option != null) {
                    value.add("");
                }
                continue;
            }
            int column = line.indexOf(stripped);
            if (option != null && column > indent) {
                value.add(stripped);
                continue;
            }
            indent = column;
            endOption();
            int close = stripped.lastIndexOf(']');
            if (stripped.startsWith("[") && close > 1) {
                beginSection(stripped.substring(1, close), number);
            } else {
                beginOption(stripped, number);
            }
        }
        endOption();
        Map<String, Map<String, String>> result = new LinkedHashMap<>();
        sections.forEach((name, options) -> {
            Map<String, String> all = new LinkedHashMap<>(defaults);
            all.putAll(options);
            result.put(name, all);
        });
        return result;
    }

    private void beginSection(String name, int line) throws AwsProblem {
        if (name.equals("DEFAULT")) {
            section = defaults;
            return;
        }
        Map<String, String> fresh = new LinkedHashMap<>();
        if (sections.putIfAbsent(name, fresh) != null) {
            throw unreadable(line, "the section [" + name + "] stands there twice", "Make one of the two.",
                    Breach.SECTION_TWICE);
        }
        section = fresh;
    }

    private void beginOption(String line, int number) throws AwsProblem {
        int parting = parting(line);
        if (section == null) {
            throw unreadable(number, "it is outside of any section",
                    "Put it below a line such as [default] or [profile NAME].", Breach.OUTSIDE);
        }
        if (parting < 1) {
            throw unreadable(number, "it is neither a section nor NAME = VALUE", "Mend the line or make it a comment.",
                    Breach.NO_OPTION);
        }
        String name = line.substring(0, parting).stripTrailing().toLowerCase(Locale.ROOT);
        if (section.containsKey(name)) {
            throw unreadable(number, "the name " + name + " stands twice in its section", "Keep one of the two.",
                    Breach.NAME_TWICE);
        }
        section.put(name, "");
        option = name;
        value.add(line.substring(parting + 1).strip());
    }

    private void endOption() {
        if (option != null && section != null) {
            section.put(option, String.join("\n", value).stripTrailing());
        }
        option = null;
        value.clear();
    }

    private static int parting(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '=' || line.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private AwsProblem unreadable(int line, String what, String remedy, Breach breach) {
        return new AwsProblem(Kind.CONFIGURATION, file + ":" + line + ": " + what + ", so the file cannot be read.",
                remedy, new AwsReason.BrokenFile(path, line, breach));
    }
}
