/**
 * A cluster's access at one moment, as one immutable value.
 *
 * <p>Enters: a live cluster, read page by page and never written, or texts and folders of manifests, such as dumps of
 * {@code kubectl get … -o yaml}. Leaves: a {@code ClusterSnapshot} with the map, the roles and bindings, the Nodes and
 * service accounts, where each object stands, and what could not be seen. Read {@code ClusterSnapshot} first.
 */
@NullMarked
package dev.sallyport.cluster.snapshot;

import org.jspecify.annotations.NullMarked;
