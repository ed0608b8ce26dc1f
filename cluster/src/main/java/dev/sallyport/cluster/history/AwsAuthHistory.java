package dev.sallyport.cluster.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;

import java.util.List;
import java.util.Map;

/** Reads the history of a cluster's map: who wrote what, and, one by one, the texts. Safe for use by several threads. */
public final class AwsAuthHistory {

    private final ClusterConnection cluster;
    private final RevisionStore store;

    private AwsAuthHistory(ClusterConnection cluster) {
        this.cluster = cluster;
        this.store = new RevisionStore(cluster);
    }

    /** The history in this cluster. */
    public static AwsAuthHistory of(ClusterConnection cluster) {
        return new AwsAuthHistory(cluster);
    }

    /** The revisions, the newest first, without their texts: the map's own, and those that it was built on. */
    public ClusterAnswer<List<AwsAuthRevision>> revisions() {
        return chain().map(Chain::revisions);
    }

    /** The text of a revision: the ConfigMap's whole data, by key. One request. */
    public ClusterAnswer<Map<String, String>> data(AwsAuthRevision revision) {
        return store.data(revision);
    }

    ClusterAnswer<Chain> chain() {
        return StoredMap.read(cluster).then(map -> store.list().map(all -> Chain.of(all, map.revision())));
    }
}
