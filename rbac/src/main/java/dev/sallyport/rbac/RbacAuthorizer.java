package dev.sallyport.rbac;

/** RBAC with the API server's semantics over one snapshot. Immutable; indexed by subject. */
public final class RbacAuthorizer implements Authorizer {

    private final RbacSnapshot snapshot;

    private RbacAuthorizer(RbacSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Builds the index over a snapshot. */
    public static RbacAuthorizer over(RbacSnapshot snapshot) {
        return new RbacAuthorizer(snapshot);
    }

    @Override
    public Decision decide(RbacUser user, AccessRequest request) {
        throw new UnsupportedOperationException("written by the room rbac: " + snapshot + user + request);
    }
}
