/**
 * How a suite compares us with a peer, case by case, and what becomes of it: {@link
 * dev.sallyport.conformance.compare.Comparison} counts what was equal, what differs on purpose (a {@link
 * dev.sallyport.conformance.compare.DesignedDifference}, a predicate over the input) and what is a fault; a fault is
 * shrunk and kept among the {@link dev.sallyport.conformance.compare.RegressionCases}; {@link
 * dev.sallyport.conformance.compare.ReportListener} writes all of it down when the run ends.
 */
@NullMarked
package dev.sallyport.conformance.compare;

import org.jspecify.annotations.NullMarked;
