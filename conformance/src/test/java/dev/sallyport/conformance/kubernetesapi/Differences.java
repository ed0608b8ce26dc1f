package dev.sallyport.conformance.kubernetesapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the places at which two answers differ: whole bodies are too long to look at. */
final class Differences {

    private static final int MOST = 8; // the first ones say what is wrong
    private static final int LONGEST = 600; // characters of one value

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    static List<String> of(Meaning ours, Meaning theirs) {
        Differences differences = new Differences();
        if (ours.status() != theirs.status()) {
            differences.add("status", ours.status(), theirs.status());
        }
        Set<String> headers = new TreeSet<>(ours.headers().keySet());
        headers.addAll(theirs.headers().keySet());
        for (String header : headers) {
            String mine = ours.headers().getOrDefault(header, "nothing");
            String other = theirs.headers().getOrDefault(header, "nothing");
            if (!mine.equals(other)) {
                differences.add(header, mine, other);
            }
        }
        for (int i = 0; i < Math.max(ours.body().size(), theirs.body().size()); i++) {
            differences.compare("body" + (i == 0 ? "" : i), at(ours.body(), i), at(theirs.body(), i));
        }
        return differences.found;
    }

    private static JsonNode at(List<JsonNode> list, int index) {
        return index < list.size() ? list.get(index) : MissingNode.getInstance();
    }

    private void compare(String path, JsonNode ours, JsonNode theirs) {
        if (ours.equals(theirs) || found.size() >= MOST) {
            return;
        }
        if (ours.isObject() && theirs.isObject()) {
            Set<String> fields = new TreeSet<>();
            ours.fieldNames().forEachRemaining(fields::add);
            theirs.fieldNames().forEachRemaining(fields::add);
            fields.forEach(field -> compare(path + "." + field, ours.path(field), theirs.path(field)));
        } else if (ours.isArray() && theirs.isArray()) {
            for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
                compare(path + "[" + i + "]", ours.path(i), theirs.path(i));
            }
        } else {
            add(path, ours, theirs);
        }
    }

    private void add(String what, Object ours, Object theirs) {
        found.add(what + ": ours " + shown(ours) + ", theirs " + shown(theirs));
    }

    private static String shown(Object value) {
        String text = value instanceof MissingNode ? "nothing" : String.valueOf(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
