package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import org.junit.jupiter.api.Test;

import static dev.sallyport.sandbox.kubernetes.patch.Trees.object;
import static dev.sallyport.sandbox.kubernetes.patch.Trees.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StrategicMergePatchTest {

    private final Shape pod = shape("v1", "Pod");

    @Test
    void containersAreMergedByName() throws Exception {
        ObjectNode before = object(
                """
                {'spec': {'containers': [{'name': 'web', 'image': 'nginx:1'}, {'name': 'side', 'image': 'busybox'}]}}""");

        ObjectNode after = StrategicMergePatch.apply(before,
                object("{'spec': {'containers': [{'name': 'web', 'image': 'nginx:2'}, {'name': 'new'}]}}"), pod);

        assertThat(after).isEqualTo(object("""
                {'spec': {'containers': [{'name': 'web', 'image': 'nginx:2'}, {'name': 'new'},
                                         {'name': 'side', 'image': 'busybox'}]}}"""));
    }

    @Test
    void aListWithoutAMergeKeyIsReplaced() throws Exception {
        ObjectNode before = object("{'subjects': [{'kind': 'User', 'name': 'a'}]}");

        ObjectNode after = StrategicMergePatch.apply(before, object("{'subjects': [{'kind': 'User', 'name': 'b'}]}"),
                shape("rbac.authorization.k8s.io/v1", "RoleBinding"));

        assertThat(after).isEqualTo(object("{'subjects': [{'kind': 'User', 'name': 'b'}]}"));
    }

    @Test
    void finalizersAreASet() throws Exception {
        ObjectNode before = object("{'metadata': {'finalizers': ['a', 'b']}}");

        ObjectNode after = StrategicMergePatch.apply(before,
                object("{'metadata': {'finalizers': ['b', 'c'], '$deleteFromPrimitiveList/finalizers': ['a']}}"), pod);

        assertThat(after.at("/metadata/finalizers")).isEqualTo(Trees.json("['b', 'c']"));
    }

    @Test
    void anItemCanBeTakenAway() throws Exception {
        ObjectNode before = object("{'spec': {'containers': [{'name': 'web'}, {'name': 'side'}]}}");

        ObjectNode after = StrategicMergePatch.apply(before,
                object("{'spec': {'containers': [{'name': 'side', '$patch': 'delete'}]}}"), pod);

        assertThat(after).isEqualTo(object("{'spec': {'containers': [{'name': 'web'}]}}"));
    }

    @Test
    void anObjectCanBeReplacedAsAWhole() throws Exception {
        ObjectNode after = StrategicMergePatch.apply(object("{'data': {'a': '1', 'b': '2'}}"),
                object("{'data': {'$patch': 'replace', 'c': '3'}}"), shape("v1", "ConfigMap"));

        assertThat(after).isEqualTo(object("{'data': {'c': '3'}}"));
    }

    @Test
    void aListCanBeReplacedAsAWhole() throws Exception {
        ObjectNode before = object("{'spec': {'containers': [{'name': 'web', 'image': 'x'}]}}");

        ObjectNode after = StrategicMergePatch.apply(before,
                object("{'spec': {'containers': [{'$patch': 'replace'}, {'name': 'other'}]}}"), pod);

        assertThat(after).isEqualTo(object("{'spec': {'containers': [{'name': 'other'}]}}"));
    }

    @Test
    void anOrderCanBeAskedFor() throws Exception {
        ObjectNode before = object("{'spec': {'containers': [{'name': 'a'}, {'name': 'b'}]}}");

        ObjectNode after = StrategicMergePatch.apply(before, object("""
                {'spec': {'$setElementOrder/containers': [{'name': 'c'}, {'name': 'b'}, {'name': 'a'}],
                          'containers': [{'name': 'c'}]}}"""), pod);

        assertThat(after).isEqualTo(object("{'spec': {'containers': [{'name': 'c'}, {'name': 'b'}, {'name': 'a'}]}}"));
    }

    @Test
    void onlyTheNamedKeysAreRetainedWhenThatIsAskedFor() throws Exception {
        ObjectNode before = object("{'spec': {'strategy': {'type': 'RollingUpdate', 'rollingUpdate': {}}}}");

        ObjectNode after = StrategicMergePatch.apply(before,
                object("{'spec': {'strategy': {'$retainKeys': ['type'], 'type': 'Recreate'}}}"),
                shape("apps/v1", "Deployment"));

        assertThat(after).isEqualTo(object("{'spec': {'strategy': {'type': 'Recreate'}}}"));
    }

    @Test
    void aNullRemoves() throws Exception {
        ObjectNode after = StrategicMergePatch.apply(object("{'data': {'a': '1', 'b': '2'}}"),
                object("{'data': {'a': null}}"), shape("v1", "ConfigMap"));

        assertThat(after).isEqualTo(object("{'data': {'b': '2'}}"));
    }

    @Test
    void anItemWithoutItsMergeKeyIsRefused() {
        ObjectNode before = object("{'spec': {'containers': [{'name': 'web'}]}}");

        assertThatThrownBy(() -> StrategicMergePatch.apply(before, object("{'spec': {'containers': [{'image': 'x'}]}}"),
                pod)).isInstanceOf(StrategicMergePatch.Invalid.class)
                .hasMessageContaining("does not contain declared merge key: name");
    }
}
