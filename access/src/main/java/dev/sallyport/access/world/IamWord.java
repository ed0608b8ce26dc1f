package dev.sallyport.access.world;

import java.util.Map;
import java.util.Set;

/**
 * What IAM said of principals, where it was asked.
 *
 * @param gone the ARNs of users and roles that it does not know, as they were asked for
 * @param trustPolicies of roles, by their ARN as it was asked for
 */
public record IamWord(Set<String> gone, Map<String, String> trustPolicies) {

    /** Nobody was asked for. */
    public static final IamWord NONE = new IamWord(Set.of(), Map.of());

    public IamWord {
        gone = Set.copyOf(gone);
        trustPolicies = Map.copyOf(trustPolicies);
    }
}
