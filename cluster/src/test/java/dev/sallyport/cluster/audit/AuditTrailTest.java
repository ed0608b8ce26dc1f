package dev.sallyport.cluster.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class AuditTrailTest {

    private static final WrittenEvent FIRST = WrittenEvent.of("update", 1).answering("- userarn: a\n");

    @Test
    void whoAndWhenAreTheApiServersOwn() {
        AuditEdit edit = trail(FIRST).edits().getFirst();

        assertThat(edit.user()).isEqualTo("kubernetes-admin");
        assertThat(edit.arn()).contains("arn:aws:sts::123456789012:assumed-role/admin/ana");
        assertThat(edit.userAgent()).isEqualTo("kubectl/v1.33.2");
        assertThat(edit.time()).isEqualTo(Instant.parse("2026-11-25T10:00:01.500Z"));
        assertThat(edit.knowledge()).isEqualTo(AuditEdit.Knowledge.ANSWERED);
    }

    @Test
    void whoeverImpersonatesIsNamedBesideTheImpersonated() {
        AuditEdit edit = trail(FIRST.with("impersonatedUser", "{\"username\": \"ana\"}")).edits().getFirst();

        assertThat(edit.user()).isEqualTo("kubernetes-admin");
        assertThat(edit.impersonated()).contains("ana");
    }

    @Test
    void editsAreInTheOrderInWhichTheyStood() {
        AuditTrail trail = trail(WrittenEvent.of("update", 3).answering("- userarn: c\n"), FIRST,
                WrittenEvent.of("update", 2).answering("- userarn: b\n"));

        assertThat(trail.edits()).extracting(edit -> edit.data().orElseThrow().get("mapUsers"))
                .containsExactly("- userarn: a\n", "- userarn: b\n", "- userarn: c\n");
    }

    @Test
    void anEventThatStandsInTwoStreamsCountsOnce() {
        assertThat(trail(FIRST, FIRST).edits()).hasSize(1);
    }

    @Test
    void anEditThatChangedNoTextIsCountedAndNotListed() {
        AuditTrail trail = trail(FIRST, WrittenEvent.of("patch", 2).answering("- userarn: a\n"));

        assertThat(trail.edits()).hasSize(1);
        assertThat(trail.unchanging()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "stage | \"RequestReceived\"",
        "verb | \"get\"",
        "responseStatus | {\"code\": 409}",
        "requestURI | \"/api/v1/namespaces/kube-system/configmaps/aws-auth?dryRun=All\"",
        "objectRef | {\"resource\": \"configmaps\", \"namespace\": \"default\", \"name\": \"aws-auth\"}",
        "objectRef | {\"resource\": \"configmaps\", \"namespace\": \"kube-system\", \"name\": \"other\"}",
        "objectRef | {\"resource\": \"secrets\", \"namespace\": \"kube-system\", \"name\": \"aws-auth\"}"
    })
    void whatChangedNothingOfTheMapIsNoEdit(String field, String value) {
        assertThat(trail(FIRST.with(field, value)).edits()).isEmpty();
    }

    @Test
    void aCreationNamesTheMapInItsBodyAlone() {
        WrittenEvent created = WrittenEvent.of("create", 1).answering("- userarn: a\n").with("objectRef",
                "{\"resource\": \"configmaps\", \"namespace\": \"kube-system\", \"apiVersion\": \"v1\"}");

        assertThat(trail(created).edits()).hasSize(1);
    }

    @Test
    void withoutAnAnswerTheTextIsWhatWasSent() {
        AuditEdit edit = trail(WrittenEvent.of("update", 1).with("requestObject",
                WrittenEvent.configMap("- userarn: z\n"))).edits().getFirst();

        assertThat(edit.knowledge()).isEqualTo(AuditEdit.Knowledge.SENT);
        assertThat(edit.data()).contains(Map.of("mapUsers", "- userarn: z\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"data\": {\"mapRoles\": \"r\"}} | {mapRoles=r, mapUsers=u}",
        "{\"data\": {\"mapUsers\": null}} | {}",
        "{\"data\": null} | {}",
        "{\"data\": {\"$patch\": \"replace\", \"mapRoles\": \"r\"}} | {mapRoles=r}",
        "{\"metadata\": {\"annotations\": {\"a\": \"b\"}}, \"data\": {\"mapUsers\": \"v\"}} | {mapUsers=v}",
        "[{\"op\": \"replace\", \"path\": \"/data/mapUsers\", \"value\": \"v\"}] | {mapUsers=v}",
        "[{\"op\": \"test\", \"path\": \"/data/mapUsers\", \"value\": \"u\"}, {\"op\": \"remove\", \"path\": \"/data/mapUsers\"}] | {}",
        "[{\"op\": \"add\", \"path\": \"/data\", \"value\": {\"mapRoles\": \"r\"}}] | {mapRoles=r}",
        "[{\"op\": \"copy\", \"from\": \"/data/mapUsers\", \"path\": \"/data/a~1b\"}] | {a/b=u, mapUsers=u}",
        "[{\"op\": \"move\", \"from\": \"/data/mapUsers\", \"path\": \"/data/mapRoles\"}] | {mapRoles=u}"
    })
    void withoutAnAnswerAPatchIsAppliedToTheTextBefore(String patch, String after) {
        AuditEdit edit = trail(WrittenEvent.of("update", 1).answering("u"),
                WrittenEvent.of("patch", 2).with("requestObject", patch)).edits().getLast();

        assertThat(edit.knowledge()).isEqualTo(AuditEdit.Knowledge.PATCHED);
        assertThat(edit.data().map(data -> new TreeMap<>(data).toString())).contains(after);
    }

    @Test
    void aPatchOfAnUnknownTextLeavesItUnknown() {
        AuditEdit edit = trail(WrittenEvent.of("patch", 1).with("requestObject", "{\"data\": {\"mapUsers\": \"v\"}}"))
                .edits().getFirst();

        assertThat(edit.knowledge()).isEqualTo(AuditEdit.Knowledge.UNKNOWN);
        assertThat(edit.data()).isEqualTo(Optional.empty());
    }

    @Test
    void aLogOfMetadataAloneStillSaysWhoAndWhen() {
        AuditEdit edit = trail(WrittenEvent.of("update", 1)).edits().getFirst();

        assertThat(edit.knowledge()).isEqualTo(AuditEdit.Knowledge.UNKNOWN);
        assertThat(edit.user()).isEqualTo("kubernetes-admin");
    }

    @Test
    void aDeletionLeavesNoText() {
        AuditEdit edit = trail(FIRST, WrittenEvent.of("delete", 2).with("responseObject", "{\"kind\": \"Status\"}"))
                .edits().getLast();

        assertThat(edit.knowledge()).isEqualTo(AuditEdit.Knowledge.DELETED);
        assertThat(edit.data()).contains(Map.of());
    }

    @Test
    void theDeletionOfACollectionIsAnEditWhenTheMapWasInIt() {
        WrittenEvent all = WrittenEvent.of("deletecollection", 2).with("objectRef",
                "{\"resource\": \"configmaps\", \"namespace\": \"kube-system\", \"apiVersion\": \"v1\"}");

        assertThat(trail(FIRST, all.with("responseObject", "{\"kind\": \"ConfigMapList\", \"items\": ["
                + WrittenEvent.configMap("x") + "]}")).edits()).hasSize(2);
        assertThat(trail(FIRST, all.with("responseObject", "{\"kind\": \"ConfigMapList\", \"items\": []}")).edits())
                .hasSize(1);
    }

    private static AuditTrail trail(WrittenEvent... events) {
        return AuditLogFormsTest.read(Stream.of(events).map(WrittenEvent::line).collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }
}
