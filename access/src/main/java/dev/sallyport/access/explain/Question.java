package dev.sallyport.access.explain;

import dev.sallyport.rbac.AccessRequest;

/** May this principal do this? */
public record Question(Asker asker, AccessRequest request) {}
