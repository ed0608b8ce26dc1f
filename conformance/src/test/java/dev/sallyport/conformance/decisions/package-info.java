/**
 * Access decisions held against the real API server. {@link dev.sallyport.conformance.decisions.WorldGenerator} makes
 * {@link dev.sallyport.conformance.decisions.World}s of roles and bindings, {@link
 * dev.sallyport.conformance.decisions.JudgedServer} writes them into a server and asks it, {@link
 * dev.sallyport.conformance.decisions.Verdict} is what both are compared by. Read {@link
 * dev.sallyport.conformance.decisions.DecisionsTest} first.
 */
@NullMarked
package dev.sallyport.conformance.decisions;

import org.jspecify.annotations.NullMarked;
