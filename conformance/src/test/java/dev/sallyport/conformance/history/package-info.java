/**
 * Writes of aws-auth and their history, held against the sandbox's Kubernetes API in every build and against a real API
 * server beside it: {@link dev.sallyport.conformance.history.HistoryContract} is what both must pass.
 */
@NullMarked
package dev.sallyport.conformance.history;

import org.jspecify.annotations.NullMarked;
