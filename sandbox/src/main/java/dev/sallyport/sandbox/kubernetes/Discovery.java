package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Subresource;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.write.Conversions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says what the API serves: in the old form, one document a group, and in the aggregated one, which newer clients ask
 * for. Source: Kubernetes, "The Kubernetes API", Discovery API.
 */
final class Discovery {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int HASH_BYTES = 8; // as the real server shortens it

    private final KindRegistry kinds;
    private final Supplier<String> serverAddress;

    /** @param serverAddress host and port */
    Discovery(KindRegistry kinds, Supplier<String> serverAddress) {
        this.kinds = kinds;
        this.serverAddress = serverAddress;
    }

    /** {@code /api} in the old form. */
    ObjectNode versions() {
        ObjectNode versions = JSON.objectNode().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs").addObject().put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", serverAddress.get());
        return versions;
    }

    /** {@code /apis} in the old form. */
    ObjectNode groups() {
        ObjectNode list = JSON.objectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        versionsByGroup(false).forEach((group, versions) -> describe(groups.addObject(), group, versions));
        return list;
    }

    /** {@code /apis/GROUP}. */
    Optional<ObjectNode> group(String name) {
        Set<String> versions = versionsByGroup(false).get(name);
        if (versions == null) {
            return Optional.empty();
        }
        ObjectNode group = JSON.objectNode().put("kind", "APIGroup").put("apiVersion", "v1");
        describe(group, name, versions);
        return Optional.of(group);
    }

    private static void describe(ObjectNode target, String group, Set<String> versions) {
        target.put("name", group);
        ArrayNode all = target.putArray("versions");
        versions.forEach(version -> all.addObject().put("groupVersion", group + "/" + version).put("version",
                version));
        target.putObject("preferredVersion").put("groupVersion", group + "/" + versions.iterator().next())
                .put("version", versions.iterator().next());
    }

    /** {@code /api/VERSION} and {@code /apis/GROUP/VERSION}. */
    Optional<ObjectNode> resources(String group, String version) {
        List<Kind> served = kinds.all().stream()
                .filter(kind -> kind.group().equals(group) && kind.version().equals(version)).toList();
        if (served.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode list = JSON.objectNode().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            list.put("apiVersion", "v1");
        }
        list.put("groupVersion", served.getFirst().apiVersion());
        ArrayNode resources = list.putArray("resources");
        for (Kind kind : served) {
            resource(resources.addObject(), kind);
            kind.subresources().forEach(subresource -> resource(resources.addObject(), kind, subresource));
        }
        return Optional.of(list);
    }

    private void resource(ObjectNode target, Kind kind) {
        target.put("name", kind.plural()).put("singularName", kind.singular()).put("namespaced", kind.namespaced())
                .put("kind", kind.name());
        put(target, "verbs", kind.verbs(), true);
        put(target, "shortNames", kind.shortNames(), false);
        put(target, "categories", kind.categories(), false);
        if (!kind.is(Kind.Trait.REVIEW)) {
            target.put("storageVersionHash", storageVersionHash(Conversions.storedAs(kind, kinds)));
        }
    }

    /** By it clients see that the stored form has changed. Source: Kubernetes, {@code discovery.StorageVersionHash}. */
    private static String storageVersionHash(Kind stored) {
        // Definitions are stored in an older form than any that is served.
        String version = stored.name().equals("CustomResourceDefinition") ? "v1beta1" : stored.version();
        String name = stored.group() + "/" + version + "/" + stored.name();
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(sum, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void resource(ObjectNode target, Kind kind, Subresource subresource) {
        target.put("name", kind.plural() + "/" + subresource.name()).put("singularName", "")
                .put("namespaced", kind.namespaced());
        if (!subresource.version().isEmpty()) {
            target.put("group", subresource.group()).put("version", subresource.version());
        }
        target.put("kind", subresource.kind());
        put(target, "verbs", subresource.verbs(), true);
    }

    /** {@code /api} or {@code /apis} in the aggregated form. */
    ObjectNode aggregated(boolean core) {
        ObjectNode list = JSON.objectNode().put("kind", "APIGroupDiscoveryList")
                .put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        versionsByGroup(core).forEach((group, versions) -> {
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!core) {
                metadata.put("name", group);
            }
            ArrayNode all = item.putArray("versions");
            for (String version : versions) {
                ObjectNode written = all.addObject().put("version", version);
                ArrayNode resources = written.putArray("resources");
                kinds.all().stream().filter(kind -> kind.group().equals(group) && kind.version().equals(version))
                        .forEach(kind -> aggregated(resources.addObject(), kind));
                written.put("freshness", "Current");
            }
        });
        return list;
    }

    private static void aggregated(ObjectNode target, Kind kind) {
        target.put("resource", kind.plural());
        boolean custom = kind.is(Kind.Trait.CUSTOM);
        target.putObject("responseKind").put("group", custom ? kind.group() : "")
                .put("version", custom ? kind.version() : "").put("kind", kind.name());
        target.put("scope", kind.namespaced() ? "Namespaced" : "Cluster").put("singularResource", kind.singular());
        put(target, "verbs", kind.verbs(), true);
        put(target, "shortNames", kind.shortNames(), false);
        put(target, "categories", kind.categories(), false);
        if (!kind.subresources().isEmpty()) {
            ArrayNode subresources = target.putArray("subresources");
            for (Subresource subresource : kind.subresources()) {
                ObjectNode written = subresources.addObject().put("subresource", subresource.name());
                written.putObject("responseKind").put("group", subresource.group())
                        .put("version", subresource.version()).put("kind", subresource.kind());
                put(written, "verbs", subresource.verbs(), true);
            }
        }
    }

    private Map<String, Set<String>> versionsByGroup(boolean core) {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        List<Kind> all = new ArrayList<>(kinds.all());
        all.removeIf(kind -> kind.group().isEmpty() != core);
        all.forEach(kind -> groups.computeIfAbsent(kind.group(), _ -> new LinkedHashSet<>()).add(kind.version()));
        return groups;
    }

    private static void put(ObjectNode target, String field, List<String> values, boolean always) {
        if (always || !values.isEmpty()) {
            ArrayNode array = target.putArray(field);
            values.forEach(array::add);
        }
    }
}
