package dev.sallyport.conformance.compare;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

    private static final DesignedDifference<String> SHOUTING = new DesignedDifference<>("url-fragment",
            input -> input.equals(input.toUpperCase(java.util.Locale.ROOT)));

    @Test
    void equalAnswersAreNoDifference() {
        var comparison = Comparison.of(Area.TOKENS, List.of(SHOUTING));

        assertThat(comparison.differ("a", "yes", "yes")).isFalse();

        assertThat(comparison.compared()).isEqualTo(1);
    }

    @Test
    void aDifferenceIsMeantByItsInputAndNeverByItsAnswers() {
        var comparison = Comparison.of(Area.TOKENS, List.of(SHOUTING));

        assertThat(comparison.differ("LOUD", "yes", "no")).isFalse();
        assertThat(comparison.differ("soft", "yes", "no")).isTrue();
    }

    @Test
    void aFaultIsRememberedWithBothAnswers() {
        var comparison = Comparison.of(Area.TOKENS, List.of(SHOUTING));

        comparison.compare("soft", "yes", "no");

        assertThat(comparison.faults()).containsExactly(new Fault("soft", "yes", "no"));
    }

    @Test
    void aFailingCaseIsShrunkToTheSmallestThatStillFails() {
        List<Integer> all = IntStream.range(0, 40).boxed().toList();

        List<Integer> smallest = Shrinking.smallest(all, list -> IntStream.range(0, list.size())
                .mapToObj(left -> IntStream.range(0, list.size()).filter(i -> i != left).mapToObj(list::get).toList()),
                list -> list.contains(7) && list.contains(23));

        assertThat(smallest).containsExactlyInAnyOrder(7, 23);
    }
}
