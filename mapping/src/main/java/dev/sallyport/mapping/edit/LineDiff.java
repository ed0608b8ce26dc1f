package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.RulePlace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the lines that differ between two texts, with the fewest lines taken out and put in. Source: Eugene W. Myers,
 * "An O(ND) Difference Algorithm and Its Variations", 1986, section 4a.
 *
 * <p>For each number of differences the furthest place on each diagonal is kept, so that the way there can be walked
 * back. Texts that differ in more than a bound are not worth that memory: all lines between the first and the last that
 * differ are one change then.
 */
final class LineDiff {

    private static final int MOST = 2_000; // differing lines; kept places take the square of it

    private final List<String> before;
    private final List<String> after;
    private final int skipped;

    /** A stretch of lines: 0-based, ends excluded. */
    record Hunk(int beforeFrom, int beforeTo, int afterFrom, int afterTo) {}

    private LineDiff(List<String> before, List<String> after, int skipped) {
        this.before = before;
        this.after = after;
        this.skipped = skipped;
    }

    /** The changes from one text to another. */
    static List<LineChange> changes(String source, String section, String before, String after) {
        List<String> old = new TextLines(before).all();
        List<String> now = new TextLines(after).all();
        return hunks(old, now).stream()
                .map(hunk -> new LineChange(new RulePlace(source, section, hunk.beforeFrom() + 1),
                        old.subList(hunk.beforeFrom(), hunk.beforeTo()),
                        now.subList(hunk.afterFrom(), hunk.afterTo())))
                .toList();
    }

    /** The stretches that differ, in their order. */
    static List<Hunk> hunks(List<String> before, List<String> after) {
        int start = 0;
        while (start < before.size() && start < after.size() && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < before.size() - start && end < after.size() - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        return new LineDiff(before.subList(start, before.size() - end), after.subList(start, after.size() - end), start)
                .hunks();
    }

    private List<Hunk> hunks() {
        if (before.isEmpty() && after.isEmpty()) {
            return List.of();
        }
        if (before.isEmpty() || after.isEmpty()) {
            return List.of(whole());
        }
        List<int[]> reached = new ArrayList<>();
        int[] furthest = new int[2 * MOST + 3];
        for (int differences = 0; differences <= MOST; differences++) {
            for (int diagonal = -differences; diagonal <= differences; diagonal += 2) {
                int x = start(furthest, differences, diagonal);
                while (x < before.size() && x - diagonal < after.size() && x - diagonal >= 0
                        && before.get(x).equals(after.get(x - diagonal))) {
                    x++;
                }
                furthest[MOST + 1 + diagonal] = x;
                if (x >= before.size() && x - diagonal >= after.size()) {
                    return walkedBack(reached, differences);
                }
            }
            reached.add(Arrays.copyOfRange(furthest, MOST + 1 - differences, MOST + 2 + differences));
        }
        return List.of(whole());
    }

    private Hunk whole() {
        return new Hunk(skipped, skipped + before.size(), skipped, skipped + after.size());
    }

    /** The place from which a diagonal is entered: from above, by a line put in, or from the left, by one taken out. */
    private static int start(int[] furthest, int differences, int diagonal) {
        int at = MOST + 1 + diagonal;
        if (differences == 0) {
            return 0;
        }
        boolean putIn = diagonal == -differences || (diagonal != differences && furthest[at - 1] < furthest[at + 1]);
        return putIn ? furthest[at + 1] : furthest[at - 1] + 1;
    }

    private List<Hunk> walkedBack(List<int[]> reached, int differences) {
        boolean[] gone = new boolean[before.size()];
        boolean[] come = new boolean[after.size()];
        int x = before.size();
        int y = after.size();
        for (int d = differences; d > 0; d--) {
            int[] last = reached.get(d - 1); // of the diagonals 1 - d to d - 1
            int diagonal = x - y;
            boolean putIn = diagonal == -d
                    || (diagonal != d && at(last, diagonal - 1, d) < at(last, diagonal + 1, d));
            int from = putIn ? diagonal + 1 : diagonal - 1;
            x = at(last, from, d);
            y = x - from;
            if (putIn) {
                come[y] = true;
            } else {
                gone[x] = true;
            }
        }
        return gathered(gone, come);
    }

    private static int at(int[] last, int diagonal, int differences) {
        int index = diagonal + differences - 1;
        return index >= 0 && index < last.length ? last[index] : -1;
    }

    private List<Hunk> gathered(boolean[] gone, boolean[] come) {
        List<Hunk> hunks = new ArrayList<>();
        int x = 0;
        int y = 0;
        while (x < gone.length || y < come.length) {
            int fromX = x;
            int fromY = y;
            while (x < gone.length && gone[x]) {
                x++;
            }
            while (y < come.length && come[y]) {
                y++;
            }
            if (x > fromX || y > fromY) {
                hunks.add(new Hunk(skipped + fromX, skipped + x, skipped + fromY, skipped + y));
            } else {
                x++;
                y++;
            }
        }
        return hunks;
    }
}
