package dev.sallyport.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who somebody is inside the cluster, as a TokenReview says it.
 *
 * @param username what RBAC's subjects of kind {@code User} are compared with
 * @param uid stable over the user's life; {@code aws-iam-authenticator:ACCOUNT:USERID} for IAM principals
 * @param groups in the order of the rule, without {@code system:authenticated}, which the API server adds itself
 * @param extra further facts for audit and authorizers, each with its values
 */
public record KubernetesUser(String username, String uid, List<String> groups, Map<String, List<String>> extra) {

    public KubernetesUser {
        groups = List.copyOf(groups);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        extra.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        extra = java.util.Collections.unmodifiableMap(copy);
    }

    /** The groups as the API server sees them: with {@code system:authenticated}. */
    public List<String> groupsAsAuthenticated() {
        List<String> all = new ArrayList<>(groups);
        if (!all.contains("system:authenticated")) {
            all.add("system:authenticated");
        }
        return List.copyOf(all);
    }
}
