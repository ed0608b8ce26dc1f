package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.store.Metadata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that an object must keep: those of every object's metadata, those that its kind's shape states (required
 * fields), and for the kinds that decide about access all of their own. For the rest it is less strict than a real API
 * server, never stricter.
 */
final class Validation {

    private static final int ANNOTATIONS_LIMIT = 256 * 1024; // bytes of keys and values together

    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    /** Groups whose own rules name the fields that are missing. */
    private static final Set<String> SAY_ALL_THEMSELVES = Set.of("rbac.authorization.k8s.io",
            "admissionregistration.k8s.io");

    private final KindRegistry kinds;

    Validation(KindRegistry kinds) {
        this.kinds = kinds;
    }

    /** Refuses an object that breaks a rule, naming every one. */
    void check(Kind kind, ObjectNode object, Optional<ObjectNode> before) {
        List<FieldError> errors = new ArrayList<>();
        metadata(kind, object, before, errors);
        before.ifPresent(old -> immutable(old, object, errors));
        switch (kind.group()) {
            case "rbac.authorization.k8s.io" -> RbacValidation.check(kind, object, before, errors);
            case "admissionregistration.k8s.io" -> WebhookValidation.check(object, errors);
            case "" -> CoreValidation.check(kind, object, before, errors);
            case "apps" -> {
                selectorMatchesTemplate(object, before, errors);
                containers(object.at("/spec/template/spec"), "spec.template.spec", errors);
                if (object.at("/spec/strategy/type").asText().equals("Recreate")
                        && object.at("/spec/strategy/rollingUpdate").isObject()) {
                    errors.add(FieldError.forbidden("spec.strategy.rollingUpdate",
                            "may not be specified when strategy `type` is 'Recreate'"));
                }
            }
            default -> {
                // its shape says all that is checked
            }
        }
        if (kind.is(Trait.CUSTOM)) {
            SchemaValidation.check(object, kinds.schema(kind), "", errors);
        } else if (!SAY_ALL_THEMSELVES.contains(kind.group())) {
            required(object, kind.shape().get(), "", errors);
        }
        if (!errors.isEmpty()) {
            throw Refusals.invalid(kind.group(), kind.name(), Metadata.name(object), errors);
        }
    }

    private static void metadata(Kind kind, ObjectNode object, Optional<ObjectNode> before, List<FieldError> errors) {
        String name = Metadata.name(object);
        if (name.isEmpty()) {
            errors.add(FieldError.required("metadata.name", "name or generateName is required"));
        } else if (before.isEmpty()) {
            Names.wrong(kind.nameRule(), name)
                    .ifPresent(why -> errors.add(FieldError.invalid("metadata.name", name, why)));
        }
        object.at("/metadata/labels").forEachEntry((key, value) -> {
            Names.wrongKey(key).ifPresent(why -> errors.add(FieldError.invalid("metadata.labels", key, why)));
            Names.wrongLabelValue(value.asText())
                    .ifPresent(why -> errors.add(FieldError.invalid("metadata.labels", value.asText(), why)));
        });
        long[] size = {0};
        object.at("/metadata/annotations").forEachEntry((key, value) -> {
            size[0] += key.length() + value.asText().length();
            Names.wrongKey(key.toLowerCase(Locale.ROOT))
                    .ifPresent(why -> errors.add(FieldError.invalid("metadata.annotations", key, why)));
        });
        references(object, errors);
        if (size[0] > ANNOTATIONS_LIMIT) {
            errors.add(FieldError.tooLong("metadata.annotations", ANNOTATIONS_LIMIT));
        }
    }

