package dev.sallyport.conformance.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code aws-auth} as people do: in block style, in flow style, as JSON; with comments, anchors, merged maps, keys
 * of another case, keys twice, groups as a string; and then, now and then, breaks what it wrote ({@link BrokenWriting}).
 */
final class WrittenMaps {

    private static final int MOST_ENTRIES = 5;

    private final Chance chance;
    private final WrittenScalars scalars;
    private final BrokenWriting broken;

    WrittenMaps(Chance chance) {
        this.chance = chance;
        this.scalars = new WrittenScalars(chance);
        this.broken = new BrokenWriting(chance);
    }

    /** A whole document. */
    MapDocument document() {
        Map<String, String> data = new TreeMap<>();
        if (chance.percent(90)) {
            data.put("mapRoles", text("mapRoles"));
        }
        if (chance.percent(60)) {
            data.put("mapUsers", text("mapUsers"));
        }
        if (chance.percent(40)) {
            data.put("mapAccounts", text("mapAccounts"));
        }
        if (chance.percent(5)) {
            data.put(chance.of("maproles", "MapRoles", "mapRole", "mapusers", "other", "mapAccount"), text("mapRoles"));
        }
        return new MapDocument(data);
    }

    private String text(String section) {
        String text = section.equals("mapAccounts") ? accounts() : entries(section.equals("mapRoles"));
        return chance.percent(20) ? broken.damage(text) : text;
    }

    private String entries(boolean roles) {
        return switch (chance.below(24)) {
            case 0 -> chance.of("", " ", "\n", "[]", "{}", "null", "~", "''", "\"\"", "``", "- ", "---", "...", "x",
                    "rolearn: x", "- - x", "- null", "- []", "- 1\n- x", "# nothing", "\u00a0", "!!seq []",
                    "--- []\n...");
            case 1, 2, 3 -> flow(roles);
            default -> block(roles);
        };
    }

    private String block(boolean roles) {
        StringBuilder text = new StringBuilder();
        String indent = chance.percent(80) ? "" : chance.of(" ", "  ", "    ");
        if (chance.percent(5)) {
            text.append(chance.of("---\n", "%YAML 1.1\n---\n", "# people\n", "\n", "--- # x\n", "%YAML 1.2\n---\n"));
        }
        int count = 1 + chance.below(MOST_ENTRIES);
        for (int i = 0; i < count; i++) {
            text.append(blockEntry(roles, indent, i > 0));
        }
        if (chance.percent(4)) {
            text.append(chance.of("...\n", "---\n- x\n", "# end", "\n\n", "  \n"));
        }
        return text.toString();
    }

    private String blockEntry(boolean roles, String indent, boolean later) {
        if (chance.percent(3)) {
            return indent + "- " + chance.of("null", "x", "[a]", "1", "", "{}", "*a", "&a {}", "on") + "\n";
        }
        List<String> lines = new ArrayList<>();
        String inner = indent + "  ";
        if (later && chance.percent(4)) {
            lines.add(chance.of("<<: *base", "<<: [*base]", "<<: {username: merged, groups: [m]}", "<<: x"));
        }
        for (Field field : fields(roles)) {
            lines.add(
                    field.key() + ":" + (field.value().isEmpty() ? "" : " ") + field.value().replace("INDENT", inner));
        }
        if (lines.isEmpty()) {
            return indent + "-\n";
        }
        String anchor = !later && chance.percent(6) ? "&base\n" + inner : "";
        String comment = chance.percent(6) ? "  # " + chance.of("node", "don't touch", "a: b") : "";
        return indent + "- " + anchor + String.join(comment + "\n" + inner, lines) + "\n";
    }

    /** A key as it is written, and a value; {@code INDENT} stands for the entry's own. */
    private record Field(String key, String value) {}

    private List<Field> fields(boolean roles) {
        List<Field> fields = new ArrayList<>();
        String arnKey = chance.percent(96) == roles ? "rolearn" : "userarn";
        if (chance.percent(97)) {
            fields.add(new Field(key(arnKey), value(scalars.arn(chance.percent(95) == roles ? "role" : "user"))));
        }
        if (chance.percent(93)) {
            fields.add(new Field(key("username"), value(scalars.username())));
        }
        if (chance.percent(85)) {
            fields.add(new Field(key("groups"), groups()));
        }
        if (chance.percent(10)) {
            fields.add(chance.of(new Field("userid", "AIDAEXAMPLE"), new Field("comment", "who knows"),
                    new Field("group", "[x]"), new Field("rolearn ", "x"), new Field("username", "second"),
                    new Field("USERNAME", "Second"), new Field("groups", "[second]"), new Field("Groups", "[s, t]"),
                    new Field("groups", "null"), new Field("userName", "''"), new Field("? username", ""),
                    new Field("1", "x"), new Field("[a]", "x"), new Field("on", "x"), new Field("null", "x"),
                    new Field("u\u017fername", "long s"), new Field("roleArn", value(scalars.arn("role"))),
                    new Field("RoleARN", value(scalars.arn("role"))), new Field("{a: b}", "x"),
                    new Field("userid", "[x]"), new Field("1.5", "x"), new Field("2001-01-01", "x")));
        }
        if (chance.percent(8) && fields.size() > 1) {
            fields.add(fields.removeFirst());
        }
        return fields;
    }

