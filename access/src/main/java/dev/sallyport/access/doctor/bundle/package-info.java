/**
 * What somebody hands to support: a diagnosis without anything that names or opens something of theirs.
 *
 * <p>In goes a diagnosis, the kubeconfig's structure and the names of variables; out comes a {@code SupportBundle}, files
 * of text. Nothing is taken out of a text here: what is let in is on a list, and every other word becomes a pseudonym
 * ({@code Pseudonyms}).
 */
@NullMarked
package dev.sallyport.access.doctor.bundle;

import org.jspecify.annotations.NullMarked;
