/**
 * What a request asks for.
 *
 * <p>Owns the reading of paths, queries, selectors, media types and bodies, with the objections of a real API server to
 * what makes no sense. In comes text; out go values that say what is wanted. Read {@code RequestPath} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.request;

import org.jspecify.annotations.NullMarked;
