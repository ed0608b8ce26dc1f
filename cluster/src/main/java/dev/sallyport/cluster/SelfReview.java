package dev.sallyport.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.mapping.KubernetesUser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the API server who it takes one for: a SelfSubjectReview, which every authenticated user may create. Served
 * since Kubernetes 1.28 as v1; before, as v1beta1 (1.27) and v1alpha1, where switched on.
 */
public final class SelfReview {

    private static final List<String> VERSIONS = List.of("v1", "v1beta1", "v1alpha1");
    private static final String AUTHENTICATED = "system:authenticated";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClusterConnection cluster;

    private SelfReview(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /** Asks this cluster. */
    public static SelfReview of(ClusterConnection cluster) {
        return new SelfReview(cluster);
    }

    /**
     * Who one is there. Fails with {@link ClusterFailure.Kind#UNAUTHORIZED} for somebody whom the cluster does not
     * know, and with {@link ClusterFailure.Kind#NOT_FOUND} when it serves no such review.
     */
    public ClusterAnswer<KubernetesUser> ask() {
        ClusterAnswer<KubernetesUser> answer = ask(VERSIONS.getFirst());
        for (String version : VERSIONS.subList(1, VERSIONS.size())) {
            if (!(answer instanceof ClusterAnswer.Failed<KubernetesUser>(ClusterFailure failure))
                    || failure.kind() != ClusterFailure.Kind.NOT_FOUND) {
                return answer;
            }
            answer = ask(version);
        }
        return answer;
    }

    private ClusterAnswer<KubernetesUser> ask(String version) {
        String apiVersion = "authentication.k8s.io/" + version;
        return cluster.ask("review yourself (" + apiVersion + " SelfSubjectReview)",
                () -> cluster.client().raw("/apis/" + apiVersion + "/selfsubjectreviews", "POST",
                        Map.of("apiVersion", apiVersion, "kind", "SelfSubjectReview")))
                .then(this::read);
    }

    private ClusterAnswer<KubernetesUser> read(String body) {
        try {
            JsonNode user = JSON.readTree(body).path("status").path("userInfo");
            // a map may give an empty name, and then the groups alone say that somebody asked
            if (user.path("username").asText("").isEmpty() && user.path("groups").isEmpty()) {
                return nonsense();
            }
            Map<String, List<String>> extra = new LinkedHashMap<>();
            user.path("extra").properties().forEach(entry -> extra.put(entry.getKey(), texts(entry.getValue())));
            List<String> groups = new ArrayList<>(texts(user.path("groups")));
            groups.remove(AUTHENTICATED);
            return new ClusterAnswer.Got<>(new KubernetesUser(user.path("username").asText(""),
                    user.path("uid").asText(""), groups, extra));
        } catch (JsonProcessingException e) {
            return nonsense();
        }
    }

    private ClusterAnswer<KubernetesUser> nonsense() {
        return new ClusterAnswer.Failed<>(new ClusterFailure(ClusterFailure.Kind.NONSENSE, "The API server "
                + cluster.target().described() + " answered a SelfSubjectReview without saying who asks.", ""));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
