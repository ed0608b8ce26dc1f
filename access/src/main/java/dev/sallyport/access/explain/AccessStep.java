package dev.sallyport.access.explain;

import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;

/** What the authorizers say of a user's request. */
public sealed interface AccessStep {

    /** Nobody asked them: nobody came so far. */
    record NotReached() implements AccessStep {}

    /** RBAC decided. */
    record ByRbac(RbacUser user, Decision decision) implements AccessStep {}

    /**
     * A node: the Node authorizer is asked before RBAC.
     *
     * @param answer what it says
     * @param decision what RBAC says by itself
     */
    record ByNodeAuthorizer(RbacUser user, NodeAuthorizer.Answer answer, Decision decision) implements AccessStep {}

    /**
     * The API server said it to whoever asked about themselves; what gives it was not seen.
     *
     * @param reason its own words, such as the binding that it found; may be empty
     */
    record ByServer(RbacUser user, boolean allowed, String reason) implements AccessStep {}
}
