/**
 * How the API says no: a {@code Status} with the code, reason and words of a real API server.
 *
 * <p>In comes what went wrong; out goes an {@code ApiError}, thrown to wherever the request is answered. Read
 * {@code ApiError} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.errors;

import org.jspecify.annotations.NullMarked;
