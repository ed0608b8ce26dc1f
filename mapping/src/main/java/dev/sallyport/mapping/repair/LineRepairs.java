package dev.sallyport.mapping.repair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may have been meant by a line, the likeliest first: what people do wrong when they type YAML. */
final class LineRepairs {

    private static final int MOST_INDENTS = 8; // no map is deeper
    private static final Pattern KEY = Pattern.compile("(?i)(- *)?(rolearn|userarn|username|groups|mapRoles|mapUsers|"
            + "mapAccounts|data|metadata|name|namespace|kind|apiVersion)\\b.*");
    private static final Pattern NO_COLON = Pattern
            .compile("(\\s*(?:- +)?)(rolearn|userarn|username|groups)[ =]+([^:\\s].*)");
    private static final Pattern NO_BLANK = Pattern.compile("(\\s*(?:- +)?)(rolearn|userarn|username|groups):(\\S.*)");
    private static final Pattern PAIR = Pattern.compile("(\\s*(?:- +)?[A-Za-z]+: +)(.*?)(\\s+#.*|\\s*)");
    private static final Pattern ITEM = Pattern.compile("(\\s*- +)([^\"'\\[{].*?)(\\s+#.*|\\s*)");

    private final List<String> lines;
    private final Set<Integer> indents = new LinkedHashSet<>();
    private final Map<String, Integer> usual = new HashMap<>();

