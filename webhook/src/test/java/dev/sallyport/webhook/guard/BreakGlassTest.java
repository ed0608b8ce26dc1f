package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.review.ClusterSight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** How somebody who may takes a lock-out upon themselves. */
class BreakGlassTest {

    private OverrideRight.Answer right = new OverrideRight.Answer.Denied();

    private Verdict judge(AdmissionRequest request) {
        return new Guard(() -> GuardRules.DEFAULTS, () -> new ClusterSight.Seen(Edits.WITH_A_NODE, List.of()),
                user -> right, new RecentEdits()).judge(request);
    }

    @Test
    void whoMayOverrideTakesANamedDangerUponThemselves() {
        right = new OverrideRight.Answer.Granted();

        Verdict verdict = judge(Edits.dropsTheNodes("L-NODE-ROLE@7"));

        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.overridden()).containsExactly("L-NODE-ROLE");
        assertThat(verdict.warnings()).first().asString().contains("let pass by sallyport.dev/allow-lockout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"L-NODE-ROLE@6", "L-NODE-ROLE", "L-LAST-ADMIN@7", "@7", "L-NODE-ROLE@", "*@7", ""})
    void nothingButTheCodeAtThisVersionCounts(String annotation) {
        right = new OverrideRight.Answer.Granted();

        assertThat(judge(Edits.dropsTheNodes(annotation)).refused()).containsExactly("L-NODE-ROLE");
    }

    @Test
    void anAnnotationThatWasLeftBehindIsNamedInTheRefusal() {
        assertThat(judge(Edits.dropsTheNodes("L-NODE-ROLE@6")).message())
                .contains("The annotation says L-NODE-ROLE@6, which does not count: this edit replaces the version 7.");
    }

    @Test
    void whoMayNotOverrideIsToldSo() {
        assertThat(judge(Edits.dropsTheNodes("L-NODE-ROLE@7")).message()).contains("you may not override");
        right = new OverrideRight.Answer.Unknown("no answer in time");
        assertThat(judge(Edits.dropsTheNodes("L-NODE-ROLE@7")).message()).contains("could not be found out");
    }

    @Test
    void everyCodeHasToBeNamed() {
        right = new OverrideRight.Answer.Granted();
        MapObject before = Edits.roles("7", Edits.NODES, Edits.ADMIN);
        MapObject after = Edits.map("7", Map.of());

        assertThat(judge(Edits.update(before, Edits.annotated(after, "L-NODE-ROLE@7"))).allowed()).isFalse();
        assertThat(judge(Edits.update(before, Edits.annotated(after, "L-NODE-ROLE@7, L-LAST-ADMIN@7"))).allowed())
                .isTrue();
    }

    @Test
    void theRefusalSaysWhatToWrite() {
        assertThat(judge(Edits.dropsTheNodes("")).message())
                .endsWith("  sallyport.dev/allow-lockout: L-NODE-ROLE@7");
        assertThat(judge(Edits.create(Edits.roles("", Edits.TABBED))).message())
                .endsWith("  sallyport.dev/allow-lockout: A-TAB@new");
    }

    private static AdmissionRequest deletesAnImmutableMap() {
        MapObject map = Edits.roles("7", Edits.NODES);
        return Edits.delete(new MapObject(map.namespace(), map.name(), map.version(), Map.of(), map.data(), true));
    }

    @Test
    void whoMayOverrideDeletesAnImmutableMapWithoutAnAnnotation() {
        right = new OverrideRight.Answer.Granted();

        Verdict verdict = judge(deletesAnImmutableMap());

        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.overridden()).containsExactly("L-NODE-ROLE");
        assertThat(verdict.warnings()).first().asString().contains("let pass by the right to override, as somebody");
    }

    @Test
    void whoMayNotOverrideIsNotToldToEmptyAnImmutableMap() {
        assertThat(judge(deletesAnImmutableMap()).message())
                .contains("The map is immutable, so the right alone decides, but you may not override",
                        "An immutable map can be neither emptied nor mended.")
                .doesNotContain("Empty the map first", "kubectl patch");
    }

    @Test
    void theRightAloneDoesNotDeleteAMapThatCanBeEmptied() {
        right = new OverrideRight.Answer.Granted();

        assertThat(judge(Edits.delete(Edits.roles("7", Edits.NODES))).allowed()).isFalse();
    }

    @Test
    void aNewMapNamesNoVersion() {
        right = new OverrideRight.Answer.Granted();

        assertThat(judge(Edits.create(Edits.annotated(Edits.roles("", Edits.TABBED), "A-TAB@new"))).allowed()).isTrue();
    }
}
