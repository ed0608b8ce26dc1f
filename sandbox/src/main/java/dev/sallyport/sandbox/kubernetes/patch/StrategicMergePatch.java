package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Field;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The strategic merge patch: a merge patch that knows the kinds. A list whose field has a merge key is merged item by
 * item, those with the same key as one; a list of scalars that merges is a set; every other list is replaced.
 *
 * <p>A patch may say more than values. {@code $patch: replace} puts an object or list in the place of the old one,
 * {@code $patch: delete} takes an item or object away, {@code $deleteFromPrimitiveList/NAME} takes values out of a
 * set, {@code $setElementOrder/NAME} orders a merged list, {@code $retainKeys} drops the keys that it does not name.
 *
 * <p>Source: Kubernetes, "Update API Objects in Place Using kubectl patch", and the contributors' page on the strategic
 * merge patch.
 */
public final class StrategicMergePatch {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StrategicMergePatch() {}

    /** A patch that makes no sense for the kind; the message says where. */
    public static final class Invalid extends Exception {
        Invalid(String message) {
            super(message, null, false, false);
        }
    }

    /** The patched object; the arguments are not altered. */
    public static ObjectNode apply(ObjectNode object, ObjectNode patch, Shape shape) throws Invalid {
        return mergeObject(object, patch, shape);
    }

    private static ObjectNode mergeObject(ObjectNode original, ObjectNode patch, Shape shape) throws Invalid {
        switch (patch.path(DIRECTIVE).asText()) {
            case "", "merge" -> {
                // goes on below
            }
            case "replace" -> {
                return clean(patch);
            }
            case "delete" -> {
                return JSON.objectNode();
            }
            default -> throw new Invalid("unknown patch type found: " + patch.path(DIRECTIVE).asText());
        }
        ObjectNode merged = original.deepCopy();
        retainKeys(merged, patch);
        for (var entry : patch.properties()) {
            String name = entry.getKey();
            if (name.equals(DIRECTIVE) || name.equals(RETAIN_KEYS) || name.startsWith(ORDER)) {
                continue;
            }
            if (name.startsWith(DELETE_FROM)) {
                removeValues(merged, name.substring(DELETE_FROM.length()), entry.getValue());
            } else if (entry.getValue().isNull()) {
                merged.remove(name);
            } else {
                mergeField(merged, name, entry.getValue(), patch.path(ORDER + name), shape);
            }
        }
        orderUnmentioned(merged, patch, shape);
        return merged;
    }

    private static void mergeField(ObjectNode merged, String name, JsonNode value, JsonNode order, Shape shape)
            throws Invalid {
        Optional<Field> field = shape instanceof Shape.Struct struct ? struct.field(name) : Optional.empty();
        Shape inner = field.map(Field::shape).orElse(shape instanceof Shape.MapOf map
                ? map.value()
                : Shape.Anything.WHOLE);
        JsonNode before = merged.path(name);
        if (value instanceof ObjectNode patch) {
            if (patch.path(DIRECTIVE).asText().equals("delete")) {
                merged.remove(name);
            } else {
                merged.set(name, mergeObject(before instanceof ObjectNode object ? object : JSON.objectNode(), patch,
                        inner));
            }
        } else if (value instanceof ArrayNode patch && field.isPresent() && field.get().merges()) {
            ArrayNode list = before instanceof ArrayNode array ? array : JSON.arrayNode();
            merged.set(name, mergeList(list, patch, order, field.get()));
        } else {
            merged.set(name, value.deepCopy());
        }
    }

    private static ArrayNode mergeList(ArrayNode original, ArrayNode patch, JsonNode order, Field field)
            throws Invalid {
        Shape item = field.shape() instanceof Shape.ListOf list ? list.item() : Shape.Anything.WHOLE;
        if (field.mergeKey().isEmpty()) {
            ArrayNode union = original.deepCopy();
            Set<JsonNode> there = new HashSet<>();
            original.forEach(there::add);
            patch.forEach(value -> {
                if (there.add(value)) {
                    union.add(value);
                }
            });
            return ordered(union, original, order.isArray() ? order : patch, Optional.empty());
        }
        String key = field.mergeKey();
        List<JsonNode> items = new ArrayList<>();
        original.forEach(items::add);
        boolean replace = false;
        for (JsonNode value : patch) {
            if (value.path(DIRECTIVE).asText().equals("replace") && value.size() == 1) {
                replace = true;
            }
        }
        if (replace) {
            items.clear();
        }
        for (JsonNode value : patch) {
            mergeItem(items, value, key, item);
        }
        ArrayNode merged = JSON.arrayNode();
        items.forEach(merged::add);
        return ordered(merged, original, order.isArray() ? order : patch, Optional.of(key));
    }

