package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.schema.Shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Who owns which fields of an object: its {@code metadata.managedFields}, read and written. Source: Kubernetes,
 * "Server-Side Apply", field management.
 */
public final class ManagedFields {

    static final String APPLY = "Apply";
    private static final String UPDATE = "Update";

    private ManagedFields() {}

    /**
     * An owner.
     *
     * @param operation {@code Apply} or {@code Update}
     * @param subresource through which the fields were written; empty for the object itself
     */
    public record FieldOwner(String name, String operation, String apiVersion, String subresource) {

        /** One who writes without applying. */
        public static FieldOwner updating(String name, String apiVersion, String subresource) {
            return new FieldOwner(name, UPDATE, apiVersion, subresource);
        }

        /** One who applies. */
        public static FieldOwner applying(String name, String apiVersion, String subresource) {
            return new FieldOwner(name, APPLY, apiVersion, subresource);
        }
    }

    /** What an owner owns, and since when: empty for one who applied and changed nothing. */
    record Owned(FieldSet fields, String time) {}

    static Map<FieldOwner, Owned> read(JsonNode object) {
        Map<FieldOwner, Owned> owners = new LinkedHashMap<>();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            FieldOwner manager = new FieldOwner(entry.path("manager").asText(), entry.path("operation").asText(),
                    entry.path("apiVersion").asText(), entry.path("subresource").asText(""));
            owners.put(manager, new Owned(FieldSet.fromJson(entry.path("fieldsV1")), entry.path("time").asText()));
        }
        return owners;
    }

    /** The object with these owners; those who own nothing are left out. */
    static ObjectNode write(ObjectNode object, Map<FieldOwner, Owned> owners) {
        ObjectNode written = object.deepCopy();
        ObjectNode metadata = written.withObject("/metadata");
        metadata.remove("managedFields");
        List<Map.Entry<FieldOwner, Owned>> all = new ArrayList<>(owners.entrySet());
        all.removeIf(entry -> entry.getValue().fields().isEmpty());
        all.sort(Comparator.comparing((Map.Entry<FieldOwner, Owned> entry) -> entry.getKey().operation())
                .thenComparing(entry -> entry.getValue().time()).thenComparing(entry -> entry.getKey().name())
                .thenComparing(entry -> entry.getKey().apiVersion())
                .thenComparing(entry -> entry.getKey().subresource()));
        if (!all.isEmpty()) {
            ArrayNode array = metadata.putArray("managedFields");
            all.forEach(entry -> write(array.addObject(), entry.getKey(), entry.getValue()));
        }
        return written;
    }

    private static void write(ObjectNode target, FieldOwner manager, Owned owned) {
        target.put("manager", manager.name()).put("operation", manager.operation())
                .put("apiVersion", manager.apiVersion());
        if (!owned.time().isEmpty()) {
            target.put("time", owned.time());
        }
        target.put("fieldsType", "FieldsV1");
        target.set("fieldsV1", owned.fields().toJson());
        if (!manager.subresource().isEmpty()) {
            target.put("subresource", manager.subresource());
        }
    }

    /**
     * The object after a write that did not apply: the writer owns what it changed, nobody else does any more, and
     * nobody owns what is gone.
     *
     * @param before an object without any field when it is new
     * @param unowned takes fields out of the change that such a write cannot own
     * @param time of the write, as timestamps are written
     */
    public static ObjectNode afterUpdate(ObjectNode before, ObjectNode after, Shape shape, FieldOwner writer,
            UnaryOperator<FieldSet> unowned, String time) {
        if (!before.isEmpty() && before.path("metadata").path("managedFields").isEmpty()) {
            // Nobody owned anything, as with objects of old: a real server begins to count with the first apply.
            return write(after, Map.of());
        }
        ObjectNode old = Fields.withoutOwners(before);
        ObjectNode now = Fields.withoutOwners(after);
        FieldSet changed = unowned.apply(Fields.ownable(Fields.changed(old, now, shape)));
        Map<FieldOwner, Owned> owners = new LinkedHashMap<>();
        boolean stillOwned = !after.path("metadata").path("managedFields").isArray()
                || !after.path("metadata").path("managedFields").isEmpty();
        if (stillOwned) {
            read(before).forEach((manager, owned) -> owners.put(manager, new Owned(
                    Fields.withoutRemoved(owned.fields(), old, now, shape).minus(manager.equals(writer)
                            ? FieldSet.EMPTY
                            : changed),
                    owned.time())));
        }
        if (!changed.isEmpty()) {
            Owned mine = owners.getOrDefault(writer, new Owned(FieldSet.EMPTY, time));
            owners.put(writer, new Owned(mine.fields().union(changed), time));
        }
        return write(after, owners);
    }

    /** Leaves the status out of what a write of the object itself owns. */
    public static FieldSet withoutStatus(FieldSet set) {
        return set.without("f:status");
    }

    /** Keeps of what a write of the status owns the status alone. */
    public static FieldSet onlyStatus(FieldSet set) {
        return FieldSet.EMPTY.with("f:status", set.child("f:status"));
    }
}
