package dev.sallyport.sandbox.aws.policy;

import java.util.Optional;
import java.util.function.Function;

/**
 * A pattern of the policy language: {@code *} stands for any run of characters, {@code ?} for one, and
 * <code>${name}</code> for a value of the request.
 *
 * <p>The pattern is compiled to code points in which the wild ones are negative numbers, so that a star inside a
 * substituted value stays an ordinary star. Matching remembers only the last star and so needs no more than the product
 * of both lengths, whatever the pattern.
 */
public final class Glob {

    private static final int ANY_RUN = -1;
    private static final int ANY_ONE = -2;

    private final int[] pattern;

    private Glob(int[] pattern) {
        this.pattern = pattern;
    }

    /** Compiles a pattern without variables. */
    public static Glob of(String text) {
        return new Glob(text.codePoints().map(Glob::wild).toArray());
    }

    /**
     * Compiles a pattern with variables; empty when it names one that the request has no value for, in which case
     * nothing matches it.
     */
    static Optional<Glob> of(String text, Function<String, Optional<String>> variables) {
        if (!text.contains("${")) {
            return Optional.of(of(text));
        }
        var codes = java.util.stream.IntStream.builder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("${", at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                text.substring(at).codePoints().map(Glob::wild).forEach(codes);
                break;
            }
            text.substring(at, open).codePoints().map(Glob::wild).forEach(codes);
            Optional<String> value = Variables.valueOf(text.substring(open + 2, close), variables);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            value.get().codePoints().forEach(codes);
            at = close + 1;
        }
        return Optional.of(new Glob(codes.build().toArray()));
    }

    private static int wild(int codePoint) {
        return switch (codePoint) {
            case '*' -> ANY_RUN;
            case '?' -> ANY_ONE;
            default -> codePoint;
        };
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        int[] codes = text.codePoints().toArray();
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < codes.length) {
            if (p < pattern.length && pattern[p] == ANY_RUN) {
                star = p++;
                resume = t;
            } else if (p < pattern.length && (pattern[p] == ANY_ONE || pattern[p] == codes[t])) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == ANY_RUN) {
            p++;
        }
        return p == pattern.length;
    }
}