    private static void mergeItem(List<JsonNode> items, JsonNode value, String key, Shape shape) throws Invalid {
        if (!(value instanceof ObjectNode patch)) {
            throw new Invalid("expected an object with the merge key " + key + ", found " + value.getNodeType());
        }
        String directive = patch.path(DIRECTIVE).asText();
        if (directive.equals("replace") && patch.size() == 1) {
            return;
        }
        if (!patch.has(key)) {
            throw new Invalid("map: " + patch + " does not contain declared merge key: " + key);
        }
        int place = indexOf(items, key, patch.get(key));
        if (directive.equals("delete")) {
            if (place >= 0) {
                items.remove(place);
            }
        } else if (place < 0) {
            items.add(mergeObject(JSON.objectNode(), patch, shape));
        } else {
            items.set(place, mergeObject((ObjectNode) items.get(place), patch, shape));
        }
    }

    private static int indexOf(List<JsonNode> items, String key, JsonNode value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).path(key).asText().equals(value.asText()) && items.get(i).isObject()) {
                return i;
            }
        }
        return -1;
    }

    /** Lists that the patch orders without merging anything into them. */
    private static void orderUnmentioned(ObjectNode merged, ObjectNode patch, Shape shape) {
        for (var entry : patch.properties()) {
            String name = entry.getKey().startsWith(ORDER) ? entry.getKey().substring(ORDER.length()) : "";
            if (!name.isEmpty() && !patch.has(name) && merged.path(name) instanceof ArrayNode list) {
                Optional<Field> field = shape instanceof Shape.Struct struct ? struct.field(name) : Optional.empty();
                merged.set(name, ordered(list, list, entry.getValue(),
                        field.map(Field::mergeKey).filter(key -> !key.isEmpty())));
            }
        }
    }

    /**
     * Puts a list's items in the order that the patch has them in, or asks for. Those that it does not name keep their
     * order among each other, and each comes before the first named one that followed it in the old list.
     */
    private static ArrayNode ordered(ArrayNode list, ArrayNode before, JsonNode order, Optional<String> key) {
        if (!order.isArray() || order.isEmpty()) {
            return list;
        }
        Map<String, Integer> rank = new LinkedHashMap<>();
        order.forEach(item -> rank.putIfAbsent(identity(item, key), rank.size()));
        Map<String, Integer> oldPlace = new LinkedHashMap<>();
        before.forEach(item -> oldPlace.putIfAbsent(identity(item, key), oldPlace.size()));
        List<JsonNode> named = new ArrayList<>();
        Deque<JsonNode> others = new ArrayDeque<>();
        list.forEach(item -> {
            if (rank.containsKey(identity(item, key))) {
                named.add(item);
            } else {
                others.add(item);
            }
        });
        named.sort(Comparator.comparing(item -> rank.getOrDefault(identity(item, key), 0)));
        ArrayNode sorted = JSON.arrayNode();
        for (JsonNode item : named) {
            Integer place = oldPlace.get(identity(item, key));
            while (place != null && !others.isEmpty()
                    && oldPlace.getOrDefault(identity(others.peek(), key), Integer.MAX_VALUE) < place) {
                sorted.add(others.remove());
            }
            sorted.add(item);
        }
        others.forEach(sorted::add);
        return sorted;
    }

    private static String identity(JsonNode item, Optional<String> key) {
        return key.map(item::path).orElse(item).asText();
    }

    private static void retainKeys(ObjectNode merged, ObjectNode patch) {
        if (patch.path(RETAIN_KEYS).isArray()) {
            Set<String> kept = new HashSet<>();
            patch.path(RETAIN_KEYS).forEach(name -> kept.add(name.asText()));
            merged.retain(kept);
        }
    }

    private static void removeValues(ObjectNode merged, String name, JsonNode values) {
        if (merged.path(name) instanceof ArrayNode list) {
            Set<JsonNode> gone = new HashSet<>();
            values.forEach(gone::add);
            ArrayNode left = JSON.arrayNode();
            list.forEach(value -> {
                if (!gone.contains(value)) {
                    left.add(value);
                }
            });
            merged.set(name, left);
        }
    }

    /** A value without directives. */
    private static ObjectNode clean(ObjectNode patch) {
        ObjectNode clean = patch.deepCopy();
        clean.remove(DIRECTIVE);
        return clean;
    }
}
