package dev.sallyport.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.rbac.AccessRequest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the API server what one may do oneself: a SelfSubjectAccessReview or a SelfSubjectRulesReview, which every
 * authenticated user may create. Source: Kubernetes API, {@code authorization.k8s.io/v1}.
 */
public interface SelfRights {

    /** Whether one may do this. Every authorizer of the cluster is asked, not RBAC alone. */
    ClusterAnswer<Answer> may(AccessRequest request);

    /** What one may do in a namespace, by the authorizers that can list it. */
    ClusterAnswer<Rules> rules(String namespace);

    /**
     * A verdict.
     *
     * @param reason the authorizer's own words; may be empty
     */
    record Answer(boolean allowed, String reason) {}

    /**
     * What one may do in a namespace.
     *
     * @param own a rule each, such as {@code get list pods}, beside what every authenticated user may
     * @param incomplete whether some authorizer cannot list its rules, as EKS's for access policies
     */
    record Rules(List<String> own, boolean incomplete) {
        public Rules {
            own = List.copyOf(own);
        }
    }

    /** Asks this cluster. */
    static SelfRights of(ClusterConnection cluster) {
        return new Asked(cluster);
    }

    /** Asks by POST. */
    final class Asked implements SelfRights {

        private static final String API = "authorization.k8s.io/v1";
        private static final ObjectMapper JSON = new ObjectMapper();
        /** Kubernetes gives these to every authenticated user (system:basic-user, system:discovery). */
        private static final Set<String> EVERYBODYS_GROUPS = Set.of("authorization.k8s.io", "authentication.k8s.io");
        private static final Set<String> EVERYBODYS_PATHS = Set.of("/api", "/api/*", "/apis", "/apis/*", "/healthz",
                "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/");

        private final ClusterConnection cluster;

        private Asked(ClusterConnection cluster) {
            this.cluster = cluster;
        }

        @Override
        public ClusterAnswer<Answer> may(AccessRequest request) {
            Map<String, Object> spec = switch (request) {
                case AccessRequest.Resource resource -> Map.of("resourceAttributes", attributes(resource));
                case AccessRequest.NonResource path -> Map.of("nonResourceAttributes",
                        Map.of("path", path.path(), "verb", path.verb()));
            };
            return ask("SelfSubjectAccessReview", spec).map(status -> new Answer(
                    status.path("allowed").asBoolean(false), status.path("reason").asText("")));
        }

        private static Map<String, String> attributes(AccessRequest.Resource resource) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("verb", resource.verb());
            attributes.put("group", resource.group());
            attributes.put("resource", resource.resource());
            attributes.put("subresource", resource.subresource());
            attributes.put("name", resource.name());
            attributes.put("namespace", resource.namespace());
            return attributes;
        }

        @Override
        public ClusterAnswer<Rules> rules(String namespace) {
            return ask("SelfSubjectRulesReview", Map.of("namespace", namespace)).map(status -> {
                List<String> own = new ArrayList<>();
                status.path("resourceRules").forEach(rule -> {
                    if (!EVERYBODYS_GROUPS.containsAll(texts(rule.path("apiGroups")))) {
                        own.add(words(rule, "resources"));
                    }
                });
                status.path("nonResourceRules").forEach(rule -> {
                    if (!EVERYBODYS_PATHS.containsAll(texts(rule.path("nonResourceURLs")))) {
                        own.add(words(rule, "nonResourceURLs"));
                    }
                });
                return new Rules(own, status.path("incomplete").asBoolean(false));
            });
        }

        private static String words(JsonNode rule, String what) {
            return String.join(" ", texts(rule.path("verbs"))) + " " + String.join(" ", texts(rule.path(what)));
        }

        private ClusterAnswer<JsonNode> ask(String kind, Map<String, Object> spec) {
            return cluster.ask("ask what you may do (" + kind + ")",
                    () -> cluster.client().raw("/apis/" + API + "/" + kind.toLowerCase(Locale.ROOT) + "s",
                            "POST", Map.of("apiVersion", API, "kind", kind, "spec", spec)))
                    .then(body -> status(body).<ClusterAnswer<JsonNode>>map(ClusterAnswer.Got::new)
                            .orElseGet(() -> nonsense(kind)));
        }

        private static Optional<JsonNode> status(String body) {
            try {
                JsonNode status = JSON.readTree(body).path("status");
                return status.isObject() ? Optional.of(status) : Optional.empty();
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }

        private ClusterAnswer<JsonNode> nonsense(String kind) {
            return new ClusterAnswer.Failed<>(new ClusterFailure(ClusterFailure.Kind.NONSENSE, "The API server "
                    + cluster.target().described() + " answered a " + kind + " with something else.", ""));
        }

        private static List<String> texts(JsonNode array) {
            List<String> texts = new ArrayList<>();
            array.forEach(item -> texts.add(item.asText()));
            return texts;
        }
    }
}