    private static void references(ObjectNode object, List<FieldError> errors) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                String what = field.equals("apiVersion") ? "version" : field;
                if (owner.path(field).asText().isEmpty()) {
                    errors.add(FieldError.invalid("metadata.ownerReferences." + field, "", field.equals("apiVersion")
                            ? what + " must not be empty"
                            : "must not be empty"));
                }
            }
        }
        JsonNode finalizers = object.at("/metadata/finalizers");
        for (int i = 0; i < finalizers.size(); i++) {
            String finalizer = finalizers.get(i).asText();
            String at = "metadata.finalizers[" + i + "]";
            if (!finalizer.contains("/") && !STANDARD_FINALIZERS.contains(finalizer)) {
                errors.add(FieldError.invalid(at, finalizer,
                        "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }
    }

    private static void immutable(ObjectNode before, ObjectNode after, List<FieldError> errors) {
        for (String field : List.of("uid", "name", "namespace")) {
            JsonNode wished = after.path("metadata").path(field);
            if (!wished.asText("").equals(before.path("metadata").path(field).asText(""))) {
                FieldError error = FieldError.invalid("metadata." + field, wished.asText(), "field is immutable");
                errors.add(error);
                errors.add(error); // a real server checks these twice, and names both
            }
        }
    }

    private static void selectorMatchesTemplate(ObjectNode workload, Optional<ObjectNode> before,
            List<FieldError> errors) {
        JsonNode selector = workload.at("/spec/selector");
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        if (!selector.isObject()) {
            return; // said with the required fields
        }
        boolean matches = selector.path("matchLabels").properties().stream()
                .allMatch(entry -> labels.path(entry.getKey()).equals(entry.getValue()));
        if (!matches) {
            errors.add(FieldError.invalid("spec.template.metadata.labels",
                    labels.isMissingNode() ? workload.nullNode() : labels,
                    "`selector` does not match template `labels`"));
        }
        before.filter(old -> !old.at("/spec/selector").equals(selector))
                .ifPresent(_ -> errors.add(FieldError.invalid("spec.selector", selector, "field is immutable")));
    }

    /** A container has an image, and a name of its own. */
    static void containers(JsonNode podSpec, String at, List<FieldError> errors) {
        Set<String> names = new HashSet<>();
        JsonNode containers = podSpec.path("containers");
        for (int i = 0; i < containers.size(); i++) {
            String place = at + ".containers[" + i + "]";
            String name = containers.get(i).path("name").asText();
            if (!name.isEmpty() && !names.add(name)) {
                errors.add(FieldError.duplicate(place + ".name", name));
            }
            if (containers.get(i).path("image").asText().isEmpty()) {
                errors.add(FieldError.required(place + ".image", ""));
            }
        }
    }

    /** Fields that must be there; a text that must be there must say something. */
    private static void required(JsonNode value, Shape shape, String path, List<FieldError> errors) {
        switch (shape) {
            case Shape.Struct struct when value.isObject() -> struct.fields().get().forEach((name, field) -> {
                String at = path.isEmpty() ? name : path + "." + name;
                JsonNode inner = value.path(name);
                boolean empty = inner.isMissingNode() || inner.isNull() || (field.shape() instanceof Shape.ListOf
                        && inner.isEmpty());
                if (empty && field.required() && !(field.shape() instanceof Shape.Anything)) {
                    errors.add(FieldError.required(at, ""));
                } else if (inner.isTextual() && inner.asText().isEmpty() && field.required() && mustSay(name)) {
                    errors.add(FieldError.required(at, ""));
                } else if (!empty) {
                    required(inner, field.shape(), at, errors);
                }
            });
            case Shape.ListOf list when value.isArray() -> {
                for (int i = 0; i < value.size(); i++) {
                    required(value.get(i), list.item(), path + "[" + i + "]", errors);
                }
            }
            case Shape.MapOf map when value.isObject() -> value.forEachEntry(
                    (key, inner) -> required(inner, map.value(), path + "[" + key + "]", errors));
            case Shape.Struct _,Shape.ListOf _,Shape.MapOf _,Shape.Scalar _,Shape.Anything _ -> {
                // nothing can be missing
            }
        }
    }

    /** Of the required texts, only names are refused when empty by every kind that has them. */
    private static boolean mustSay(String field) {
        return field.equals("name");
    }
}
