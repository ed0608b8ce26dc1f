package dev.sallyport.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    /** A comma or a full stop at a word's end may be the sentence's or the name's: the word counts with and without. */
    private static final Pattern WORD = Pattern.compile("[\\w+=,.@:/*-]+");

    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");

    private final Map<String, Integer> words = new HashMap<>();

    BrokenText(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            Matcher matcher = WORD.matcher(COMMENT.matcher(lines.get(i)).replaceFirst(""));
            while (matcher.find()) {
                String word = matcher.group().toLowerCase(Locale.ROOT);
                words.putIfAbsent(word, line);
                words.putIfAbsent(word.replaceFirst("[,.:]+$", ""), line);
            }
        }
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
        Integer line = words.get(word.toLowerCase(Locale.ROOT));
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

    private static final Pattern SSO = Pattern.compile("arn:[^:]*:iam::(\\d+):role/AWSReservedSSO_(.*)_\\*");
}
