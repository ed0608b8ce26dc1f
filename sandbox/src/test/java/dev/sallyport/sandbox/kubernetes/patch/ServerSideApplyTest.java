package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.patch.ManagedFields.FieldOwner;
import dev.sallyport.sandbox.kubernetes.patch.ServerSideApply.Conflict;
import dev.sallyport.sandbox.kubernetes.patch.ServerSideApply.Outcome;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static dev.sallyport.sandbox.kubernetes.patch.Trees.object;
import static dev.sallyport.sandbox.kubernetes.patch.Trees.shape;
import static org.assertj.core.api.Assertions.assertThat;

class ServerSideApplyTest {

    private static final Shape CONFIG_MAP = shape("v1", "ConfigMap");
    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final String LATER = "2026-01-02T00:00:00Z";
    private static final FieldOwner ONE = FieldOwner.applying("one", "v1", "");
    private static final FieldOwner TWO = FieldOwner.applying("two", "v1", "");

    private static ObjectNode map(String data) {
        return object("{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'x'}, 'data': " + data + "}");
    }

    private static Outcome apply(Optional<ObjectNode> live, String data, FieldOwner manager, boolean force) {
        return ServerSideApply.apply(live, map(data), CONFIG_MAP, manager, force, NOW);
    }

    private static ObjectNode applied(Optional<ObjectNode> live, String data, FieldOwner manager, boolean force) {
        Outcome outcome = apply(live, data, manager, force);
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        return ((Outcome.Applied) outcome).object();
    }

    @Test
    void whoAppliesOwnsWhatTheyState() {
        ObjectNode created = applied(Optional.empty(), "{'a': '1', 'b': '2'}", ONE, false);

        assertThat(created.at("/metadata/managedFields")).isEqualTo(Trees.json("""
                [{'manager': 'one', 'operation': 'Apply', 'apiVersion': 'v1', 'time': '2026-01-01T00:00:00Z',
                  'fieldsType': 'FieldsV1', 'fieldsV1': {'f:data': {'f:a': {}, 'f:b': {}}}}]"""));
    }

    @Test
    void anotherValueThanTheOwnersIsAConflict() {
        ObjectNode live = applied(Optional.empty(), "{'a': '1'}", ONE, false);

        Outcome outcome = apply(Optional.of(live), "{'a': '9'}", TWO, false);

        assertThat(outcome).isEqualTo(new Outcome.Conflicts(List.of(new Conflict(ONE, NOW, ".data.a"))));
    }

    @Test
    void theSameValueIsShared() {
        ObjectNode live = applied(Optional.empty(), "{'a': '1'}", ONE, false);

        ObjectNode shared = applied(Optional.of(live), "{'a': '1'}", TWO, false);

        assertThat(shared.at("/metadata/managedFields")).hasSize(2);
    }

    @Test
    void whoInsistsBecomesTheOnlyOwner() {
        ObjectNode live = applied(Optional.empty(), "{'a': '1', 'b': '2'}", ONE, false);

        ObjectNode forced = applied(Optional.of(live), "{'a': '9'}", TWO, true);

        assertThat(forced.at("/data")).isEqualTo(Trees.json("{'a': '9', 'b': '2'}"));
        assertThat(forced.at("/metadata/managedFields/0/fieldsV1")).isEqualTo(Trees.json("{'f:data': {'f:b': {}}}"));
    }

    @Test
    void whatIsStatedNoLongerGoes() {
        ObjectNode live = applied(Optional.empty(), "{'a': '1', 'b': '2'}", ONE, false);

        assertThat(applied(Optional.of(live), "{'a': '1'}", ONE, false).at("/data"))
                .isEqualTo(Trees.json("{'a': '1'}"));
    }

    @Test
    void whatOthersOwnTooStays() {
        ObjectNode one = applied(Optional.empty(), "{'a': '1', 'b': '2'}", ONE, false);
        ObjectNode both = applied(Optional.of(one), "{'b': '2'}", TWO, false);

        assertThat(applied(Optional.of(both), "{'a': '1'}", ONE, false).at("/data"))
                .isEqualTo(Trees.json("{'a': '1', 'b': '2'}"));
    }

    @Test
    void aPlainWriteTakesWhatItChangesFromAnOwner() {
        ObjectNode live = applied(Optional.empty(), "{'a': '1', 'b': '2'}", ONE, false);
        ObjectNode changed = live.deepCopy();
        changed.withObject("/data").put("a", "5");

        ObjectNode written = ManagedFields.afterUpdate(live, changed, CONFIG_MAP,
                FieldOwner.updating("kubectl-edit", "v1", ""), fields -> fields, LATER);

        assertThat(written.at("/metadata/managedFields/0/fieldsV1")).isEqualTo(Trees.json("{'f:data': {'f:b': {}}}"));
        assertThat(written.at("/metadata/managedFields/1/manager").asText()).isEqualTo("kubectl-edit");
        assertThat(written.at("/metadata/managedFields/1/fieldsV1")).isEqualTo(Trees.json("{'f:data': {'f:a': {}}}"));
    }

    @Test
    void itemsOfAListAreOwnedByTheirKeys() {
        ObjectNode before = object("{'spec': {'containers': []}}");
        ObjectNode after = object("{'spec': {'containers': [{'name': 'web', 'image': 'x'}]}}");

        FieldSet changed = Fields.changed(before, after, shape("v1", "Pod"));

        assertThat(changed.paths()).containsExactly(".spec.containers[name=\"web\"]",
                ".spec.containers[name=\"web\"].image", ".spec.containers[name=\"web\"].name");
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return Trees.objects();
    }

    private static FieldSet set(ObjectNode object) {
        return Fields.stated(object, new Shape.Anything(true));
    }

    @Property(tries = 300)
    void aSetSurvivesBeingWritten(@ForAll("objects") ObjectNode object) {
        assertThat(FieldSet.fromJson(set(object).toJson())).isEqualTo(set(object));
    }

    @Property(tries = 300)
    void setsObeyTheLawsOfSets(@ForAll("objects") ObjectNode one, @ForAll("objects") ObjectNode other) {
        FieldSet a = set(one);
        FieldSet b = set(other);

        assertThat(a.union(b)).isEqualTo(b.union(a));
        assertThat(a.minus(b).union(a.both(b))).isEqualTo(a);
        assertThat(a.minus(a)).isEqualTo(FieldSet.EMPTY);
    }
}
