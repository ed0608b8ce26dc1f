package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.rbac.AggregatedRoles;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.sandbox.kubernetes.access.RbacObjects;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.request.DeleteQuery;
import dev.sallyport.sandbox.kubernetes.store.Change;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import dev.sallyport.sandbox.kubernetes.write.ObjectWriter;
import dev.sallyport.sandbox.kubernetes.write.Writing;
import io.vertx.core.Context;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The few controllers without which an API would not behave as one. Each looks at what changed, a moment later, and
 * writes what follows from it: what every namespace contains, what a namespace that is going leaves behind, what
 * belonged to a deleted object, and the rules of roles that gather those of others.
 */
final class ClusterControllers {

    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";
    private static final DeleteQuery DELETE = DeleteQuery.plain(false);

    private final ObjectStore store;
    private final KindRegistry kinds;
    private final ObjectWriter writer;
    private final Deletes deletes;
    private final CustomResourceDefinitions definitions;
    private final String clusterCaPem;
    private final Kind namespaces;
    private final Kind clusterRoles;

    ClusterControllers(ObjectStore store, KindRegistry kinds, ObjectWriter writer, Deletes deletes,
            String clusterCaPem) {
        this.store = store;
        this.kinds = kinds;
        this.writer = writer;
        this.deletes = deletes;
        this.definitions = new CustomResourceDefinitions(store, kinds, writer);
        this.clusterCaPem = clusterCaPem;
        this.namespaces = kinds.byPath("", "v1", "namespaces").orElseThrow();
        this.clusterRoles = kinds.byPath("rbac.authorization.k8s.io", "v1", "clusterroles").orElseThrow();
    }

    /** Looks at every change from now on. */
    void follow(Context context) {
        store.watchAll(change -> context.runOnContext(_ -> react(change)));
    }

    /** Does at once what follows from what is there. */
    void settle() {
        store.list(namespaces, "").items().forEach(this::fill);
        aggregate();
    }

    private void react(Change change) {
        definitions.react(change);
        if (change.kind().equals(namespaces)) {
            switch (change.type()) {
                case ADDED -> fill(change.object());
                case MODIFIED -> {
                    if (Metadata.isBeingDeleted(change.object())) {
                        empty(change.object());
                    }
                }
                case DELETED -> {
                    // nothing left to do
                }
            }
        }
        if (change.kind().equals(clusterRoles)) {
            aggregate();
        }
        if (change.type() == Change.Type.DELETED) {
            // What every namespace has comes back when somebody deletes it.
            store.get(namespaces, "", Metadata.namespace(change.object())).ifPresent(this::fill);
            dependents(change.object(), false);
        } else if (hasFinalizer(change.object(), FOREGROUND) && Metadata.isBeingDeleted(change.object())) {
            dependents(change.object(), false);
            removeFinalizer(change.kind(), change.object(), FOREGROUND);
        } else if (hasFinalizer(change.object(), ORPHAN) && Metadata.isBeingDeleted(change.object())) {
            dependents(change.object(), true);
            removeFinalizer(change.kind(), change.object(), ORPHAN);
        }
    }

    /** Every namespace has a service account for pods, and the certificate by which they know the API. */
    private void fill(ObjectNode namespace) {
        if (Metadata.isBeingDeleted(namespace)) {
            return;
        }
        String name = Metadata.name(namespace);
        ensure(name, "serviceaccounts", object("v1", "ServiceAccount", "default"));
        ObjectNode certificate = object("v1", "ConfigMap", "kube-root-ca.crt");
        Metadata.of(certificate).putObject("annotations").put("kubernetes.io/description",
                "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the "
                        + "internal service IP or kubernetes.default.svc. No other usage is guaranteed across "
                        + "distributions of Kubernetes clusters.");
        certificate.putObject("data").put("ca.crt", clusterCaPem);
        ensure(name, "configmaps", certificate);
    }

    private void ensure(String namespace, String plural, ObjectNode object) {
        Kind kind = kinds.byPath("", "v1", plural).orElseThrow();
        store.exclusively(() -> {
            boolean wanted = store.get(namespaces, "", namespace).filter(it -> !Metadata.isBeingDeleted(it)).isPresent()
                    && store.get(kind, namespace, Metadata.name(object)).isEmpty();
            return wanted
                    ? writer.create(Writing.byCluster(kind, namespace, "kube-controller-manager"), object)
                    : object;
        });
    }

