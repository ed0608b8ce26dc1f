/**
 * The kinds that the API serves, as data.
 *
 * <p>Owns one registry: names, verbs, subresources, the columns that kubectl shows, and how objects of a kind behave
 * when they are written. A further kind is a further entry. Read {@code Kind} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.kinds;

import org.jspecify.annotations.NullMarked;
