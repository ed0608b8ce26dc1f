package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.MapSection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One entry, written in one of many ways. */
final class GeneratedEntry {

    private final GeneratedSections names;
    private final Random random;
    private final MapSection section;
    private final int dash;
    private final String end;
    private final String arn;

    GeneratedEntry(GeneratedSections names, Random random, MapSection section, int dash, String end) {
        this.names = names;
        this.random = random;
        this.section = section;
        this.dash = dash;
        this.end = end;
        this.arn = names.freshArn(chance(94) ? section : elsewhere(section));
    }

    private static MapSection elsewhere(MapSection section) {
        return section == MapSection.ROLES ? MapSection.USERS : MapSection.ROLES;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String comment() {
        return chance(20) ? "  # note: [x]" : chance(10) ? "  " : "";
    }

    private String quoted(String text, boolean flow) {
        return switch (random.nextInt(3)) {
            case 0 -> ScalarText.of(text, flow);
            case 1 -> ScalarText.like("'", text, flow);
            default -> ScalarText.inDoubleQuotes(text);
        };
    }

    GeneratedSection.Piece piece() {
        if (chance(6)) {
            String dropped = List.of("- username: nobody", "- 1", "- {}", "-", "- []", "- rolearn: 5", "- text")
                    .get(random.nextInt(7));
            return new GeneratedSection.Piece(" ".repeat(dash) + dropped + comment() + end, "", true);
        }
        return new GeneratedSection.Piece(chance(12) ? inBraces() : block(), arn, true);
    }

    private String inBraces() {
        List<String> pairs = new ArrayList<>(List.of(section.arnKey() + ": " + quoted(arn, true)));
        if (chance(80)) {
            pairs.add("username: " + quoted(names.name(), true));
        }
        if (chance(60)) {
            pairs.add("groups: " + flow(names.groups()));
        }
        Collections.shuffle(pairs, random);
        return " ".repeat(dash) + "- {" + String.join(", ", pairs) + "}" + comment() + end;
    }

    private String flow(List<String> groups) {
        return "[" + String.join(", ", groups.stream().map(group -> quoted(group, true)).toList()) + "]";
    }

    private String block() {
        int offset = chance(75) ? 2 : 2 + random.nextInt(3);
        String indent = " ".repeat(dash + offset);
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of(key(section.arnKey()) + ": " + quoted(arn, false) + comment()));
        addUsername(pairs);
        addGroups(pairs);
        if (chance(15)) {
            pairs.add(List.of("note: {a: [b, c]}"));
        }
        if (chance(10)) {
            pairs.add(List.of(List.of("group", "user_name", "\"Usernames\"").get(random.nextInt(3)) + ": [x]"
                    + comment()));
        }
        if (chance(5)) {
            pairs.add(List.of("deeper:", "  a: b", "  # c", "  d: [e]"));
        }
        Collections.shuffle(pairs, random);
        StringBuilder text = new StringBuilder();
        boolean alone = chance(8);
        if (alone) {
            text.append(" ".repeat(dash)).append('-').append(comment()).append(end);
        }
        boolean first = !alone;
        for (List<String> lines : pairs) {
            if (!first && chance(6)) {
                text.append(chance(50) ? end : indent + "# within" + end);
            }
            for (String line : lines) {
                text.append(first ? " ".repeat(dash) + "-" + " ".repeat(offset - 1) : indent).append(line).append(end);
                first = false;
            }
        }
        if (chance(10)) {
            text.append(indent).append("# of this entry").append(end);
        }
        return text.toString();
    }

    private String key(String key) {
        return switch (random.nextInt(12)) {
            case 0 -> key.toUpperCase(java.util.Locale.ROOT);
            case 1 -> "\"" + key + "\"";
            case 2 -> "'" + key + "'";
            default -> key;
        };
    }

    private void addUsername(List<List<String>> pairs) {
        String key = key("username");
        switch (random.nextInt(12)) {
            case 0 -> {
                // none
            }
            case 1 -> pairs.add(List.of(key + ":" + comment()));
            case 2 -> pairs.add(List.of(key + ": " + List.of("0123", "on", "~", "[x]", "{a: b}").get(random.nextInt(5))
                    + comment()));
            case 3 -> pairs.add(List.of(key + ": |-", "  in a block"));
            case 4 -> pairs.add(List.of(key + ": over", "  two lines" + comment()));
            case 5 -> {
                pairs.add(List.of("username: " + quoted(names.name(), false)));
                pairs.add(List.of("username: " + quoted(names.name(), false)));
            }
            default -> pairs.add(List.of(key + ": " + quoted(names.name(), false) + comment()));
        }
    }

    private void addGroups(List<List<String>> pairs) {
        String key = key("groups");
        List<String> groups = names.groups();
        switch (random.nextInt(8)) {
            case 0 -> {
                // none
            }
            case 1 -> pairs.add(List.of(key + ":" + (chance(50) ? " x" : "") + comment()));
            case 2, 3 -> pairs.add(List.of(key + ": " + flow(groups) + comment()));
            default -> {
                if (groups.isEmpty()) {
                    pairs.add(List.of(key + ": []"));
                    return;
                }
                String indent = chance(60) ? "" : "  ";
                List<String> lines = new ArrayList<>(List.of(key + ":" + comment()));
                for (String group : groups) {
                    if (chance(6)) {
                        lines.add(indent + "# above a group");
                    }
                    lines.add(indent + "- " + (chance(5) ? "0123" : quoted(group, false)) + comment());
                }
                pairs.add(lines);
            }
        }
    }
}