    private String key(String key) {
        if (chance.percent(90)) {
            return key;
        }
        return switch (key) {
            case "rolearn" -> chance.of("roleARN", "RoleArn", "ROLEARN", "role_arn", "\"rolearn\"", "rolearn ", "arn");
            case "userarn" -> chance.of("userARN", "UserArn", "USERARN", "user", "'userarn'", "!!str userarn");
            case "username" -> chance.of("userName", "Username", "user", "name", "\"username\"", "u\u017fername");
            default -> chance.of("Groups", "group", "GROUPS", "'groups'", "group\u017f");
        };
    }

    private String value(String text) {
        return chance.percent(6)
                ? scalars.surprise().replace("\n    ", "\nINDENT  ")
                : scalars.written(text, "INDENT");
    }

    private String groups() {
        List<String> groups = new ArrayList<>();
        int count = chance.below(4);
        for (int i = 0; i < count; i++) {
            groups.add(chance.percent(94)
                    ? WrittenScalars.doubleQuoted(scalars.group())
                    : chance.of("0123", "on", "null", "~", "[x]", "{a: b}", "1.5", "", "2001-01-01", "*a", "plain"));
        }
        return switch (chance.below(20)) {
            case 0 -> chance.of("system:masters", "\"a,b\"", "null", "", "{a: b}", "0", "*a", "on", "[[a]]", "- a");
            case 1, 2, 3, 4, 5 -> "[" + String.join(", ", groups) + "]";
            case 6 -> "\nINDENT" + String.join("\nINDENT", groups.stream().map(group -> "    - " + group).toList());
            default -> groups.isEmpty()
                    ? "[]"
                    : "\nINDENT" + String.join("\nINDENT", groups.stream().map(group -> "- " + group).toList());
        };
    }

    private String flow(boolean roles) {
        List<String> entries = new ArrayList<>();
        int count = 1 + chance.below(MOST_ENTRIES);
        boolean json = chance.percent(50);
        for (int i = 0; i < count; i++) {
            List<String> fields = new ArrayList<>();
            for (Field field : fields(roles)) {
                String value = field.value().replace("INDENT", "  ");
                fields.add(json
                        ? WrittenScalars.doubleQuoted(field.key()) + ": " + jsonLike(value)
                        : field.key() + ": " + jsonLike(value));
            }
            entries.add("{" + String.join(chance.of(", ", ",\n  ", ","), fields) + "}");
        }
        return chance.percent(70)
                ? "[" + String.join(chance.of(", ", ",\n"), entries) + chance.of("]", "]\n", ",]")
                : String.join("\n", entries.stream().map(entry -> "- " + entry).toList()) + "\n";
    }

    /** A block's value where only flow style is: lists in brackets, the rest in quotes or as it is. */
    private String jsonLike(String value) {
        if (value.startsWith("\n")) {
            return "[" + String.join(", ", List.of(value.strip().split("\\s*\n\\s*- ", -1))).replaceFirst("^- ", "")
                    + "]";
        }
        return value.startsWith("arn:") || value.startsWith("{{") ? WrittenScalars.doubleQuoted(value) : value;
    }

    private String accounts() {
        if (chance.percent(8)) {
            return chance.of("", "[]", "123456789012", "null", "{}", "- null\n", "- [x]\n", "- {a: b}\n", "- \n",
                    "[123456789012, '210987654321']", "- &a '1'\n- *a\n", "- !!str 012\n", "- !!int x\n", "x: y\n");
        }
        StringBuilder text = new StringBuilder();
        int count = 1 + chance.below(MOST_ENTRIES);
        for (int i = 0; i < count; i++) {
            String account = chance.of(WrittenScalars.ACCOUNTS);
            text.append("- ").append(chance.percent(92)
                    ? chance.of(account, "\"" + account + "\"", "'" + account + "'")
                    : scalars.surprise().replace("\n    ", "\n  ")).append('\n');
        }
        return text.toString();
    }
}
