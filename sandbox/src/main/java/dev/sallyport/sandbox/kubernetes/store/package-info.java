/**
 * What the cluster knows, in memory.
 *
 * <p>Owns every object, one counter of versions for all of them, and the changes of the recent past, from which watches
 * resume and lists of a past version are rebuilt. Objects in the store are never altered: a write puts a new one in the
 * place of the old. Read {@code ObjectStore} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.store;

import org.jspecify.annotations.NullMarked;
