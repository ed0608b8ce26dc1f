package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Column;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.As;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.write.Conversions;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Turns stored objects into what a client asked for: themselves, their metadata, or rows of a table. */
final class Rendering {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Kind kind;
    private final As as;
    private final String includeObject;
    private final Clock clock;

    /**
     * @param kind as which the objects were asked for
     * @param includeObject what a table's rows bring along: {@code None}, {@code Object}, else the metadata
     */
    Rendering(Kind kind, As as, String includeObject, Clock clock) {
        this.kind = kind;
        this.as = as;
        this.includeObject = includeObject;
        this.clock = clock;
    }

    /** One object. */
    ObjectNode object(ObjectNode stored) {
        return switch (as) {
            case TABLE -> table(List.of(stored), JSON.objectNode()
                    .put("resourceVersion", Metadata.resourceVersion(stored)), true);
            case PARTIAL_METADATA, PARTIAL_METADATA_LIST -> partial(stored);
            case ITSELF, GROUP_DISCOVERY -> Conversions.shown(kind, stored);
        };
    }

    /** A collection with its own metadata. */
    ObjectNode list(List<ObjectNode> stored, ObjectNode metadata) {
        if (as == As.TABLE) {
            return table(stored, metadata, true);
        }
        boolean partial = as == As.PARTIAL_METADATA_LIST || as == As.PARTIAL_METADATA;
        ObjectNode list = JSON.objectNode();
        list.put("kind", partial ? "PartialObjectMetadataList" : kind.name() + "List");
        list.put("apiVersion", partial ? "meta.k8s.io/v1" : kind.apiVersion());
        list.set("metadata", metadata);
        if (kind.is(Trait.CUSTOM) && !metadata.has("continue")) {
            metadata.put("continue", "");
        }
        ArrayNode items = list.putArray("items");
        for (ObjectNode object : stored) {
            items.add(partial ? partial(object) : item(object));
        }
        return list;
    }

    /** An item of a list, which names its kind only when the list's reader cannot know it. */
    private ObjectNode item(ObjectNode stored) {
        ObjectNode shown = Conversions.shown(kind, stored);
        if (kind.is(Trait.CUSTOM)) {
            return shown;
        }
        ObjectNode item = JSON.objectNode();
        shown.forEachEntry((field, value) -> {
            if (!field.equals("kind") && !field.equals("apiVersion")) {
                item.set(field, value);
            }
        });
        return item;
    }

    /**
     * An object of a watch's event.
     *
     * @param first whether it is the watch's first, which alone repeats a table's columns
     */
    ObjectNode event(ObjectNode stored, boolean first) {
        return as == As.TABLE
                ? table(List.of(stored), JSON.objectNode().put("resourceVersion", Metadata.resourceVersion(stored)),
                        first)
                : object(stored);
    }

    private ObjectNode table(List<ObjectNode> stored, ObjectNode metadata, boolean withColumns) {
        ObjectNode table = JSON.objectNode().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.set("metadata", metadata);
        if (withColumns) {
            ArrayNode columns = table.putArray("columnDefinitions");
            for (Column column : kind.columns()) {
                columns.addObject().put("name", column.name()).put("type", column.type())
                        .put("format", column.format()).put("description", "").put("priority", column.priority());
            }
        } else {
            table.putNull("columnDefinitions");
        }
        ArrayNode rows = table.putArray("rows");
        Instant now = clock.instant();
        for (ObjectNode object : stored) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            kind.columns().forEach(column -> cells.add(column.cell().of(object, now)));
            row.set("object", switch (includeObject) {
                case "None" -> JSON.nullNode();
                case "Object" -> Conversions.shown(kind, object);
                default -> partial(object);
            });
        }
        return table;
    }

    private static ObjectNode partial(ObjectNode stored) {
        ObjectNode partial = JSON.objectNode().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", stored.path("metadata"));
        return partial;
    }
}
