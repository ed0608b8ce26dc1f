package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.patch.ManagedFields;
import dev.sallyport.sandbox.kubernetes.patch.ManagedFields.FieldOwner;
import dev.sallyport.sandbox.kubernetes.patch.ServerSideApply;
import dev.sallyport.sandbox.kubernetes.patch.ServerSideApply.Conflict;
import dev.sallyport.sandbox.kubernetes.patch.ServerSideApply.Outcome;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.store.Metadata;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps {@code metadata.managedFields}: who owns which fields of an object. */
final class Ownership {

    private final Clock clock;

    Ownership(Clock clock) {
        this.clock = clock;
    }

    /** Writes the owners of an object's fields into it. */
    @FunctionalInterface
    interface Rule {
        /** The object with its owners, given what it was before. */
        ObjectNode apply(Writing writing, Optional<ObjectNode> before, ObjectNode after);
    }

    /** The owners are those that the object already names, as after an apply. */
    static ObjectNode asStated(Writing writing, Optional<ObjectNode> before, ObjectNode after) {
        return after;
    }

    /** The owners of something new of this shape, which is of another kind than what is written. */
    ObjectNode ofNew(Writing writing, ObjectNode made, Shape shape) {
        FieldOwner manager = FieldOwner.updating(writing.manager(), writing.kind().apiVersion(), writing.subresource());
        return ManagedFields.afterUpdate(JsonNodeFactory.instance.objectNode(), made, shape, manager, set -> set,
                now());
    }

    /** The owners after a write that does not apply: the writer owns what it changed. */
    ObjectNode afterUpdate(Writing writing, Optional<ObjectNode> before, ObjectNode after) {
        FieldOwner manager = FieldOwner.updating(writing.manager(), writing.kind().apiVersion(), writing.subresource());
        boolean status = writing.kind().hasStatus();
        return ManagedFields.afterUpdate(before.orElse(JsonNodeFactory.instance.objectNode()), after,
                writing.stored().shape().get(), manager, set -> writing.ofStatus()
                        ? ManagedFields.onlyStatus(set)
                        : status ? ManagedFields.withoutStatus(set) : set,
                now());
    }

    /** Lays what somebody states over an object, or refuses it because others own what it would change. */
    ObjectNode apply(Writing writing, Optional<ObjectNode> live, ObjectNode stated, boolean force) {
        FieldOwner manager = FieldOwner.applying(writing.manager(), writing.kind().apiVersion(), writing.subresource());
        return switch (ServerSideApply.apply(live, stated, writing.stored().shape().get(), manager, force, now())) {
            case Outcome.Applied applied -> applied.object();
            case Outcome.Conflicts conflicts -> throw refusal(conflicts.conflicts());
        };
    }

    private static RuntimeException refusal(List<Conflict> conflicts) {
        Map<String, StringBuilder> byOwner = new LinkedHashMap<>();
        List<Conflict> byName = conflicts.stream()
                .sorted(Comparator.comparing((Conflict conflict) -> conflict.owner().name())
                        .thenComparing(conflict -> conflict.owner().operation()))
                .toList();
        for (Conflict conflict : byName) {
            byOwner.computeIfAbsent("conflicts" + described(conflict).substring("conflict".length()),
                    _ -> new StringBuilder()).append("\n- ")
                    .append(conflict.path());
        }
        StringBuilder message = new StringBuilder("Apply failed with ").append(conflicts.size())
                .append(conflicts.size() == 1 ? " conflict: " : " conflicts: ");
        if (conflicts.size() == 1) {
            message.append(described(conflicts.getFirst())).append(": ").append(conflicts.getFirst().path());
        } else {
            message.append(String.join("\n", byOwner.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + entry.getValue()).toList()));
        }
        return Refusals.applyConflict(message.toString(), conflicts.stream()
                .map(conflict -> new FieldError("FieldManagerConflict", conflict.path(), described(conflict)))
                .toList());
    }

    private static String described(Conflict conflict) {
        FieldOwner owner = conflict.owner();
        String subresource = owner.subresource().isEmpty()
                ? ""
                : " with subresource \"" + owner.subresource() + "\"";
        return "conflict with \"" + owner.name() + "\"" + subresource + (owner.operation().equals("Update")
                ? " using " + owner.apiVersion()
                : "");
    }

    /** An object but for the times in its {@code managedFields}: what must differ for a write to be one. */
    static JsonNode withoutTimes(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        Metadata.of(copy).path("managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
        return copy;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
