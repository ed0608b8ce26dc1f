/**
 * What the fields of a kind are.
 *
 * <p>Owns the published structure of the kinds (their OpenAPI without descriptions). In comes a body as somebody sent
 * it; out goes the object as the API server would understand it, with the fields that it does not know named. Read
 * {@code Shape} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
