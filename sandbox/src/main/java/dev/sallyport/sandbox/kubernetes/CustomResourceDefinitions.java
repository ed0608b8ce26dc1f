package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.CustomKinds;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.store.Change;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import dev.sallyport.sandbox.kubernetes.write.ObjectWriter;
import dev.sallyport.sandbox.kubernetes.write.Writing;

import java.util.List;
import java.util.Optional;

/** Serves the kinds of every custom resource definition in the store, and says in its status that it does. */
final class CustomResourceDefinitions {

    private final ObjectStore store;
    private final KindRegistry kinds;
    private final ObjectWriter writer;
    private final Kind definitions;

    CustomResourceDefinitions(ObjectStore store, KindRegistry kinds, ObjectWriter writer) {
        this.store = store;
        this.kinds = kinds;
        this.writer = writer;
        this.definitions = kinds.byPath("apiextensions.k8s.io", "v1", "customresourcedefinitions").orElseThrow();
    }

    void react(Change change) {
        if (!change.kind().equals(definitions)) {
            return;
        }
        switch (change.type()) {
            case ADDED, MODIFIED -> serve(change.object());
            case DELETED -> forget(change.object());
        }
    }

    private void serve(ObjectNode definition) {
        String name = Metadata.name(definition);
        store.exclusively(() -> {
            Optional<ObjectNode> current = store.get(definitions, "", name);
            if (current.isEmpty()) {
                return name;
            }
            serve(current.get(), CustomKinds.of(current.get(), kinds.shapes()));
            Writing writing = Writing.byCluster(definitions, "", "status", "kube-apiserver");
            writer.update(writing, name, CustomResourceDefinitions::established);
            return name;
        });
    }

    private static ObjectNode established(ObjectNode definition) {
        ObjectNode copy = definition.deepCopy();
        ObjectNode status = copy.withObject("/status");
        status.set("acceptedNames", copy.at("/spec/names"));
        if (!status.path("conditions").isArray()) {
            ArrayNode conditions = status.putArray("conditions");
            String since = definition.at("/metadata/creationTimestamp").asText();
            condition(conditions.addObject(), "NamesAccepted", "NoConflicts", "no conflicts found", since);
            condition(conditions.addObject(), "Established", "InitialNamesAccepted",
                    "the initial names have been accepted", since);
        }
        return copy;
    }

    private static void condition(ObjectNode target, String type, String reason, String message, String since) {
        target.put("type", type).put("status", "True").put("lastTransitionTime", since).put("reason", reason)
                .put("message", message);
    }

    private void forget(ObjectNode definition) {
        store.exclusively(() -> {
            CustomKinds.of(definition, kinds.shapes()).forEach(custom -> {
                Kind kind = custom.kind();
                store.list(kind, "").items().forEach(object -> store.delete(kind, object));
            });
            serve(definition, List.of());
            return definition;
        });
    }

    private void serve(ObjectNode definition, List<CustomKinds.Custom> versions) {
        kinds.serve(definition.at("/spec/group").asText(), definition.at("/spec/names/plural").asText(), versions);
    }
}
