package dev.sallyport.conformance.history;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.history.Author;
import dev.sallyport.cluster.history.AwsAuthHistory;
import dev.sallyport.cluster.history.AwsAuthRevision;
import dev.sallyport.cluster.history.AwsAuthWriter;
import dev.sallyport.cluster.history.MapPlan;
import dev.sallyport.cluster.history.WriteOutcome;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The map of a cluster that tests may do with as they like, and what lies of its history. */
record TestedMap(ClusterConnection cluster) {

    static final Author EVE = Author.claimed("eve", "sallyport mapping add user", "she joined");
    static final String LABEL = "sallyport.dev/history";

    /** One role, and no history. */
    void beginAnew() {
        cluster.client().apps().controllerRevisions().inNamespace("kube-system").withLabel(LABEL).delete();
        configMap().delete();
        edit(Map.of("mapRoles", "- rolearn: arn:aws:iam::123456789012:role/node\n"));
    }

    Resource<ConfigMap> configMap() {
        return cluster.client().configMaps().inNamespace("kube-system").withName("aws-auth");
    }

    Map<String, String> data() {
        return configMap().get().getData();
    }

    /** What another tool does: the data as it likes, the metadata as it is. */
    void edit(Map<String, String> data) {
        if (configMap().get() == null) {
            cluster.client().configMaps().inNamespace("kube-system").resource(new ConfigMapBuilder().withNewMetadata()
                    .withName("aws-auth").endMetadata().withData(data).build()).create();
        } else {
            configMap().patch(PatchContext.of(PatchType.JSON), cluster.client().getKubernetesSerialization()
                    .asJson(List.of(Map.of("op", "add", "path", "/data", "value", data))));
        }
    }

    /** A change by our library. */
    WriteOutcome write(String key, String text) {
        return writer(text.hashCode()).write(EVE, data -> {
            Map<String, String> changed = new HashMap<>(data);
            changed.put(key, text);
            return new MapPlan.Write(changed);
        });
    }

    AwsAuthWriter writer(long seed) {
        return AwsAuthWriter.of(cluster, Clock.systemUTC(), new SplittableRandom(seed));
    }

    List<AwsAuthRevision> history() {
        return AwsAuthHistory.of(cluster).revisions().optional().orElseThrow();
    }

    Map<String, String> data(AwsAuthRevision revision) {
        return AwsAuthHistory.of(cluster).data(revision).optional().orElseThrow();
    }

    /** Everything that lies in the cluster, in the history or not. */
    List<ControllerRevision> stored() {
        return cluster.client().apps().controllerRevisions().inNamespace("kube-system").withLabel(LABEL).list()
                .getItems();
    }
}