    private static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name);
        return object;
    }

    /** A namespace that is to go takes everything in it along. */
    private void empty(ObjectNode namespace) {
        String name = Metadata.name(namespace);
        boolean left = store.exclusively(() -> {
            boolean any = false;
            for (Kind kind : kinds.all()) {
                if (kind.namespaced()) {
                    for (ObjectNode object : store.list(kind, name).items()) {
                        deletes.delete(kind, object, DELETE);
                    }
                    any |= !store.list(kind, name).items().isEmpty();
                }
            }
            return any;
        });
        if (!left && store.get(namespaces, "", name).isPresent()) {
            Writing writing = Writing.byCluster(namespaces, "", "finalize", "kube-controller-manager");
            writer.update(writing, name, current -> {
                ObjectNode finalized = current.deepCopy();
                finalized.withObject("/spec").remove("finalizers");
                return finalized;
            });
        }
    }

    /** What belonged to an object goes with it, or is told that it belongs to nobody any more. */
    private void dependents(ObjectNode owner, boolean orphan) {
        String uid = Metadata.uid(owner);
        for (Kind kind : kinds.all()) {
            for (ObjectNode object : store.list(kind, "").items()) {
                if (!belongsTo(object, uid)) {
                    continue;
                }
                if (orphan) {
                    update(kind, object, copy -> removeOwner(copy, uid));
                } else if (store.get(kind, Metadata.namespace(object), Metadata.name(object)).isPresent()) {
                    deletes.delete(kind, object, DELETE);
                }
            }
        }
        String namespace = Metadata.namespace(owner);
        if (!namespace.isEmpty()) {
            store.get(namespaces, "", namespace).filter(Metadata::isBeingDeleted).ifPresent(this::empty);
        }
    }

    private static boolean belongsTo(ObjectNode object, String uid) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            if (owner.path("uid").asText().equals(uid)) {
                return true;
            }
        }
        return false;
    }

    private static void removeOwner(ObjectNode object, String uid) {
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        object.at("/metadata/ownerReferences").forEach(owner -> {
            if (!owner.path("uid").asText().equals(uid)) {
                left.add(owner);
            }
        });
        set(object, "ownerReferences", left);
    }

    private static boolean hasFinalizer(ObjectNode object, String finalizer) {
        for (JsonNode known : object.at("/metadata/finalizers")) {
            if (known.asText().equals(finalizer)) {
                return true;
            }
        }
        return false;
    }

    private void removeFinalizer(Kind kind, ObjectNode object, String finalizer) {
        update(kind, object, copy -> {
            ArrayNode left = JsonNodeFactory.instance.arrayNode();
            copy.at("/metadata/finalizers").forEach(known -> {
                if (!known.asText().equals(finalizer)) {
                    left.add(known);
                }
            });
            set(copy, "finalizers", left);
        });
    }

    private static void set(ObjectNode object, String field, ArrayNode values) {
        if (values.isEmpty()) {
            Metadata.of(object).remove(field);
        } else {
            Metadata.of(object).set(field, values);
        }
    }

    private void update(Kind kind, ObjectNode object, Consumer<ObjectNode> change) {
        store.exclusively(() -> {
            if (store.get(kind, Metadata.namespace(object), Metadata.name(object)).isEmpty()) {
                return object;
            }
            return writer.update(Writing.byCluster(kind, Metadata.namespace(object), "kube-controller-manager"),
                    Metadata.name(object), current -> {
                        ObjectNode copy = current.deepCopy();
                        change.accept(copy);
                        return copy;
                    }).object();
        });
    }

    /** Roles that gather the rules of others get them written down. */
    private void aggregate() {
        List<ObjectNode> roles = store.list(clusterRoles, "").items();
        AggregatedRoles.changes(roles.stream().map(RbacObjects::candidate).toList()).forEach(this::writeRules);
    }

    /** Applies them, as the real controller does: rules that it does not own stay when it has none to write. */
    private void writeRules(String role, List<PolicyRule> rules) {
        ObjectNode stated = object(clusterRoles.apiVersion(), clusterRoles.name(), role);
        if (!rules.isEmpty()) {
            stated.set("rules", RbacObjects.write(rules));
        }
        writer.apply(Writing.byCluster(clusterRoles, "", RbacObjects.AGGREGATION_CONTROLLER), role, stated, true,
                UnaryOperator.identity());
    }
}
