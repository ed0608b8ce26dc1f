package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.schema.Shape.Field;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What fields values have, and how values are compared, merged and cut by field. Source: Kubernetes, "Server-Side
 * Apply", merge strategy.
 */
final class Fields {

    private static final List<String> UNOWNED_METADATA = List.of("name", "namespace", "creationTimestamp", "selfLink",
            "uid", "generation", "managedFields", "resourceVersion");

    private Fields() {}

    /** The fields that somebody who states this value states. */
    static FieldSet stated(JsonNode value, Shape shape) {
        FieldSet set = FieldSet.EMPTY;
        for (Map.Entry<String, JsonNode> part : Steps.of(value, shape).entrySet()) {
            Shape inner = Steps.shape(part.getKey(), shape);
            if (inner instanceof Shape.ListOf && part.getValue().isEmpty()
                    && Steps.isGranular(inner, part.getValue())) {
                continue; // an empty list that merges states nothing, an empty map does
            }
            FieldSet below = Steps.isGranular(inner, part.getValue()) && !part.getValue().isEmpty()
                    ? stated(part.getValue(), inner)
                    : FieldSet.LEAF;
            set = set.with(part.getKey(), shape instanceof Shape.ListOf
                    ? new FieldSet(true, below.children())
                    : below);
        }
        return set;
    }

    /** The fields that are new in a value, or have another value than before. */
    static FieldSet changed(JsonNode before, JsonNode after, Shape shape) {
        FieldSet set = FieldSet.EMPTY;
        Map<String, JsonNode> old = Steps.of(before, shape);
        for (Map.Entry<String, JsonNode> part : Steps.of(after, shape).entrySet()) {
            String step = part.getKey();
            Shape inner = Steps.shape(step, shape);
            JsonNode was = old.getOrDefault(step, alwaysThere(step, shape));
            if (part.getValue().isNull()) {
                continue; // says nothing
            }
            if (was.isMissingNode()) {
                set = set.with(step, added(part.getValue(), inner));
            } else if (Steps.isGranular(inner, part.getValue())) {
                set = set.with(step, changed(was, part.getValue(), inner));
            } else if (!was.equals(part.getValue())) {
                set = set.with(step, FieldSet.LEAF);
            }
        }
        return set;
    }

    private static FieldSet added(JsonNode value, Shape shape) {
        FieldSet set = FieldSet.LEAF;
        for (Map.Entry<String, JsonNode> part : Steps.of(value, shape).entrySet()) {
            set = set.with(part.getKey(), added(part.getValue(), Steps.shape(part.getKey(), shape)));
        }
        return set;
    }

