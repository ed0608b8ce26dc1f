package dev.sallyport.cluster.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The ConfigMap at one moment.
 *
 * @param there whether there is one
 * @param version its resourceVersion; empty when there is none
 * @param revision the revision that it names; empty when it names none
 * @param tool the field manager that the API server noted for the newest change of the data, by another than us; empty
 *     when it is not known
 * @param data text by key
 */
record StoredMap(boolean there, String version, String revision, String tool, Map<String, String> data) {

    /** No ConfigMap. */
    static final StoredMap NONE = new StoredMap(false, "", "", "", Map.of());

    /** Names the revision that the map is. */
    static final String ANNOTATION = "sallyport.dev/revision";

    /** What a guard lets pass: see {@code docs/guard.md}. */
    private static final String ACCEPTED = "sallyport.dev/allow-lockout";

    static final String NAMESPACE = "kube-system";
    static final String NAME = "aws-auth";

    private static final String OURS = "sallyport"; // the API server takes the field manager from the user agent
    private static final String WHAT = "the ConfigMap " + NAMESPACE + "/" + NAME;

    StoredMap {
        data = Map.copyOf(data);
    }

    static ClusterAnswer<StoredMap> read(ClusterConnection cluster) {
        return cluster.ask("read " + WHAT, () -> Optional.ofNullable(resource(cluster).get()).map(StoredMap::of)
                .orElseGet(() -> NONE));
    }

    /**
     * Makes the ConfigMap have this data and name this revision, if it is still as this says; a conflict fails. Nothing
     * else of it is touched.
     *
     * @param accepted codes that a guard is told of: each names the version that is replaced, so it counts once
     */
    ClusterAnswer<StoredMap> replace(ClusterConnection cluster, Map<String, String> newData, String newRevision,
            List<String> accepted) {
        Map<String, @Nullable String> annotations = new LinkedHashMap<>();
        annotations.put(ANNOTATION, newRevision);
        annotations.put(ACCEPTED, accepted.isEmpty()
                ? null // one that was left behind says nothing any more
                : String.join(",", accepted.stream().map(code -> code + "@" + (there ? version : "new")).toList()));
        if (!there) {
            annotations.values().removeIf(Objects::isNull);
            return cluster.ask("create " + WHAT, () -> of(cluster.client().configMaps().inNamespace(NAMESPACE)
                    .resource(new ConfigMapBuilder().withNewMetadata().withName(NAME).withNamespace(NAMESPACE)
                            .addToAnnotations(annotations).endMetadata().withData(newData).build())
                    .create()));
        }
        Map<String, Object> changed = new LinkedHashMap<>(newData);
        data.keySet().stream().filter(key -> !newData.containsKey(key)).forEach(gone -> changed.put(gone, null));
        changed.entrySet()
                .removeIf(entry -> entry.getValue() != null && entry.getValue().equals(data.get(entry.getKey())));
        Map<String, Object> patch = Map.of("metadata",
                Map.of("resourceVersion", version, "annotations", annotations), "data", changed);
        return cluster.ask("write " + WHAT, () -> of(resource(cluster).patch(PatchContext.of(PatchType.JSON_MERGE),
                cluster.client().getKubernetesSerialization().asJson(patch))));
    }

    private static Resource<ConfigMap> resource(ClusterConnection cluster) {
        return cluster.client().configMaps().inNamespace(NAMESPACE).withName(NAME);
    }

    static StoredMap of(ConfigMap configMap) {
        Map<String, String> annotations = configMap.getMetadata().getAnnotations();
        return new StoredMap(true, configMap.getMetadata().getResourceVersion(),
                annotations == null ? "" : annotations.getOrDefault(ANNOTATION, ""),
                tool(configMap), configMap.getData() == null ? Map.of() : configMap.getData());
    }

    private static String tool(ConfigMap configMap) {
        List<ManagedFieldsEntry> entries = configMap.getMetadata().getManagedFields();
        return entries == null
                ? ""
                : entries.stream().filter(StoredMap::isOfData)
                        .max(Comparator.comparing(ManagedFieldsEntry::getTime)
                                // times are whole seconds: another's edit right after ours is still another's
                                .thenComparing(entry -> !OURS.equals(entry.getManager())))
                        .map(ManagedFieldsEntry::getManager).filter(manager -> !OURS.equals(manager)).orElse("");
    }

    private static boolean isOfData(ManagedFieldsEntry entry) {
        return entry.getTime() != null && entry.getManager() != null && entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().containsKey("f:data");
    }
}
