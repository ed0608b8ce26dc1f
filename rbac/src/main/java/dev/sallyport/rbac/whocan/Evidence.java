package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;

import java.util.Optional;

/**
 * Why somebody may take a step, or make the request at its end.
 *
 * @param request one of those that would do
 * @param chain by what they may; empty where a step before gave the right itself
 */
public record Evidence(AccessRequest request, Optional<Decision.Chain> chain) {}
