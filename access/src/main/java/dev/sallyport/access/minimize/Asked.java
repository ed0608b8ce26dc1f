package dev.sallyport.access.minimize;

import dev.sallyport.rbac.AccessRequest;

/** A request, and the name of the user whose it was. */
public record Asked(String user, AccessRequest request) {}
