package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** The JSON patch: a list of operations on places of a document, all done or none. Source: RFC 6902. */
public final class JsonPatch {

    private JsonPatch() {}

    /** An operation that cannot be done. */
    public static final class NotApplicable extends Exception {
        NotApplicable(String message) {
            super(message, null, false, false);
        }
    }

    /** The patched document; the arguments are not altered. */
    public static JsonNode apply(JsonNode document, JsonNode operations) throws NotApplicable {
        Document patched = new Document(document.deepCopy());
        for (JsonNode operation : operations) {
            apply(patched, operation);
        }
        return patched.root;
    }

    private static void apply(Document document, JsonNode operation) throws NotApplicable {
        String path = pointer(operation, "path");
        switch (operation.path("op").asText()) {
            case "add" -> document.add(path, value(operation));
            case "remove" -> document.remove(path);
            case "replace" -> document.replace(path, value(operation));
            case "move" -> {
                String from = pointer(operation, "from");
                if (path.startsWith(from + "/")) {
                    throw new NotApplicable("cannot move " + from + " into itself");
                }
                document.add(path, document.remove(from));
            }
            case "copy" -> document.add(path, document.getOrNull(pointer(operation, "from")).deepCopy());
            case "test" -> {
                if (!same(document.get(path), value(operation))) {
                    throw new NotApplicable("testing path " + path + " failed");
                }
            }
            default -> throw new NotApplicable("unexpected kind: " + operation.path("op").asText());
        }
    }

    private static String pointer(JsonNode operation, String field) throws NotApplicable {
        JsonNode pointer = operation.path(field);
        if (!pointer.isTextual() || !(pointer.asText().isEmpty() || pointer.asText().startsWith("/"))) {
            throw new NotApplicable("missing or malformed " + field);
        }
        return pointer.asText();
    }

    private static JsonNode value(JsonNode operation) throws NotApplicable {
        if (!operation.has("value")) {
            throw new NotApplicable("missing value");
        }
        return operation.get("value").deepCopy();
    }

    /** Numbers are the same when their values are, whatever way they are written. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals((a, b) -> a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1, other);
    }

    private static final class Document {
        private JsonNode root;

        Document(JsonNode root) {
            this.root = root;
        }

        JsonNode get(String path) throws NotApplicable {
            return follow(tokens(path), path);
        }

        /** A member that its object does not have is read as a null, and can be replaced, as by a real server. */
        JsonNode getOrNull(String path) throws NotApplicable {
            List<String> tokens = tokens(path);
            if (!tokens.isEmpty()) {
                String last = tokens.removeLast();
                if (follow(tokens, path) instanceof ObjectNode object && !object.has(last)) {
                    return object.nullNode();
                }
            }
            return get(path);
        }

        void add(String path, JsonNode value) throws NotApplicable {
            if (path.isEmpty()) {
                root = value;
                return;
            }
            List<String> tokens = tokens(path);
            String last = tokens.removeLast();
            switch (follow(tokens, path)) {
                case ObjectNode object -> object.set(last, value);
                case ArrayNode array -> array.insert(last.equals("-")
                        ? array.size()
                        : index(last, array.size(), path), value);
                default -> throw missing(path);
            }
        }

        JsonNode remove(String path) throws NotApplicable {
            JsonNode removed = get(path);
            if (path.isEmpty()) {
                throw new NotApplicable("the whole document cannot be removed");
            }
            List<String> tokens = tokens(path);
            String last = tokens.removeLast();
            switch (follow(tokens, path)) {
                case ObjectNode object -> object.remove(last);
                case ArrayNode array -> array.remove(index(last, array.size() - 1, path));
                default -> throw missing(path);
            }
            return removed;
        }

        void replace(String path, JsonNode value) throws NotApplicable {
            getOrNull(path); // its place must be there
            if (path.isEmpty()) {
                root = value;
                return;
            }
            List<String> tokens = tokens(path);
            String last = tokens.removeLast();
            switch (follow(tokens, path)) {
                case ObjectNode object -> object.set(last, value);
                case ArrayNode array -> array.set(index(last, array.size() - 1, path), value);
                default -> throw missing(path);
            }
        }

        private JsonNode follow(List<String> tokens, String path) throws NotApplicable {
            JsonNode at = root;
            for (String token : tokens) {
                at = child(at, token, path);
            }
            return at;
        }

        private static JsonNode child(JsonNode parent, String token, String path) throws NotApplicable {
            JsonNode child = parent.isArray()
                    ? parent.get(index(token, parent.size() - 1, path))
                    : parent.path(token);
            if (child.isMissingNode()) {
                throw missing(path);
            }
            return child;
        }

        private static int index(String token, int most, String path) throws NotApplicable {
            boolean digits = token.matches("0|[1-9][0-9]{0,8}");
            if (!digits || Integer.parseInt(token) > most) {
                throw missing(path);
            }
            return Integer.parseInt(token);
        }

        private static NotApplicable missing(String path) {
            return new NotApplicable("doc is missing path: " + path);
        }

        private static List<String> tokens(String path) {
            List<String> tokens = new ArrayList<>();
            if (!path.isEmpty()) {
                for (String token : path.substring(1).split("/", -1)) {
                    tokens.add(token.replace("~1", "/").replace("~0", "~"));
                }
            }
            return tokens;
        }
    }
}
