package dev.sallyport.mapping.edit;

import java.util.Comparator;
import java.util.List;

/**
 * A stretch of a text and what takes its place.
 *
 * @param from the first character that goes
 * @param to just behind the last one; the same as {@code from} where nothing goes
 */
record Splice(int from, int to, String with) {

    /** The text with every splice in it. They must not overlap; of those that begin in one place, insertions come first. */
    static String apply(String text, List<Splice> splices) {
        StringBuilder spliced = new StringBuilder();
        int at = 0;
        for (Splice splice : splices.stream().sorted(Comparator.comparingInt(Splice::from).thenComparingInt(Splice::to))
                .toList()) {
            spliced.append(text, at, splice.from()).append(splice.with());
            at = splice.to();
        }
        return spliced.append(text, at, text.length()).toString();
    }
}
