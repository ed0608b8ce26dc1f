package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.rbac.RbacSnapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is let in and what they may do, in one cluster at one moment. Immutable.
 *
 * @param name the cluster or the files, for people
 * @param awsAuth the map; empty where there is none, or none could be seen
 * @param identityMappings the rules of the custom resources {@code IAMIdentityMapping}
 * @param rbac the roles and bindings; aggregated roles with the rules that the controller gives them
 * @param places where objects stand that came from files, such as {@code rbac.yaml:12}
 * @param kinds what custom resources are defined; for a live cluster, discovery says more
 * @param unseen what could not be seen
 */
public record ClusterSnapshot(String name, Optional<AwsAuth> awsAuth, RuleSet identityMappings, RbacSnapshot rbac,
        Map<ObjectKey, String> places, List<String> nodes, List<ServiceAccountName> serviceAccounts,
        List<String> namespaces, List<ResourceKind> kinds, List<Unseen> unseen) {

    private static final RuleSet NO_MAPPINGS = new RuleSet(IdentityMappings.SOURCE, List.of());

    public ClusterSnapshot {
        places = Map.copyOf(places);
        nodes = List.copyOf(nodes);
        serviceAccounts = List.copyOf(serviceAccounts);
        namespaces = List.copyOf(namespaces);
        kinds = List.copyOf(kinds);
        unseen = List.copyOf(unseen);
    }

    /** A map and roles, and nothing else. */
    public static ClusterSnapshot of(String name, AwsAuth awsAuth, RbacSnapshot rbac) {
        return new ClusterSnapshot(name, Optional.of(awsAuth), NO_MAPPINGS, rbac, Map.of(), List.of(), List.of(),
                List.of(), List.of(), List.of());
    }

    /** What objects say. An object that cannot be understood counts as not seen. */
    public static ClusterSnapshot of(String name, ClusterObjects objects, List<Unseen> unseen) {
        RbacReading rbac = RbacReading.of(objects.objects());
        IdentityMappings mappings = IdentityMappings.of(objects.objects());
        Map<ObjectKey, String> places = new HashMap<>();
        objects.objects().stream().filter(object -> !object.place().isEmpty())
                .forEach(object -> places.put(object.key(), object.place()));
        Optional<AwsAuth> awsAuth = objects.awsAuth().or(() -> objects.objects().stream()
                .filter(ClusterSnapshot::isAwsAuth).findFirst().map(map -> AwsAuth.parse(texts(map.json()))));
        List<Unseen> all = new ArrayList<>(unseen);
        all.addAll(rbac.unseen());
        all.addAll(mappings.unseen());
        return new ClusterSnapshot(name, awsAuth, mappings.rules(), rbac.snapshot(), places,
                named(objects, "Node").map(ObjectKey::name).toList(),
                named(objects, "ServiceAccount").map(key -> new ServiceAccountName(key.namespace(), key.name()))
                        .toList(),
                named(objects, "Namespace").map(ObjectKey::name).toList(), CustomKinds.of(objects.objects()), all);
    }

    /** The same, with more kinds of resources. */
    public ClusterSnapshot withKinds(List<ResourceKind> more) {
        List<ResourceKind> all = new ArrayList<>(kinds);
        all.addAll(more);
        return new ClusterSnapshot(name, awsAuth, identityMappings, rbac, places, nodes, serviceAccounts, namespaces,
                all, unseen);
    }

    /** The rules of every source, in the order in which they are asked, as a cluster on EKS reads them. */
    public List<RuleSet> ruleSets() {
        List<RuleSet> sets = new ArrayList<>();
        awsAuth.ifPresent(map -> sets.add(map.referenceReading()));
        if (!identityMappings.rules().isEmpty()) {
            sets.add(identityMappings);
        }
        return sets;
    }

    /** The table over {@link #ruleSets()}. */
    public MappingTable table() {
        return MappingTable.of(ruleSets());
    }

    static boolean isAwsAuth(ClusterObject object) {
        ObjectKey key = object.key();
        return key.kind().equals("ConfigMap") && key.name().equals(AwsAuth.SOURCE)
                && (key.namespace().isEmpty() || key.namespace().equals("kube-system"));
    }

    private static Map<String, String> texts(JsonNode configMap) {
        Map<String, String> data = new HashMap<>();
        configMap.path("data").properties().forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        return data;
    }

    private static Stream<ObjectKey> named(ClusterObjects objects, String kind) {
        return objects.objects().stream().filter(object -> object.group().isEmpty()).map(ClusterObject::key)
                .filter(key -> key.kind().equals(kind));
    }
}
