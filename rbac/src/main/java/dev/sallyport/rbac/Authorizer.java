package dev.sallyport.rbac;

/** Decides requests. RBAC is one; EKS access policies will be another beside it. */
@FunctionalInterface
public interface Authorizer {

    /** Whether this user may do this. Never throws for anything that the request contains. */
    Decision decide(RbacUser user, AccessRequest request);
}
