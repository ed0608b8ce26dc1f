package dev.sallyport.conformance.kubernetesapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.conformance.peers.ApiAnswer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the meaning of the answers to one sequence: what each server makes up for itself gets a name by the order in
 * which it comes. So the same uid has the same name again, and a version that should not have changed shows.
 *
 * <p>Of the headers these are compared: {@code Content-Type} (how a client decodes), {@code Warning} (kubectl prints
 * it), {@code Retry-After} (clients wait by it), {@code Cache-Control}, {@code Vary} and whether there is an {@code Etag}
 * (clients cache discovery and OpenAPI by them), {@code Location}, {@code Allow}, and whether there is an {@code
 * Audit-Id}. Not compared: date, length, and the uids of priority and fairness, which no client reads.
 */
final class Masks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> COMPARED = Set.of("content-type", "warning", "retry-after", "cache-control",
            "vary",
            "location", "allow");
    private static final Set<String> ONLY_PRESENT = Set.of("audit-id", "etag");
    private static final Set<String> TIMES = Set.of("creationTimestamp", "deletionTimestamp", "time",
            "lastTransitionTime", "lastUpdateTime", "lastHeartbeatTime", "lastProbeTime");
    /** Of {@code /version}: of the build, and not of what it does. */
    private static final Set<String> OF_THE_BUILD = Set.of("gitVersion", "gitCommit", "gitTreeState", "buildDate",
            "goVersion", "compiler", "platform");
    private static final Set<String> AGES = Set.of("Age", "Created At", "Last Seen", "First Seen", "Duration");
    private static final Pattern UID = Pattern
            .compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern CLUSTER_ADDRESS = Pattern.compile("10\\.100\\.\\d+\\.\\d+");
    private static final Pattern VERSION_IN_TEXT = Pattern
            .compile("(ResourceVersion in record \\(|resource version: \\d+, current: |RV: )\\d+");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final Pattern VERSION_IN_OBJECT = Pattern.compile("(resourceVersion\\W+)\\d+");
    private static final Pattern OWN_VOLUME = Pattern.compile("kube-api-access-[a-z0-9]{5}");

    private final Map<String, String> uids = new HashMap<>();
    private final Map<String, List<String>> versions = new HashMap<>();
    private final List<Integer> agedColumns = new ArrayList<>();

    Meaning of(ApiAnswer answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (COMPARED.contains(name)) {
                headers.put(name, masked(String.join(" | ", values)));
            } else if (ONLY_PRESENT.contains(name)) {
                headers.put(name, "present");
            }
        });
        List<JsonNode> body = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/yaml")
                ? yaml(answer.body())
                : documents(answer.body());
        agedColumns.clear();
        body.forEach(document -> mask(document, ""));
        return new Meaning(answer.status(), headers, body);
    }

    private static List<JsonNode> documents(String body) {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            MappingIterator<JsonNode> values = JSON.readValues(parser, JsonNode.class);
            while (values.hasNext()) {
                documents.add(values.next());
            }
            if (documents.stream().allMatch(JsonNode::isObject)) {
                return documents;
            }
        } catch (IOException | RuntimeException e) {
            // no JSON, compared as a text
        }
        return List.of(TextNode.valueOf(UID.matcher(body).replaceAll("<uid>")));
    }

    private static List<JsonNode> yaml(String body) {
        try {
            return List.of(YAML.readTree(body));
        } catch (IOException e) {
            return List.of(TextNode.valueOf(body));
        }
    }

    private void mask(JsonNode node, String field) {
        if (node instanceof ObjectNode object) {
            maskObject(object, field);
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, TextNode.valueOf(masked(array.get(i).asText())));
                } else {
                    mask(array.get(i), field);
                }
            }
        }
    }

    private void maskObject(ObjectNode object, String field) {
        if (field.equals("metadata")) {
            maskMetadata(object);
        }
        for (String unordered : List.of("resourceRules", "nonResourceRules")) {
            sort(object.path(unordered)); // in the order of bindings, which have none
        }
        if (object.at("/causes/0/reason").asText().equals("FieldManagerConflict")) {
            sort(object.path("causes")); // manager by manager, in no order
        }
        if (object.path("rows").isArray()) {
            maskTable(object);
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String written : names) {
            String name = masked(written); // the keys of a list's items, among the owners' fields, hold uids
            if (!name.equals(written)) {
                object.set(name, object.remove(written));
            }
            JsonNode value = object.get(name);
            if (TIMES.contains(name) && value.isTextual()) {
                object.put(name, "<time>");
            } else if ((OF_THE_BUILD.contains(name) && object.has("gitCommit")) || name.equals("ca.crt")
                    || name.equals("serverAddress")) {
                object.put(name, "<of the server>");
            } else if (name.equals("nodePort") && value.isNumber()) {
                object.put(name, "<port>");
            } else if (value.isTextual()) {
                object.put(name, masked(value.asText()));
            } else {
                mask(value, name);
            }
        }
    }

    private void maskMetadata(ObjectNode metadata) {
        sortManagers(metadata);
        JsonNode version = metadata.path("resourceVersion");
        String uid = metadata.path("uid").asText();
        if (version.isTextual()) {
            List<String> known = versions.computeIfAbsent(uid, absent -> new ArrayList<>());
            if (!known.contains(version.asText())) {
                known.add(version.asText());
            }
            // A list's is that of the whole server, in which others write too.
            metadata.put("resourceVersion", uid.isEmpty() ? "<version>" : "version " + known.indexOf(version.asText()));
        }
        if (!metadata.path("continue").asText().isEmpty()) {
            metadata.put("continue", "<continue>");
        }
        String prefix = metadata.path("generateName").asText();
        String name = metadata.path("name").asText();
        if (!prefix.isEmpty() && name.startsWith(prefix)) {
            metadata.put("name", prefix + "<" + (name.length() - prefix.length()) + " letters>");
        }
    }

    /**
     * Ages tell of the moment. Descriptions are the real server's alone, as {@code docs/compatibility.md} says of all
     * descriptions of fields; that there are columns, and of which type, is compared.
     */
    private void maskTable(ObjectNode table) {
        if (!table.path("columnDefinitions").isEmpty()) { // in a watch, the first event alone has them
            agedColumns.clear();
        }
        int place = 0;
        for (JsonNode column : table.path("columnDefinitions")) {
            ((ObjectNode) column).put("description", "<words>");
            if (AGES.contains(column.path("name").asText())) {
                agedColumns.add(place);
            }
            place++;
        }
        for (JsonNode row : table.path("rows")) {
            for (int column : agedColumns) {
                if (row.path("cells") instanceof ArrayNode cells && column < cells.size()) {
                    cells.set(column, JsonNodeFactory.instance.textNode("<age>"));
                }
            }
        }
    }

    private static void sort(JsonNode list) {
        if (list instanceof ArrayNode array) {
            List<JsonNode> sorted = new ArrayList<>();
            array.forEach(sorted::add);
            sorted.sort(Comparator.comparing(JsonNode::toString));
            array.removeAll().addAll(sorted);
        }
    }

    /** They are sorted by their times, which differ by when a second began. */
    private static void sortManagers(ObjectNode metadata) {
        if (metadata.path("managedFields") instanceof ArrayNode managers) {
            List<JsonNode> sorted = new ArrayList<>();
            managers.forEach(sorted::add);
            sorted.sort(Comparator.comparing((JsonNode entry) -> entry.path("manager").asText())
                    .thenComparing(entry -> entry.path("operation").asText())
                    .thenComparing(entry -> entry.path("subresource").asText())
                    .thenComparing(entry -> entry.path("apiVersion").asText()));
            managers.removeAll().addAll(sorted);
        }
    }

    private String masked(String text) {
        Matcher uid = UID.matcher(text);
        String named = uid.replaceAll(match -> uids.computeIfAbsent(match.group(), absent -> "<uid " + uids.size()
                + ">"));
        named = CLUSTER_ADDRESS.matcher(named).replaceAll("<cluster address>");
        named = OWN_VOLUME.matcher(named).replaceAll("kube-api-access-<5 letters>");
        if (named.contains("{")) { // an object in a message
            named = TIME.matcher(VERSION_IN_OBJECT.matcher(named).replaceAll("$1<version>")).replaceAll("<time>");
        }
        return VERSION_IN_TEXT.matcher(named).replaceAll("$1<version>");
    }
}
