package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.review.ClusterSight;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.lint.FindingsDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every finding of the catalogue planted as an edit of a good map: an error is refused with its sentence and its line, a
 * warning warns, and the way back passes. A new code cannot be forgotten here: it either has an example in the document, or
 * must be named below.
 */
class CatalogueTest {

    /** A map as long as the linter's list, or as large as the API server's wall. */
    private static Optional<Map<String, String>> longMap(FindingCode code) {
        return switch (code) {
            case MORE -> Optional.of(Map.of("mapRoles", "- username: x\n".repeat(1_100)));
            case SIZE -> Optional.of(Map.of("mapRoles", Edits.DEVELOPER + "#".repeat(800_000)));
            case TOO_LARGE -> Optional.of(Map.of("mapRoles", Edits.DEVELOPER + "#".repeat(1 << 20)));
            default -> Optional.empty();
        };
    }

    /**
     * Faults of a file that no API server lets become a ConfigMap's data, or not that of this ConfigMap; and what the text
     * alone does not say.
     */
    private static boolean reachesNoCluster(FindingCode code) {
        return switch (code) {
            case FILE, SECTION_LIST, NAME -> true;
            default -> code.asks() != FindingCode.Asks.TEXT;
        };
    }

    static Stream<FindingCode> inACluster() {
        return Stream.of(FindingCode.values()).filter(code -> !reachesNoCluster(code));
    }

    static Stream<FindingCode> errors() {
        return inACluster().filter(code -> code.severity() == Finding.Severity.ERROR);
    }

    static Stream<FindingCode> warnings() {
        return inACluster().filter(code -> code.severity() == Finding.Severity.WARNING);
    }

    /** No cluster holds a map that is too large. */
    static Stream<FindingCode> storable() {
        return inACluster().filter(code -> code != FindingCode.TOO_LARGE);
    }

    private static MapObject planted(FindingCode code) {
        if (code == FindingCode.OUTSIDE) { // the document's example stands beside the data, where the API server drops it
            return Edits.map("7", Map.of("mapRoles", Edits.DEVELOPER, "rolearn", "arn:aws:iam::123456789012:role/x"));
        }
        return Edits.map("7", longMap(code).orElseGet(() -> example(code, 0)));
    }

    private static MapObject good(FindingCode code) {
        return longMap(code).isPresent() || code == FindingCode.OUTSIDE
                ? Edits.roles("7", Edits.DEVELOPER)
                : Edits.map("7", example(code, 1));
    }

    private static Map<String, String> example(FindingCode code, int which) {
        List<String> examples = FindingsDocument.sections().stream().filter(each -> each.code().equals(code.code()))
                .findFirst().orElseThrow().examples();
        return AwsAuth.parseManifest("example.yaml", examples.get(which)).data();
    }

    private static Verdict verdict(MapObject before, MapObject after) {
        return new Guard(() -> GuardRules.DEFAULTS,
                () -> new ClusterSight.Seen(Edits.WITHOUT_NODES, List.of()),
                user -> new OverrideRight.Answer.Denied(), new RecentEdits()).judge(Edits.update(before, after));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorThatAnEditBringsIsRefusedWithItsSentenceAndItsLine(FindingCode code) {
        Verdict verdict = verdict(good(code), planted(code));

        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.refused()).contains(code == FindingCode.MORE ? FindingCode.NO_ARN.code() : code.code());
        if (code != FindingCode.MORE && code != FindingCode.TOO_LARGE) {
            assertThat(verdict.message()).containsPattern("aws-auth \\w+:\\d+(:\\d+)?  " + code.code() + "  \\S.*\\.");
        }
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void aWarningWarns(FindingCode code) {
        Verdict verdict = verdict(good(code), planted(code));

        assertThat(verdict.warnings()).anyMatch(each -> each.contains(" " + code.code() + ": "));
        assertThat(verdict.refused()).doesNotContain(code.code());
    }

    @ParameterizedTest
    @MethodSource("inACluster")
    void theRepairPasses(FindingCode code) {
        assertThat(verdict(planted(code), good(code)).refused()).as("what is not a lock-out of its own")
                .allMatch(each -> each.startsWith("L-"));
    }

    @ParameterizedTest
    @MethodSource("storable")
    void whatWasWrongBeforeDoesNotBlockAnotherEdit(FindingCode code) {
        MapObject before = planted(code);
        Map<String, String> more = new java.util.LinkedHashMap<>(before.data());
        more.merge("mapUsers", """
                - userarn: arn:aws:iam::123456789012:user/new
                  username: new-person
                  groups: [developers]
                """, (old, added) -> added + old);

        assertThat(verdict(before, Edits.map("7", more)).refused()).isEmpty();
    }
}
