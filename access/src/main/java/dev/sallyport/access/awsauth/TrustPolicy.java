package dev.sallyport.access.awsauth;

import dev.sallyport.identity.JsonReader;

import java.util.List;
import java.util.Map;

/** Reads who may assume a role. Source: IAM User Guide, "AWS JSON policy elements: Principal". */
final class TrustPolicy {

    private TrustPolicy() {}

    /** Whether anybody but services of AWS may; a policy that cannot be read lets nobody in, as far as one can see. */
    static boolean letsPeopleIn(String policy) {
        Object statements = JsonReader.tryRead(policy).filter(Map.class::isInstance)
                .<Object>map(read -> ((Map<?, ?>) read).get("Statement")).orElse(List.of());
        List<?> all = statements instanceof List<?> list ? list : List.of(statements);
        return all.stream().anyMatch(TrustPolicy::allowsPeople);
    }

    private static boolean allowsPeople(Object statement) {
        if (!(statement instanceof Map<?, ?> map) || !"Allow".equals(map.get("Effect"))) {
            return false;
        }
        return "*".equals(map.get("Principal")) || (map.get("Principal") instanceof Map<?, ?> principals
                && (principals.containsKey("AWS") || principals.containsKey("Federated")));
    }
}
