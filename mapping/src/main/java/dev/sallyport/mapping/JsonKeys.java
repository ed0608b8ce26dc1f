package dev.sallyport.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * How keys are told apart. Go's JSON decoder ignores case, by Unicode's simple folding: two letters outside ASCII fold
 * into it, the long s and the Kelvin sign. Source: Go, {@code encoding/json}, {@code fold}.
 */
public final class JsonKeys {

    private static final int FAR = 3; // a key as far away as this was not meant
    private static final int LONGEST = 64; // nor was any, by a longer word

    private JsonKeys() {}

    /** The form in which two keys are the same. */
    static String fold(String key) {
        return key.replace('\u017f', 's').replace('\u212a', 'k').toLowerCase(Locale.ROOT);
    }

    /** The known key that somebody who wrote this one most likely meant. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String folded = fold(written).replace("-", "").replace("_", "");
        return known.stream().filter(key -> distance(folded, fold(key)) < Math.min(FAR, key.length() - 1))
                .min(Comparator.<String>comparingInt(key -> distance(folded, fold(key))).thenComparing(key -> key));
    }

    /** Levenshtein's distance: how many letters to add, take away or change. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
