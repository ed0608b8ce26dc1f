package dev.sallyport.mapping.repair;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of many changed lines stay changed, and after how many tries. */
class FewestChangesTest {

    private static final List<String> ORIGINAL = IntStream.range(0, 1_000).mapToObj(i -> "old " + i).toList();
    private static final List<String> CHANGED = IntStream.range(0, 1_000).mapToObj(i -> "new " + i).toList();

    private final AtomicInteger tries = new AtomicInteger();

    private boolean tried(boolean harmless) {
        tries.incrementAndGet();
        return harmless;
    }

    @Test
    void aNeededLineStaysChangedAndTheOthersArePutBack() {
        List<String> fewest = FewestChanges.of(ORIGINAL, CHANGED, lines -> tried(lines.get(613).equals("new 613")),
                () -> true);

        assertThat(fewest).filteredOn(line -> line.startsWith("new")).containsExactly("new 613");
        assertThat(tries).hasValueLessThan(25);
    }

    @Test
    void changesOfWhichNoneIsNeededAreAllPutBackAtOnce() {
        assertThat(FewestChanges.of(ORIGINAL, CHANGED, _ -> tried(true), () -> true)).isEqualTo(ORIGINAL);
        assertThat(tries).hasValue(1);
    }

    @Test
    void whenThereWereTriesEnoughTheOtherLinesStayChanged() {
        assertThat(FewestChanges.of(ORIGINAL, CHANGED, _ -> tried(false), () -> tries.get() < 40)).isEqualTo(CHANGED);
        assertThat(tries).hasValue(40);
    }
}
