package dev.sallyport.mapping;

import java.util.Arrays;
import java.util.List;

/**
 * Matches ARNs with a {@link MappingRule.ArnPattern}, each part between the first five colons by itself.
 *
 * <p>Walks the subject once, keeping the set of pattern positions that could have been reached, as one runs a
 * nondeterministic automaton. So the time is at most the product of both lengths, whatever the pattern.
 */
final class ArnGlob {

    private static final int PARTS = 6;

    private final MappingRule.ArnPattern rule;
    private final String prefix;
    private final List<String> parts;

    ArnGlob(MappingRule.ArnPattern rule) {
        this.rule = rule;
        String pattern = ArnCase.folded(rule.pattern());
        this.parts = parts(pattern);
        int wild = 0;
        while (wild < pattern.length() && pattern.charAt(wild) != '*' && pattern.charAt(wild) != '?') {
            wild++;
        }
        this.prefix = pattern.substring(0, wild);
    }

    private static List<String> parts(String arn) {
        return Arrays.asList(arn.split(":", PARTS));
    }

    MappingRule.ArnPattern rule() {
        return rule;
    }

    /** The text before the first wildcard, lower case: every ARN that matches begins with it. */
    String prefix() {
        return prefix;
    }

    /** Whether an ARN, lower case, has the pattern's form. */
    boolean matches(String arn) {
        List<String> subject = parts(arn);
        if (parts.size() != PARTS || subject.size() != PARTS || !subject.getFirst().equals("arn")) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!matches(parts.get(i), subject.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String pattern, String subject) {
        boolean[] reached = new boolean[pattern.length() + 1];
        reached[0] = true;
        skipEmpty(pattern, reached);
        for (int s = 0; s < subject.length(); s++) {
            boolean[] next = new boolean[pattern.length() + 1];
            for (int p = 0; p < pattern.length(); p++) {
                if (reached[p]) {
                    char wanted = pattern.charAt(p);
                    if (wanted == '*') {
                        next[p] = true;
                    } else if (wanted == '?' || wanted == subject.charAt(s)) {
                        next[p + 1] = true;
                    }
                }
            }
            skipEmpty(pattern, next);
            reached = next;
        }
        return reached[pattern.length()];
    }

    /** Both wildcards may stand for nothing. */
    private static void skipEmpty(String pattern, boolean[] reached) {
        for (int p = 0; p < pattern.length(); p++) {
            if (reached[p] && (pattern.charAt(p) == '*' || pattern.charAt(p) == '?')) {
                reached[p + 1] = true;
            }
        }
    }
}
