package dev.sallyport.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be said of a section that cannot be read: which ARNs, names and accounts still occur in it, and where.
 *
 * <p>Only whole words count, so that {@code role/dev} does not live on in {@code role/developers}, and nothing in a
 * comment counts, since that is how people take a line out.
 */
final class BrokenText {

    /** Beside letters and digits, what an ARN is made of. */
    private static final String ARN_CHARACTERS = "_+=,.@:/*-";

    /** What may stand at a word's end without being of it: the word counts with it and without. */
    private static final String TAIL = ",.:";

    private static final int LONGEST = 2_048; // characters: no ARN is longer, and no text can make this slow

    private static final Pattern SSO = Pattern.compile("arn:[^:]*:iam::(\\d+):role/AWSReservedSSO_(.*)_\\*");

    private final Map<String, Integer> words = new HashMap<>();

    BrokenText(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            addWords(lines.get(i), i + 1);
        }
    }

    private void addWords(String line, int number) {
        int start = 0;
        for (int at = 0; at <= line.length(); at++) {
            if (at < line.length() && isOfWord(line.charAt(at))) {
                continue;
            }
            if (at > start) {
                add(ArnCase.folded(line.substring(start, at)), number);
            }
            start = at + 1;
            if (at < line.length() && isComment(line, at)) {
                return;
            }
        }
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || ARN_CHARACTERS.indexOf(c) >= 0;
    }

    private static boolean isComment(String line, int at) {
        return line.charAt(at) == '#' && (at == 0 || Character.isWhitespace(line.charAt(at - 1)));
    }

    private void add(String word, int line) {
        if (word.length() > LONGEST) {
            return;
        }
        addWithoutTail(word, line);
        int within = word.indexOf(":arn:") + 1; // grown together with its key, as in rolearn:arn:aws:…
        if (within > 0) {
            addWithoutTail(word.substring(within), line);
        }
    }

    private void addWithoutTail(String word, int line) {
        words.putIfAbsent(word, line);
        int end = word.length();
        while (end > 0 && TAIL.indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        words.putIfAbsent(word.substring(0, end), line);
    }

    /** The line on which what a rule speaks of occurs first; empty when it occurs nowhere. */
    OptionalInt lineOf(MappingRule rule) {
        return switch (rule) {
            case MappingRule.Role role -> lineOf(role.roleArn());
            case MappingRule.User user -> lineOf(user.userArn());
            case MappingRule.Account account -> lineOf(account.accountId());
            case MappingRule.ArnPattern pattern -> lineOfSso(pattern.pattern());
        };
    }

    private OptionalInt lineOf(String word) {
        Integer line = words.get(ArnCase.folded(word));
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** A pattern is made of an entry's permission set and account: both must still be there. */
    private OptionalInt lineOfSso(String pattern) {
        Matcher parts = SSO.matcher(pattern);
        if (!parts.matches() || lineOf(parts.group(1)).isEmpty()) {
            return OptionalInt.empty();
        }
        return lineOf(parts.group(2));
    }
}
