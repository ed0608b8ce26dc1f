package dev.sallyport.conformance.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.conformance.decisions.World.WrittenBinding;
import dev.sallyport.conformance.decisions.World.WrittenRole;
import dev.sallyport.conformance.decisions.World.WrittenSubject;
import dev.sallyport.rbac.PolicyRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A world, and a question, as the API takes them. */
final class Manifests {

    static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String RBAC_GROUP = "rbac.authorization.k8s.io";

    private Manifests() {}

    /** What must be there before the rest. */
    enum Part {
        NAMESPACES, OBJECTS
    }

    /** An object, and the collection that it is posted to. */
    record Manifest(String path, ObjectNode object) {}

    static List<Manifest> of(World world, Place place, Part part) {
        List<Manifest> manifests = new ArrayList<>();
        switch (part) {
            case NAMESPACES -> world.namespaces().forEach(namespace -> manifests.add(
                    new Manifest("/api/v1/namespaces", object("v1", "Namespace", "", place.in(namespace)))));
            case OBJECTS -> {
                world.roles().forEach(role -> manifests.add(role(role, place)));
                world.bindings().forEach(binding -> manifests.add(binding(binding, place)));
            }
        }
        return manifests;
    }

    private static Manifest role(WrittenRole role, Place place) {
        String namespace = place.in(role.namespace());
        ObjectNode object = object(RBAC_GROUP + "/v1", namespace.isEmpty() ? "ClusterRole" : "Role", namespace,
                place.in(role.name()));
        ObjectNode labels = object.withObjectProperty("metadata").putObject("labels");
        role.labels().forEach((key, value) -> labels.put(place.in(key), value));
        ArrayNode rules = object.putArray("rules");
        role.rules().forEach(rule -> rules.add(rule(rule)));
        if (!role.gathers().isEmpty()) {
            ArrayNode selectors = object.putObject("aggregationRule").putArray("clusterRoleSelectors");
            for (Map<String, String> selector : role.gathers()) {
                ObjectNode wanted = selectors.addObject().putObject("matchLabels");
                selector.forEach((key, value) -> wanted.put(place.in(key), value));
            }
        }
        return new Manifest(namespace.isEmpty()
                ? RBAC + "clusterroles"
                : RBAC + "namespaces/" + namespace + "/roles", object);
    }

    private static ObjectNode rule(PolicyRule rule) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        put(object, "verbs", rule.verbs());
        put(object, "apiGroups", rule.apiGroups());
        put(object, "resources", rule.resources());
        put(object, "resourceNames", rule.resourceNames());
        put(object, "nonResourceURLs", rule.nonResourceUrls());
        return object;
    }

    private static void put(ObjectNode object, String field, List<String> words) {
        if (!words.isEmpty()) {
            words.forEach(object.putArray(field)::add);
        }
    }

    private static Manifest binding(WrittenBinding binding, Place place) {
        String namespace = place.in(binding.namespace());
        ObjectNode object = object(RBAC_GROUP + "/v1", namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding",
                namespace, place.in(binding.name()));
        object.putObject("roleRef").put("apiGroup", RBAC_GROUP).put("kind", binding.roleKind())
                .put("name", place.in(binding.roleName()));
        ArrayNode subjects = object.putArray("subjects");
        for (WrittenSubject subject : binding.subjects()) {
            ObjectNode written = subjects.addObject().put("kind", subject.kind()).put("name", place.in(subject.name()));
            if (!subject.namespace().isEmpty()) {
                written.put("namespace", place.in(subject.namespace()));
            }
        }
        return new Manifest(namespace.isEmpty()
                ? RBAC + "clusterrolebindings"
                : RBAC + "namespaces/" + namespace + "/rolebindings", object);
    }

    private static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    /** A SubjectAccessReview that puts a question. */
    static ObjectNode review(Ask ask, Place place) {
        ObjectNode review = JsonNodeFactory.instance.objectNode().put("apiVersion", "authorization.k8s.io/v1")
                .put("kind", "SubjectAccessReview");
        ObjectNode spec = review.putObject("spec").put("user", place.in(ask.user()));
        ask.groups().forEach(group -> spec.withArrayProperty("groups").add(place.in(group)));
        if (ask.isForPath()) {
            spec.putObject("nonResourceAttributes").put("verb", ask.verb()).put("path", ask.path());
        } else {
            spec.putObject("resourceAttributes").put("verb", ask.verb()).put("group", ask.group())
                    .put("resource", ask.resource()).put("subresource", ask.subresource()).put("name", ask.name())
                    .put("namespace", place.in(ask.namespace()));
        }
        return review;
    }
}
