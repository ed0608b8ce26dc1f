/**
 * The tour, played on the sandbox's own Kubernetes API and on real API servers, and compared step by step: {@link
 * dev.sallyport.conformance.passage.PassageTest}.
 */
@NullMarked
package dev.sallyport.conformance.passage;

import org.jspecify.annotations.NullMarked;
