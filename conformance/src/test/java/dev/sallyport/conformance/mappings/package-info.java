/**
 * Holds our reading of {@code aws-auth}, and whom it makes of an identity, against aws-iam-authenticator: its exported
 * {@code ParseMap} for thousands of texts and of texts that our editor wrote, its server on a real API server's ConfigMap for hundreds. Read {@link
 * dev.sallyport.conformance.mappings.WrittenMaps} first: it writes maps as people write and break them.
 */
@NullMarked
package dev.sallyport.conformance.mappings;

import org.jspecify.annotations.NullMarked;
