/**
 * What happens to an object on its way into the store.
 *
 * <p>Owns the one path of every write, a client's as well as the cluster's own: defaults, owners of fields, admission,
 * the parts no client can set, validation. In comes an object as somebody wishes it; out goes what is stored, or a
 * refusal that names every fault. Read {@code ObjectWriter} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.write;

import org.jspecify.annotations.NullMarked;
