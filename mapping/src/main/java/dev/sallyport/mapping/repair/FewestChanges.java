package dev.sallyport.mapping.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Puts changed lines back as they were, as many as do no harm.
 *
 * <p>All of them are tried at once; where that does harm, each half by itself, and so on down to single lines. So a text
 * with many changed lines of which few are needed takes few tries. One in which all are needed takes twice as many tries
 * as it has changed lines; the caller says when it has had enough, and the lines not tried by then stay changed.
 */
final class FewestChanges {

    private final List<String> original;
    private final Predicate<List<String>> harmless;
    private final BooleanSupplier mayTry;
    private List<String> now;

    private FewestChanges(List<String> original, List<String> changed, Predicate<List<String>> harmless,
            BooleanSupplier mayTry) {
        this.original = original;
        this.now = changed;
        this.harmless = harmless;
        this.mayTry = mayTry;
    }

    /**
     * The text with the changes that are needed.
     *
     * @param original as many lines as the changed text has
     * @param harmless whether a text is as good as the changed one; asked of one text after the other
     * @param mayTry whether one more text may be asked about
     */
    static List<String> of(List<String> original, List<String> changed, Predicate<List<String>> harmless,
            BooleanSupplier mayTry) {
        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < original.size(); i++) {
            if (!changed.get(i).equals(original.get(i))) {
                lines.add(i);
            }
        }
        FewestChanges fewest = new FewestChanges(original, changed, harmless, mayTry);
        fewest.putBack(lines);
        return fewest.now;
    }

    private void putBack(List<Integer> lines) {
        if (lines.isEmpty() || !mayTry.getAsBoolean()) {
            return;
        }
        List<String> without = new ArrayList<>(now);
        lines.forEach(line -> without.set(line, original.get(line)));
        if (harmless.test(without)) {
            now = without;
        } else if (lines.size() > 1) {
            putBack(lines.subList(0, lines.size() / 2));
            putBack(lines.subList(lines.size() / 2, lines.size()));
        }
    }
}
