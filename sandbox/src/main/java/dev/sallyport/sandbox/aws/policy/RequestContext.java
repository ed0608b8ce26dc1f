package dev.sallyport.sandbox.aws.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy is asked about: an action on a resource, and the condition keys that come with the request.
 *
 * @param action such as {@code eks:DescribeCluster}
 * @param resource an ARN, or {@code *} for actions without one
 * @param keys condition keys in lower case, each with its values
 */
public record RequestContext(String action, String resource, Map<String, List<String>> keys) {

    public RequestContext {
        Map<String, List<String>> lower = new HashMap<>();
        keys.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        keys = Map.copyOf(lower);
    }

    /** The same request with one more condition key. */
    public RequestContext with(String key, String value) {
        Map<String, List<String>> more = new HashMap<>(keys);
        more.put(key.toLowerCase(Locale.ROOT), List.of(value));
        return new RequestContext(action, resource, more);
    }

    /** A condition key's values; empty when the request has none. */
    List<String> values(String key) {
        return keys.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }

    /** The value that a policy variable stands for; empty when the key is absent or has several values. */
    Optional<String> variable(String key) {
        List<String> values = values(key);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
