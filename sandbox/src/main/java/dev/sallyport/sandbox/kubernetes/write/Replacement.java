package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.store.Metadata;

import java.util.List;

/** What holds between an object and the one that is to take its place, whatever the kind. */
final class Replacement {

    private Replacement() {}

    static void checkVersion(Kind kind, ObjectNode existing, ObjectNode wished) {
        String stated = Metadata.resourceVersion(wished);
        String name = Metadata.name(existing);
        String uid = Metadata.uid(wished);
        if (stated.isEmpty() && kind.is(Trait.VERSION_ON_UPDATE)) {
            throw Refusals.invalid(kind.group(), kind.plural(), name, List.of(FieldError.invalid(
                    "metadata.resourceVersion", IntNode.valueOf(0), "must be specified for an update")));
        }
        if (!stated.isEmpty() && !stated.equals(Metadata.resourceVersion(existing))) {
            throw Refusals.modified(kind.group(), kind.plural(), name);
        }
        if (!uid.isEmpty() && !uid.equals(Metadata.uid(existing)) && stated.isEmpty()) {
            throw Refusals.conflict(kind.group(), kind.plural(), name, "StorageError: invalid object, Code: 4, Key: "
                    + "/registry/" + kind.plural() + "/" + (Metadata.namespace(existing).isEmpty()
                            ? ""
                            : Metadata.namespace(existing) + "/")
                    + name + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                    + uid
                    + ", UID in object meta: " + Metadata.uid(existing));
        }
    }

    static void keepSystemFields(ObjectNode existing, ObjectNode wished) {
        ObjectNode metadata = Metadata.of(wished);
        String uid = Metadata.uid(wished);
        for (String field : List.of("creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
                "generation", "resourceVersion")) {
            JsonNode kept = existing.path("metadata").path(field);
            if (kept.isMissingNode()) {
                metadata.remove(field);
            } else {
                metadata.set(field, kept);
            }
        }
        if (uid.isEmpty()) {
            metadata.put("uid", Metadata.uid(existing));
        }
        if (Metadata.name(wished).isEmpty()) {
            metadata.put("name", Metadata.name(existing));
        }
    }

    static void checkFinalizers(Kind kind, ObjectNode existing, ObjectNode wished) {
        if (!Metadata.isBeingDeleted(existing)) {
            return;
        }
        for (JsonNode finalizer : wished.at("/metadata/finalizers")) {
            boolean known = false;
            for (JsonNode before : existing.at("/metadata/finalizers")) {
                known |= before.equals(finalizer);
            }
            if (!known) {
                FieldError error = FieldError.forbidden("metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers "
                                + "[]string{\"" + finalizer.asText() + "\"}");
                throw Refusals.invalid(kind.group(), kind.name(), Metadata.name(existing), List.of(error, error));
            }
        }
    }
}
