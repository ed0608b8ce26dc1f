package dev.sallyport.mapping.edit;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class LineDiffTest {

    private static List<String> applied(List<String> before, List<String> after, List<LineDiff.Hunk> hunks) {
        List<String> result = new ArrayList<>();
        int at = 0;
        for (LineDiff.Hunk hunk : hunks) {
            result.addAll(before.subList(at, hunk.beforeFrom()));
            result.addAll(after.subList(hunk.afterFrom(), hunk.afterTo()));
            at = hunk.beforeTo();
        }
        result.addAll(before.subList(at, before.size()));
        return result;
    }

    @Property(tries = 1_000)
    void theStretchesTurnOneTextIntoTheOther(@ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> one,
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> other) {
        List<String> before = one.stream().map(String::valueOf).toList();
        List<String> after = other.stream().map(String::valueOf).toList();

        List<LineDiff.Hunk> hunks = LineDiff.hunks(before, after);

        assertThat(applied(before, after, hunks)).isEqualTo(after);
    }

    @Test
    void asFewLinesAsPossibleDiffer() {
        assertThat(LineDiff.hunks(List.of("a", "b", "c", "a", "b", "b", "a"), List.of("c", "b", "a", "b", "a", "c")))
                .extracting(hunk -> hunk.beforeTo() - hunk.beforeFrom() + hunk.afterTo() - hunk.afterFrom())
                .satisfies(sizes -> assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5));
    }

    @Test
    void textsThatHaveNextToNothingInCommonAreOneStretch() {
        List<String> before = IntStream.range(0, 3_000).mapToObj(i -> "a" + i).toList();
        List<String> after = IntStream.range(0, 3_000).mapToObj(i -> "b" + i).toList();

        assertThat(LineDiff.hunks(before, after)).containsExactly(new LineDiff.Hunk(0, 3_000, 0, 3_000));
    }
}
