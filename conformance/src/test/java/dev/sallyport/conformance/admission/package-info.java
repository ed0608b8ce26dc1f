/**
 * Holds the sandbox's calls of admission webhooks against those of a real API server: the same writes, the same webhooks,
 * and what the webhooks are sent and the client gets, field by field. Read {@code AdmissionContract} first.
 */
@NullMarked
package dev.sallyport.conformance.admission;

import org.jspecify.annotations.NullMarked;
