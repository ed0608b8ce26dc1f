package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** The resources that CustomResourceDefinitions define. */
final class CustomKinds {

    private CustomKinds() {}

    static List<ResourceKind> of(List<ClusterObject> objects) {
        return objects.stream().filter(object -> object.key().kind().equals("CustomResourceDefinition"))
                .map(object -> kind(object.json().path("spec"))).toList();
    }

    private static ResourceKind kind(JsonNode spec) {
        JsonNode names = spec.path("names");
        List<String> shortNames = new ArrayList<>();
        names.path("shortNames").forEach(name -> shortNames.add(name.asText()));
        return new ResourceKind(spec.path("group").asText(), names.path("plural").asText(),
                names.path("singular").asText(), names.path("kind").asText(), shortNames,
                spec.path("scope").asText().equals("Namespaced"));
    }
}
