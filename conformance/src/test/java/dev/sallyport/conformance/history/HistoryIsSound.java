package dev.sallyport.conformance.history;

import dev.sallyport.cluster.history.AwsAuthRevision;

import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold of the history at any moment at which nobody writes. */
final class HistoryIsSound {

    private HistoryIsSound() {}

    /** No number is missing, each revision knows its forerunner, and none is there twice. */
    static void hasNoGap(List<AwsAuthRevision> history) {
        assertThat(history).extracting(AwsAuthRevision::number).containsExactlyElementsOf(
                LongStream.iterate(history.getFirst().number(), number -> number - 1).limit(history.size()).boxed()
                        .toList());
        for (int i = 1; i < history.size(); i++) {
            assertThat(history.get(i - 1).previous()).isEqualTo(history.get(i).name());
        }
    }

    /** It ends in the text that the map has, and each revision has the text that its digest says. */
    static void agreesWith(TestedMap map) {
        AwsAuthRevision newest = map.history().getFirst();
        assertThat(map.data(newest)).isEqualTo(map.data());
        assertThat(newest.has(map.data())).isTrue();
    }

    /** Nothing lies beside the history. */
    static void isAllThereIs(TestedMap map) {
        assertThat(map.stored()).extracting(revision -> revision.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(map.history().stream().map(AwsAuthRevision::name).toList());
    }
}
