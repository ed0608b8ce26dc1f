/**
 * Holds {@code sallyport kubeconfig update --plugin aws} against {@code aws eks update-kubeconfig}: from the same start,
 * with the same options, against the same EKS of a sandbox. Read {@link
 * dev.sallyport.conformance.kubeconfigs.UpdateCase} first.
 */
@NullMarked
package dev.sallyport.conformance.kubeconfigs;

import org.jspecify.annotations.NullMarked;