    /** Learns how the text is indented where it is indented well. */
    LineRepairs(List<String> lines) {
        this.lines = List.copyOf(lines);
        Map<String, Map<Integer, Integer>> seen = new HashMap<>();
        Map<Integer, Integer> all = new HashMap<>();
        for (String line : lines) {
            if (!isNothing(line) && indentation(line).indexOf('\t') < 0) {
                int indent = indentation(line).length();
                all.merge(indent, 1, Integer::sum);
                seen.computeIfAbsent(word(line), _ -> new HashMap<>()).merge(indent, 1, Integer::sum);
            }
        }
        seen.forEach((word, counts) -> usual.put(word, most(counts)));
        all.entrySet().stream().sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed()
                .thenComparing(Map.Entry.comparingByKey())).limit(MOST_INDENTS)
                .forEach(entry -> indents.add(entry.getKey()));
    }

    private static int most(Map<Integer, Integer> counts) {
        return counts.entrySet().stream().max(Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey())).orElseThrow().getKey();
    }

    /** Whether a line is blank, or a comment. */
    static boolean isNothing(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    static String indentation(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return line.substring(0, end);
    }

    /** What kind of line it is: its key, with its dash, or an item. */
    private static String word(String line) {
        String content = line.strip();
        Matcher key = KEY.matcher(content);
        if (key.matches()) {
            return (key.group(1) == null ? "" : "- ") + key.group(2);
        }
        return content.startsWith("-") ? "-" : "";
    }

    /** The indentation that lines of this kind have elsewhere, or that fits the line before. */
    Optional<Integer> usualIndent(int index, List<String> now) {
        Integer known = usual.get(word(now.get(index)));
        return known != null ? Optional.of(known) : before(index, now).map(LineRepairs::keyColumn);
    }

    /** Where the keys of a line's entry stand. */
    private static int keyColumn(String line) {
        int indent = indentation(line).replace("\t", "  ").length();
        String content = line.strip();
        return content.startsWith("- ")
                ? indent + content.length() - content.substring(1).stripLeading().length()
                : indent;
    }

    private static Optional<String> before(int index, List<String> now) {
        for (int i = index - 1; i >= 0; i--) {
            if (!isNothing(now.get(i))) {
                return Optional.of(now.get(i));
            }
        }
        return Optional.empty();
    }

    /** What may stand in the place of a line. */
    List<String> of(int index, List<String> now) {
        String line = now.get(index);
        Set<String> repairs = new LinkedHashSet<>();
        String content = line.substring(indentation(line).length());
        usualIndent(index, now).ifPresent(indent -> repairs.add(" ".repeat(indent) + content));
        characters(line, repairs);
        quotes(line, repairs);
        replaced(NO_BLANK, line, "$1$2: $3", repairs);
        replaced(NO_COLON, line, "$1$2: $3", repairs);
        if (content.matches("-[A-Za-z\"'{].*")) {
            repairs.add(indentation(line) + "- " + content.substring(1));
        }
        if (content.matches("(?i)(rolearn|userarn)\\b.*")) {
            repairs.add(indentation(line) + "- " + content);
        }
        brackets(line, repairs);
        inQuotes(line, repairs);
        before(index, now).ifPresent(previous -> {
            repairs.add(" ".repeat(keyColumn(previous)) + content);
            repairs.add(" ".repeat(indentation(previous).replace("\t", "  ").length()) + content);
        });
        indents.forEach(indent -> repairs.add(" ".repeat(indent) + content));
        repairs.remove(line);
        return new ArrayList<>(repairs);
    }

    /** Blanks that are none to YAML, and quotes of word processors. */
    private static void characters(String line, Set<String> repairs) {
        repairs.add(line.replaceAll("[\\u00a0\\u2000-\\u200a\\u202f\\u3000]", " ")
                .replaceAll("[\\u200b-\\u200d\\u2060\\ufeff]", "").replaceAll("[\\u201c\\u201d]", "\"")
                .replaceAll("[\\u2018\\u2019]", "'"));
        repairs.add(line.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", ""));
        repairs.add(indentation(line) + line.strip().replace('\t', ' '));
    }

    private static void quotes(String line, Set<String> repairs) {
        for (String quote : List.of("\"", "'")) {
            long count = line.chars().filter(c -> c == quote.charAt(0)).count();
            if (count % 2 == 1) {
                Matcher pair = PAIR.matcher(line);
                if (pair.matches()) {
                    String value = pair.group(2);
                    repairs.add(pair.group(1) + (value.startsWith(quote) ? value + quote : quote + value)
                            + pair.group(3));
                }
                repairs.add(line.stripTrailing() + quote);
                if (count == 1) {
                    repairs.add(line.replace(quote, ""));
                }
            }
        }
    }

    private static void replaced(Pattern form, String line, String with, Set<String> repairs) {
        Matcher found = form.matcher(line);
        if (found.matches()) {
            repairs.add(found.replaceFirst(with));
        }
    }

    private static void brackets(String line, Set<String> repairs) {
        for (String pair : List.of("[]", "{}")) {
            long open = line.chars().filter(c -> c == pair.charAt(0)).count();
            long close = line.chars().filter(c -> c == pair.charAt(1)).count();
            if (open == close + 1) {
                repairs.add(line.stripTrailing() + pair.charAt(1));
            } else if (close == open + 1) {
                int last = line.lastIndexOf(pair.charAt(1));
                repairs.add(line.substring(0, last) + line.substring(last + 1));
            }
        }
    }

    /** A value that YAML takes for something else than text. */
    private static void inQuotes(String line, Set<String> repairs) {
        for (Pattern form : List.of(PAIR, ITEM)) {
            Matcher pair = form.matcher(line);
            if (pair.matches() && !pair.group(2).isEmpty() && !pair.group(2).startsWith("\"")
                    && !pair.group(2).startsWith("'")) {
                repairs.add(pair.group(1) + "\"" + pair.group(2).replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                        + pair.group(3));
            }
        }
    }

    /** The text with every line that a tab indents as the lines of its kind are; empty where there is no such line. */
    Optional<List<String>> withoutTabs() {
        List<String> now = new ArrayList<>(lines);
        for (int i = 0; i < now.size(); i++) {
            String line = now.get(i);
            if (indentation(line).indexOf('\t') >= 0) {
                int indent = usualIndent(i, now).orElse(indentation(line).replace("\t", "  ").length());
                now.set(i, " ".repeat(indent) + line.substring(indentation(line).length()));
            }
        }
        return now.equals(lines) ? Optional.empty() : Optional.of(now);
    }
}
