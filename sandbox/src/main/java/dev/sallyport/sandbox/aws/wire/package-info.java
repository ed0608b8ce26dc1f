/**
 * How AWS's services talk over HTTP: signatures, parameters, answers and errors.
 *
 * <p>In comes a request as it stood on the wire; out go who signed it, what it asks, and the bytes of the answer in the
 * service's own form. Knows no single action. Read {@code SigV4Gate} first.
 */
@NullMarked
package dev.sallyport.sandbox.aws.wire;

import org.jspecify.annotations.NullMarked;
