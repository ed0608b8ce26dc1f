/**
 * The four ways to change a part of an object, and who owns which of its fields.
 *
 * <p>Owns JSON patch, JSON merge patch, the strategic merge patch and server-side apply as functions from object and
 * patch to a new object. Nothing here knows of requests or of the store. Read {@code StrategicMergePatch} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.patch;

import org.jspecify.annotations.NullMarked;
