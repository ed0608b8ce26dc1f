package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.admission.AdmissionRequest;
import dev.sallyport.sandbox.kubernetes.admission.Gate;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.request.Call;
import dev.sallyport.sandbox.kubernetes.request.DeleteQuery;
import dev.sallyport.sandbox.kubernetes.request.DeleteQuery.Propagation;
import dev.sallyport.sandbox.kubernetes.request.ListQuery;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.store.Listing;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers delete and deletecollection. An object goes at once, unless something has to be done before: then it is
 * marked, and goes when the last finalizer is taken off. There are no kubelets here, so pods don't wait for theirs.
 */
final class Deletes {

    private static final Set<String> PERMANENT_NAMESPACES = Set.of("default", "kube-system", "kube-public");

    private final ObjectStore store;
    private final Gate gate;
    private final Shape options;
    private final Clock clock;

    /** @param options the shape of what a request may say about a deletion */
    Deletes(ObjectStore store, Gate gate, Shape options, Clock clock) {
        this.store = store;
        this.gate = gate;
        this.options = options;
        this.clock = clock;
    }

    Answer delete(Call call, Form form) {
        DeleteQuery query = DeleteQuery.of(call, options);
        Kind kind = call.kind();
        String name = call.resource().name();
        ObjectNode last = remove(call, query, call.namespace(), name);
        boolean stays = query.dryRun()
                ? Metadata.isBeingDeleted(last) && Metadata.hasFinalizers(last)
                : store.get(call.stored(), call.namespace(), name).isPresent();
        if (stays || kind.is(Trait.RETURNS_DELETED)) {
            return Answer.ok(new Rendering(kind, form.as(), call.parameter("includeObject"), clock).object(last), form);
        }
        return Answer.ok(success(kind, last), new Form(form.yaml(), MediaTypes.As.ITSELF));
    }

    Answer deleteCollection(Call call, Form form) {
        DeleteQuery query = DeleteQuery.of(call, options);
        ListQuery list = ListQuery.of(call.query(), call.kind(), false);
        Listing listing = store.list(call.stored(), call.namespace());
        List<ObjectNode> deleted = listing.items().stream().filter(list.selects()).toList();
        // One after another: those before the first that is refused are gone.
        for (ObjectNode object : deleted) {
            try {
                remove(call, query, Metadata.namespace(object), Metadata.name(object));
            } catch (ApiError refusal) {
                if (!refusal.reason().equals("NotFound")) {
                    throw refusal;
                }
            }
        }
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("resourceVersion",
                Long.toString(listing.version()));
        return Answer.ok(new Rendering(call.kind(), form.as(), list.includeObject(), clock).list(deleted, metadata),
                form);
    }

    /** Deletes what a client named, or is part of the collection that a client named, if nobody objects. */
    private ObjectNode remove(Call call, DeleteQuery query, String namespace, String name) {
        Kind kind = call.kind();
        return gate.pass(() -> {
            ObjectNode existing = store.get(call.stored(), namespace, name)
                    .orElseThrow(() -> Refusals.notFound(kind.group(), kind.plural(), name));
            checkPreconditions(kind, existing, query);
            checkPermanent(kind, name);
            return new Gate.Plan<>(Optional.of(asked(call, query, existing)),
                    () -> store.holds(call.stored(), existing), () -> delete(call.stored(), existing, query));
        }, call.warnings());
    }

    /** A request for a collection names no object, not even when each of its objects is asked about. */
    private static AdmissionRequest asked(Call call, DeleteQuery query, ObjectNode existing) {
        ObjectNode stated = JsonNodeFactory.instance.objectNode().put("kind", "DeleteOptions").put("apiVersion",
                "meta.k8s.io/v1");
        query.stated().forEachEntry((field, value) -> {
            if (!stated.has(field)) {
                stated.set(field, value);
            }
        });
        if (isNamespaces(call.kind()) && !stated.at("/preconditions").has("uid")) {
            stated.withObject("/preconditions").put("uid", Metadata.uid(existing)); // so that no later one is meant
        }
        return new AdmissionRequest(AdmissionRequest.Operation.DELETE, call.kind(), "", call.resource().namespace(),
                call.resource().name(), call.user(), Optional.empty(), Optional.of(existing), query.dryRun(), stated);
    }

