package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everybody who may do one thing by themselves.
 *
 * @param request what is asked about
 * @param chains by subject, every way in which the subject has it. The group {@code system:masters} is always there, and
 *     first; the others stand in the order of the bindings, those of the cluster before a namespace's. A service account
 *     stands there as one also where a binding calls it by its user name
 */
public record Holders(AccessRequest request, Map<Subject, List<Decision.Chain>> chains) {

    public Holders {
        chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
    }

    /** Every way in which a user has it, by name or by group; none for a no. */
    public List<Decision.Chain> of(RbacUser user) {
        List<Decision.Chain> found = new ArrayList<>();
        Names.of(user).forEach(name -> found.addAll(chains.getOrDefault(name, List.of())));
        return found;
    }
}
