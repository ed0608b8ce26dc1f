package dev.sallyport.conformance.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mapping.KubernetesUser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a webhook makes of a token. */
public sealed interface Reviewed {

    /** The token is somebody's. */
    record Accepted(String username, String uid, List<String> groups, Map<String, List<String>> extra)
            implements
                Reviewed {

        /** The one value that newer authenticators and we send under two names, and version 0.6 under the first alone. */
        private static final String SECOND_NAME = "sigs.k8s.io/aws-iam-authenticator/principalId";

        public Accepted {
            Map<String, List<String>> once = new TreeMap<>(extra);
            if (once.containsKey(SECOND_NAME) && once.get(SECOND_NAME).equals(once.get("principalId"))) {
                once.remove(SECOND_NAME);
            }
            groups = List.copyOf(groups);
            extra = once;
        }
    }

    /** The token is nobody's. */
    record Refused() implements Reviewed {}

    /** The webhook could not say: an answer that the API server asks for again. */
    record Undecided(int status) implements Reviewed {}

    /** What a user of our map would be answered as. */
    static Reviewed of(KubernetesUser user) {
        return new Accepted(user.username(), user.uid(), user.groups(), user.extra());
    }

    /** Reads an answer to a TokenReview. */
    static Reviewed of(ApiAnswer answer) {
        JsonNode status = answer.json().path("status");
        if (answer.status() == 200 && status.path("authenticated").asBoolean()) {
            JsonNode user = status.path("user");
            List<String> groups = new ArrayList<>();
            user.path("groups").forEach(group -> groups.add(group.asText()));
            Map<String, List<String>> extra = new TreeMap<>();
            user.path("extra").properties().forEach(field -> {
                List<String> values = new ArrayList<>();
                field.getValue().forEach(value -> values.add(value.asText()));
                extra.put(field.getKey(), values);
            });
            return new Accepted(user.path("username").asText(), user.path("uid").asText(), groups, extra);
        }
        return answer.status() == 403 ? new Refused() : new Undecided(answer.status());
    }
}
