package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The resources that an API server says it serves, in the form in which it says them all at once. Source: Kubernetes,
 * {@code apidiscovery.k8s.io/v2 APIGroupDiscoveryList}; served since 1.27, older ones answer without resources.
 */
final class Discovery {

    static final String PATH = "/apis";
    static final String ACCEPT = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    private Discovery() {}

    static List<ResourceKind> of(JsonNode answer) {
        List<ResourceKind> kinds = new ArrayList<>();
        answer.path("items").forEach(group -> group.path("versions").path(0).path("resources")
                .forEach(resource -> kinds.add(kind(group.path("metadata").path("name").asText(""), resource))));
        return kinds;
    }

    private static ResourceKind kind(String group, JsonNode resource) {
        return new ResourceKind(group, resource.path("resource").asText(), resource.path("singularResource").asText(),
                resource.path("responseKind").path("kind").asText(), texts(resource.path("shortNames")),
                resource.path("scope").asText().equals("Namespaced"));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
