package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of fields, as a tree. A step leads to a field ({@code f:name}), to the item of a list by its keys ({@code
 * k:{"name":"web"}}), or to a value of a set ({@code v:"x"}); a place in the tree is in the set or only on the way to
 * one that is. Immutable.
 *
 * <p>Source of the written form: Kubernetes, {@code meta/v1 FieldsV1}.
 *
 * @param member whether this very place is in the set
 */
public record FieldSet(boolean member, SortedMap<String, FieldSet> children) {

    /** The set without a field. */
    public static final FieldSet EMPTY = new FieldSet(false, new TreeMap<>());
    static final FieldSet LEAF = new FieldSet(true, new TreeMap<>());

    public FieldSet {
        SortedMap<String, FieldSet> kept = new TreeMap<>();
        children.forEach((step, set) -> {
            if (!set.isEmpty()) {
                kept.put(step, set);
            }
        });
        children = Collections.unmodifiableSortedMap(kept);
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return !member && children.isEmpty();
    }

    /** What a step leads to. */
    FieldSet child(String step) {
        return children.getOrDefault(step, EMPTY);
    }

    FieldSet with(String step, FieldSet child) {
        SortedMap<String, FieldSet> more = new TreeMap<>(children);
        more.put(step, child);
        return new FieldSet(member, more);
    }

    FieldSet without(String step) {
        SortedMap<String, FieldSet> fewer = new TreeMap<>(children);
        fewer.remove(step);
        return new FieldSet(member, fewer);
    }

    /** What is in this or in the other. */
    FieldSet union(FieldSet other) {
        SortedMap<String, FieldSet> all = new TreeMap<>(children);
        other.children.forEach((step, set) -> all.merge(step, set, FieldSet::union));
        return new FieldSet(member || other.member, all);
    }

    /** What is in this and not in the other. */
    FieldSet minus(FieldSet other) {
        SortedMap<String, FieldSet> left = new TreeMap<>();
        children.forEach((step, set) -> left.put(step, set.minus(other.child(step))));
        return new FieldSet(member && !other.member, left);
    }

    /** What is in both. */
    FieldSet both(FieldSet other) {
        SortedMap<String, FieldSet> shared = new TreeMap<>();
        children.forEach((step, set) -> shared.put(step, set.both(other.child(step))));
        return new FieldSet(member && other.member, shared);
    }

    /** The paths of the set, as conflicts name them: {@code .spec.containers[name="web"].image}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return paths;
    }

    private void collect(String path, List<String> paths) {
        if (member) {
            paths.add(path);
        }
        children.forEach((step, set) -> set.collect(path + shown(step), paths));
    }

    private static String shown(String step) {
        String rest = step.substring(2);
        return switch (step.charAt(0)) {
            case 'f' -> "." + rest;
            case 'v' -> "[=" + rest + "]";
            default -> {
                StringBuilder keys = new StringBuilder("[");
                JsonNode parsed = Steps.parse(rest);
                parsed.forEachEntry((key, value) -> keys.append(keys.length() > 1 ? "," : "").append(key).append('=')
                        .append(value));
                yield keys.append(']').toString();
            }
        };
    }

    /** The written form. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (member && !children.isEmpty()) {
            json.putObject(".");
        }
        children.forEach((step, set) -> json.set(step, set.toJson()));
        return json;
    }

    /** Reads the written form of a whole set. */
    static FieldSet fromJson(JsonNode json) {
        return fromJson(json, false);
    }

    private static FieldSet fromJson(JsonNode json, boolean leafWhenEmpty) {
        SortedMap<String, FieldSet> children = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (!entry.getKey().equals(".")) {
                children.put(entry.getKey(), fromJson(entry.getValue(), true));
            }
        }
        return new FieldSet(json.has(".") || (leafWhenEmpty && json.isEmpty()), children);
    }
}
