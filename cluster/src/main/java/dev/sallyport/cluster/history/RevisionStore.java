package dev.sallyport.cluster.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionList;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import java.util.List;
import java.util.Optional;

/** The revisions as they lie in the cluster, those included that never became the map. */
final class RevisionStore {

    private static final String WHAT = "ControllerRevisions in " + RevisionCodec.NAMESPACE;

    private final ClusterConnection cluster;

    RevisionStore(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    private NonNamespaceOperation<ControllerRevision, ControllerRevisionList, Resource<ControllerRevision>> objects() {
        MixedOperation<ControllerRevision, ControllerRevisionList, Resource<ControllerRevision>> all = cluster.client()
                .apps().controllerRevisions();
        return all.inNamespace(RevisionCodec.NAMESPACE);
    }

    ClusterAnswer<List<AwsAuthRevision>> list() {
        return cluster.ask("list " + WHAT,
                () -> objects().withLabel(RevisionCodec.LABEL, RevisionCodec.OF).list().getItems().stream()
                        .map(RevisionCodec::read).flatMap(Optional::stream).toList());
    }

    ClusterAnswer<AwsAuthRevision> create(AwsAuthRevision revision) {
        return cluster.ask("create " + WHAT, () -> {
            objects().resource(RevisionCodec.write(revision)).create();
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