    /**
     * What a field is before anybody sets it: a real server keeps some objects and texts as values that are always
     * there, and a required list is there as a null. Nobody becomes an owner of these by filling them.
     */
    private static JsonNode alwaysThere(String step, Shape shape) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (!(shape instanceof Shape.Struct struct)) {
            return nodes.missingNode();
        }
        Field field = struct.field(step.substring(2)).orElse(null);
        if (field == null) {
            return nodes.missingNode();
        }
        boolean requiredList = field.required() && field.shape() instanceof Shape.ListOf list
                && list.type() != Shape.ListType.ATOMIC;
        return requiredList ? nodes.arrayNode() : field.absent().filter(Fields::isZero).orElse(nodes.missingNode());
    }

    private static boolean isZero(JsonNode value) {
        return value.isObject() || (value.isTextual() && value.asText().isEmpty());
    }

    /** The fields of a set without those that a value had before and has no longer. */
    static FieldSet withoutRemoved(FieldSet set, JsonNode before, JsonNode value, Shape shape) {
        FieldSet kept = new FieldSet(set.member(), new TreeMap<>());
        Map<String, JsonNode> old = Steps.of(before, shape);
        Map<String, JsonNode> parts = Steps.of(value, shape);
        for (Map.Entry<String, FieldSet> entry : set.children().entrySet()) {
            String step = entry.getKey();
            JsonNode was = old.get(step);
            JsonNode part = parts.get(step);
            if (was == null) {
                kept = kept.with(step, entry.getValue()); // it shows nothing, as an empty map does, and is owned still
            } else if (part != null) {
                kept = kept.with(step, withoutRemoved(entry.getValue(), was, part, Steps.shape(step, shape)));
            }
        }
        return kept;
    }

    /** A value laid over another: parts are merged, wholes replace. */
    static JsonNode merge(JsonNode under, JsonNode over, Shape shape) {
        if (!Steps.isGranular(shape, over) || !over.isContainerNode() || !under.isContainerNode()) {
            return over.deepCopy();
        }
        Map<String, JsonNode> old = Steps.of(under, shape);
        Map<String, JsonNode> stated = Steps.of(over, shape);
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        for (String step : shape instanceof Shape.ListOf ? interleaved(old, stated) : union(old, stated)) {
            JsonNode below = old.get(step);
            JsonNode part = stated.get(step);
            merged.put(step, part == null
                    ? Objects.requireNonNull(below)
                    : below == null ? part.deepCopy() : merge(below, part, Steps.shape(step, shape)));
        }
        return Steps.build(merged, shape);
    }

    private static Set<String> union(Map<String, JsonNode> old, Map<String, JsonNode> stated) {
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(stated.keySet());
        return all;
    }

    /**
     * The items of a merged list: the stated ones in their order, the others at the places that they had among those.
     * Source: structured-merge-diff, merging of lists.
     */
    private static Set<String> interleaved(Map<String, JsonNode> old, Map<String, JsonNode> stated) {
        List<String> left = List.copyOf(old.keySet());
        List<String> right = List.copyOf(stated.keySet());
        Deque<String> shared = new ArrayDeque<>(right.stream().filter(old::containsKey).toList());
        Set<String> out = new LinkedHashSet<>();
        int l = 0;
        int r = 0;
        while (l < left.size() || r < right.size()) {
            if (l < left.size() && r < right.size() && !left.get(l).equals(right.get(r))
                    && stated.containsKey(left.get(l)) && !shared.isEmpty() && !shared.peek().equals(left.get(l))) {
                l++; // a stated one whose turn comes later
            } else if (l < left.size() && !stated.containsKey(left.get(l))) {
                out.add(left.get(l++));
            } else {
                boolean same = l < left.size() && r < right.size() && left.get(l).equals(right.get(r));
                if (same || (l < left.size() && out.contains(left.get(l)))) {
                    l++;
                }
                if (r < right.size()) {
                    shared.remove(right.get(r));
                    out.add(right.get(r++));
                }
            }
        }
        return out;
    }

    /** A value without the fields of a set. */
    static JsonNode without(JsonNode value, FieldSet gone, Shape shape) {
        if (gone.isEmpty() || !Steps.isGranular(shape, value)) {
            return value;
        }
        Map<String, JsonNode> left = new LinkedHashMap<>();
        Steps.of(value, shape).forEach((step, part) -> {
            FieldSet below = gone.child(step);
            if (below.isEmpty()) {
                left.put(step, part);
            } else if (!below.member()) {
                JsonNode cut = without(part, below, Steps.shape(step, shape));
                if (!cut.isEmpty() || part.isEmpty()) {
                    left.put(step, cut);
                }
            }
        });
        return Steps.build(left, shape);
    }

    /** The fields of an object that can be owned, which its name and the like cannot. */
    static FieldSet ownable(FieldSet set) {
        FieldSet metadata = new FieldSet(false, set.child("f:metadata").children());
        for (String field : UNOWNED_METADATA) {
            metadata = metadata.without("f:" + field);
        }
        return set.without("f:apiVersion").without("f:kind").with("f:metadata", metadata);
    }

    /** An object without what says who owns it. */
    static ObjectNode withoutOwners(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        return copy;
    }
}