    private static boolean isNamespaces(Kind kind) {
        return kind.group().isEmpty() && kind.plural().equals("namespaces");
    }

    private static void checkPermanent(Kind kind, String name) {
        if (isNamespaces(kind) && PERMANENT_NAMESPACES.contains(name)) {
            throw Refusals.forbidden("", "namespaces", name, "this namespace may not be deleted");
        }
    }

    /** Deletes an object, or marks it; returns what it is then, or was last. */
    ObjectNode delete(Kind kind, ObjectNode existing, DeleteQuery query) {
        boolean namespace = isNamespaces(kind);
        String name = Metadata.name(existing);
        checkPermanent(kind, name);
        ObjectNode marked = existing.deepCopy();
        addFinalizer(marked, query.propagation());
        boolean waits = Metadata.hasFinalizers(marked) || (namespace && !marked.at("/spec/finalizers").isEmpty());
        if (!Metadata.isBeingDeleted(marked)) {
            mark(kind, marked, namespace);
        } else if (waits && marked.equals(existing)) {
            return existing;
        }
        boolean pod = kind.plural().equals("pods"); // the one kind that is marked, even when it goes at once
        if (query.dryRun()) {
            return waits || pod ? marked : existing;
        }
        if (waits) {
            return store.replace(kind, marked);
        }
        return store.delete(kind, pod ? marked : existing);
    }

    private void mark(Kind kind, ObjectNode object, boolean namespace) {
        ObjectNode metadata = Metadata.of(object);
        metadata.put("deletionTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        if (namespace) {
            object.withObject("/status").put("phase", "Terminating");
        } else {
            metadata.put("deletionGracePeriodSeconds", 0);
        }
        if (kind.is(Trait.GENERATION)) {
            metadata.put("generation", object.at("/metadata/generation").asLong() + 1);
        }
    }

    private static void addFinalizer(ObjectNode object, Propagation propagation) {
        String finalizer = switch (propagation) {
            case BACKGROUND -> "";
            case FOREGROUND -> "foregroundDeletion";
            case ORPHAN -> "orphan";
        };
        if (finalizer.isEmpty()) {
            return;
        }
        ArrayNode finalizers = Metadata.of(object).withArray("finalizers");
        for (var known : finalizers) {
            if (known.asText().equals(finalizer)) {
                return;
            }
        }
        finalizers.add(finalizer);
    }

    private static void checkPreconditions(Kind kind, ObjectNode existing, DeleteQuery query) {
        String name = Metadata.name(existing);
        if (kind.name().equals("Namespace") && !query.uid().isEmpty() && !query.uid().equals(Metadata.uid(existing))) {
            // Namespaces have a deletion of their own, with words of its own.
            throw Refusals.conflict(kind.group(), kind.plural(), name, "Precondition failed: UID in precondition: "
                    + query.uid() + ", UID in object meta: " + Metadata.uid(existing));
        }
        if (!query.uid().isEmpty() && !query.uid().equals(Metadata.uid(existing))) {
            throw Refusals.conflict(kind.group(), kind.name(), name, "the UID in the precondition (" + query.uid()
                    + ") does not match the UID in record (" + Metadata.uid(existing)
                    + "). The object might have been deleted and then recreated");
        }
        String version = Metadata.resourceVersion(existing);
        if (!query.resourceVersion().isEmpty() && !query.resourceVersion().equals(version)) {
            throw Refusals.conflict(kind.group(), kind.name(), name, "the ResourceVersion in the precondition ("
                    + query.resourceVersion() + ") does not match the ResourceVersion in record (" + version
                    + "). The object might have been modified");
        }
    }

    private static ObjectNode success(Kind kind, ObjectNode deleted) {
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        ObjectNode details = status.put("status", "Success").putObject("details").put("name", Metadata.name(deleted));
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural()).put("uid", Metadata.uid(deleted));
        return status;
    }
}
