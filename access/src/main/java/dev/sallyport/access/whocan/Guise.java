package dev.sallyport.access.whocan;

import dev.sallyport.rbac.RbacUser;

import java.util.Optional;

/**
 * Who a principal of IAM may be inside the cluster.
 *
 * @param user with the group {@code system:authenticated}, which the API server adds
 * @param chosen how they come to be just that user, where they could be another, such as {@code with a session named
 *     ana}; empty where there is no choice
 */
public record Guise(RbacUser user, Optional<String> chosen) {}
