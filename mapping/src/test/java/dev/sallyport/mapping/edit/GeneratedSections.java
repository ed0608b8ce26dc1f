package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.MapSection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes sections as people write them, and worse: every style of block, comments in every place, quotes, both line ends,
 * blank lines, trailing spaces, unknown keys, doubled keys, entries that the reference drops. Every text is YAML; damage
 * comes from {@link #damaged(String)}.
 */
public final class GeneratedSections {

    private static final List<String> NAMES = List.of("dev", "ops", "eks-node-role", "AWSReservedSSO_View_0123456789",
            "a.b@c", "x_y", "team/dev", "Admin");

    private static final List<String> TEXTS = List.of("dev", "dev:{{SessionName}}", "system:node:{{EC2PrivateDNSName}}",
            "a b", "on", "0123", "null", "~", "1.5", ".inf", "a: b", "a #b", "#c", "it's", "say \"x\"", "back\\slash",
            "é", "😀", "a,b", "[x]", "{y}", "- z", "12:30:45", "2020-01-01", "?", ":", "@x", "`", "%", "!t", "&a", "*a",
            "| ", " lead", "trail ", "tab\tx", "line\nbreak", "", "<<", "=", "a:", "y", "\u200b", "\u2028",
            "x".repeat(300));

    private static final List<String> DAMAGE = List.of("\t", "- ", "{", "}", "[", "]", "\"", "'", ": ", "\n---\n",
            "&a ",
            "*a", "!!int ", "|", "\u0000", "\r", "%", "#", "\n  ", "<<: ", ".inf", "? ");

    private final Random random;
    private int fresh;

    /** Makes the same sections for the same seed. */
    public GeneratedSections(long seed) {
        this.random = new Random(seed);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** An ARN that no generated section has yet. */
    public String freshArn(MapSection section) {
        return "arn:aws:iam::123456789012:" + (section == MapSection.USERS ? "user/" : "role/") + one(NAMES) + fresh++;
    }

    /** A user name or group, pleasant or nasty. */
    public String name() {
        return one(TEXTS);
    }

    /** A few groups. */
    public List<String> groups() {
        List<String> groups = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            groups.add(chance(60) ? one(List.of("dev", "ops", "view", "system:masters", "system:nodes")) : name());
        }
        return groups;
    }

    /** A section in one style or another. */
    public GeneratedSection section() {
        MapSection section = chance(50) ? MapSection.ROLES : MapSection.USERS;
        String end = chance(25) ? "\r\n" : "\n";
        int dash = chance(60) ? 0 : 1 + random.nextInt(3);
        List<GeneratedSection.Piece> pieces = new ArrayList<>();
        if (chance(10)) {
            pieces.add(between("---" + end));
        }
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            addBetween(pieces, dash, end);
            pieces.add(new GeneratedEntry(this, random, section, dash, end).piece());
        }
        addBetween(pieces, dash, end);
        if (chance(15) && !pieces.isEmpty() && !pieces.getLast().text().isBlank()) {
            GeneratedSection.Piece last = pieces.removeLast();
            pieces.add(new GeneratedSection.Piece(last.text().substring(0, last.text().length() - end.length()),
                    last.arn(), last.entry()));
        }
        return new GeneratedSection(section, end, Collections.unmodifiableList(pieces));
    }

    /** A list of accounts. */
    public GeneratedSection accounts() {
        String end = chance(25) ? "\r\n" : "\n";
        int dash = chance(60) ? 0 : 1 + random.nextInt(3);
        List<GeneratedSection.Piece> pieces = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            addBetween(pieces, dash, end);
            String id = freshAccount();
            String written = one(List.of("\"" + id + "\"", "'" + id + "'", id)) + (chance(20) ? " # ours" : "");
            pieces.add(new GeneratedSection.Piece(" ".repeat(dash) + (chance(80) ? "- " : "-   ") + written + end, id,
                    true));
        }
        addBetween(pieces, dash, end);
        return new GeneratedSection(MapSection.ACCOUNTS, end, Collections.unmodifiableList(pieces));
    }

    /** An account that no generated section has yet. */
    public String freshAccount() {
        return "%012d".formatted(12_345_678_901L + fresh++);
    }

    private static GeneratedSection.Piece between(String text) {
        return new GeneratedSection.Piece(text, "", false);
    }

    private void addBetween(List<GeneratedSection.Piece> pieces, int dash, String end) {
        for (int i = random.nextInt(3); i > 0; i--) {
            pieces.add(between(switch (random.nextInt(4)) {
                case 0 -> end;
                case 1 -> "  " + end;
                case 2 -> " ".repeat(random.nextInt(dash + 1)) + "# - rolearn: arn:aws:iam::1:role/commented" + end;
                default -> "#" + end;
            }));
        }
    }

    /** A text with one thing in it that does not belong there. */
    public String damaged(String text) {
        int at = random.nextInt(text.length() + 1);
        int to = chance(30) ? Math.min(text.length(), at + 1 + random.nextInt(5)) : at;
        return text.substring(0, at) + one(DAMAGE) + text.substring(to);
    }
}
