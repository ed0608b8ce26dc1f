/** Suites that hold the built command against real peers: kubectl, the AWS CLI, the API server. */
@NullMarked
package dev.sallyport.conformance;

import org.jspecify.annotations.NullMarked;
