package dev.sallyport.access.explain;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.Optional;

/**
 * Something that a remedy lets somebody do.
 *
 * @param newcomer the canonical ARN of the only principal that it is opened to, because only that one is new; empty where
 *     it is opened to whoever the subject speaks of
 * @param subject whom the binding speaks of
 * @param rule what is allowed
 * @param namespace the one in which it is; empty for the whole cluster
 * @param via the binding, for people
 */
public record Opening(Optional<String> newcomer, Subject subject, PolicyRule rule, String namespace, String via) {

    /**
     * Whether a request of somebody's is opened by this.
     *
     * @param canonicalArn who they are to the map; empty for a Kubernetes user that no map made
     * @param user who they are in the cluster once the remedy is applied
     */
    public boolean covers(Optional<String> canonicalArn, RbacUser user, AccessRequest request) {
        boolean who = newcomer.isEmpty()
                || canonicalArn.filter(arn -> ArnCase.folded(arn).equals(ArnCase.folded(newcomer.get()))).isPresent();
        return who && Subjects.speaksOf(subject, namespace, user) && coversRequest(request);
    }

    /** Whether a request is of the kind that is opened. */
    public boolean coversRequest(AccessRequest request) {
        boolean where = namespace.isEmpty()
                || (request instanceof AccessRequest.Resource resource && resource.namespace().equals(namespace));
        return where && rule.allows(request);
    }
}
