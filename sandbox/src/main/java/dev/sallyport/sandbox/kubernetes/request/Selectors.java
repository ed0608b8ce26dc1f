package dev.sallyport.sandbox.kubernetes.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.store.Metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which objects of a collection are meant, by labels and by fields. Source: Kubernetes, "Labels and Selectors" and
 * "Field Selectors".
 */
final class Selectors {

    private Selectors() {}

    /** A parsed {@code labelSelector}. */
    static Predicate<JsonNode> labels(String selector) {
        List<Predicate<JsonNode>> requirements = LabelRequirements.parse(selector);
        return object -> {
            JsonNode labels = object.path("metadata").path("labels");
            return requirements.stream().allMatch(requirement -> requirement.test(labels));
        };
    }

    /** A parsed {@code fieldSelector}; refuses fields that the kind cannot be selected by. */
    static Predicate<JsonNode> fields(String selector, Kind kind) {
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        for (String term : terms(selector)) {
            int equals = term.indexOf('=');
            if (equals < 0) {
                throw Refusals.badRequest("invalid selector: '" + selector + "'; can't understand '" + term + "'");
            }
            boolean not = equals > 0 && term.charAt(equals - 1) == '!';
            String field = term.substring(0, not ? equals - 1 : equals);
            String value = unescape(term.substring(term.startsWith("==", equals) ? equals + 2 : equals + 1));
            checkKnown(field, kind);
            requirements.add(object -> value(object, field).equals(value) != not);
        }
        return object -> requirements.stream().allMatch(requirement -> requirement.test(object));
    }

    private static void checkKnown(String field, Kind kind) {
        List<String> known = Stream.concat(Stream.of("metadata.name", "metadata.namespace"), kind.fields().stream())
                .toList();
        if (known.contains(field) || (kind.plural().equals("namespaces") && field.equals("name"))) {
            return;
        }
        throw Refusals.badRequest(kind.fields().isEmpty()
                ? "\"" + field + "\" is not a known field selector: only "
                        + known.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "))
                : "field label not supported: " + field);
    }

    private static String value(JsonNode object, String field) {
        return switch (field) {
            case "metadata.name", "name" -> Metadata.name(object);
            case "metadata.namespace" -> Metadata.namespace(object);
            case "spec.unschedulable", "spec.hostNetwork" -> Boolean.toString(at(object, field).asBoolean());
            case "source" -> object.at("/source/component").asText(object.path("reportingComponent").asText());
            case "status.successful" -> at(object, "status.succeeded").asText("0");
            case "status.replicas" -> at(object, field).asText("0");
            default -> at(object, field).asText("");
        };
    }

    private static JsonNode at(JsonNode object, String field) {
        return object.at("/" + field.replace('.', '/'));
    }

    /** Splits at commas that are not escaped. */
    private static List<String> terms(String selector) {
        List<String> terms = new ArrayList<>();
        StringBuilder term = new StringBuilder();
        for (int i = 0; i < selector.length(); i++) {
            char c = selector.charAt(i);
            if (c == '\\' && i + 1 < selector.length()) {
                term.append(c).append(selector.charAt(++i));
            } else if (c == ',') {
                terms.add(term.toString());
                term.setLength(0);
            } else {
                term.append(c);
            }
        }
        terms.add(term.toString());
        terms.removeIf(String::isEmpty);
        return terms;
    }

    private static String unescape(String value) {
        return value.replaceAll("\\\\([\\\\,=])", "$1");
    }
}
