package dev.sallyport.cli.mapping;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cluster.connection.ClusterFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody reads whose map could not be read. */
final class RescueWordsTest {

    private static String words(ClusterFailure.Kind kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RescueWords(CommandInProcess.terminal("", out, out, Map.of()), new OutputOption())
                .lockedOut(new ClusterFailure(kind, "It did not work.", ""), Optional.empty(), Optional.empty());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whoComesInAndFindsNoMapIsToldOfTheHistoryFirst() {
        assertThat(words(ClusterFailure.Kind.NOT_FOUND)).contains("sallyport mapping rescue --from-history")
                .containsSubsequence("--from-history", "Ways back in");
    }

    @ParameterizedTest
    @EnumSource(value = ClusterFailure.Kind.class, names = {"UNAUTHORIZED", "FORBIDDEN", "UNREACHABLE"})
    void whoDoesNotComeInIsNotSentToTheHistory(ClusterFailure.Kind kind) {
        assertThat(words(kind)).startsWith("The map could not be read: It did not work.")
                .doesNotContain("--from-history");
    }
}
