package dev.sallyport.cluster.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.snapshot.MetadataRequest;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The revisions as they lie in the cluster, those included that never became the map. */
final class RevisionStore {

    private static final String WHAT = "ControllerRevisions in " + RevisionCodec.NAMESPACE;
    private static final String PATH = "/apis/apps/v1/namespaces/" + RevisionCodec.NAMESPACE
            + "/controllerrevisions?labelSelector=" + RevisionCodec.LABEL.replace("/", "%2F") + "%3D"
            + RevisionCodec.OF;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClusterConnection cluster;

    RevisionStore(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    private NonNamespaceOperation<ControllerRevision, ControllerRevisionList, Resource<ControllerRevision>> objects() {
        MixedOperation<ControllerRevision, ControllerRevisionList, Resource<ControllerRevision>> all = cluster.client()
                .apps().controllerRevisions();
        return all.inNamespace(RevisionCodec.NAMESPACE);
    }

    /** All of them, without their texts. */
    ClusterAnswer<List<AwsAuthRevision>> list() {
        return cluster.ask("list " + WHAT, () -> StreamSupport
                .stream(MetadataRequest.get(cluster, PATH, true).path("items").spliterator(), false)
                .map(item -> RevisionCodec.read(item.path("metadata"))).flatMap(Optional::stream).toList());
    }

    /** A revision's text. */
    ClusterAnswer<Map<String, String>> data(AwsAuthRevision revision) {
        return cluster.ask("read the ControllerRevision " + revision.name() + " in " + RevisionCodec.NAMESPACE, () -> {
            ControllerRevision stored = objects().withName(revision.name()).require();
            try {
                return RevisionText.unpack(JSON.valueToTree(stored.getData()).path(RevisionCodec.TEXT).asText());
            } catch (IOException e) { // left out: it would pass for a connection that broke off
                throw new KubernetesClientException("the data is not the text of a revision");
            }
        });
    }

    ClusterAnswer<AwsAuthRevision> create(AwsAuthRevision revision, Map<String, String> data) {
        return cluster.ask("create " + WHAT, () -> {
            objects().resource(RevisionCodec.write(revision, data)).create();
            return revision;
        });
    }

    /** Marks a revision as one that became the map. Where that fails the map still names it, and another will. */
    void settle(AwsAuthRevision revision) {
        if (!revision.settled()) {
            cluster.ask("label " + WHAT, () -> objects().withName(revision.name()).patch(
                    PatchContext.of(PatchType.JSON_MERGE),
                    "{\"metadata\": {\"labels\": {\"" + RevisionCodec.SETTLED + "\": \"true\"}}}"));
        }
    }

    /** Takes a revision away; one that is gone already, or that cannot be taken away now, is no failure: another will. */
    void delete(AwsAuthRevision revision) {
        cluster.ask("delete " + WHAT, () -> objects().withName(revision.name()).delete());
    }
}
