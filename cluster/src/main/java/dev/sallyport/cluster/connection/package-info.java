/**
 * The way to a cluster.
 *
 * <p>Owns what says where a cluster is and who one is there ({@code ClusterTarget}), the reading of it from kubeconfig
 * files with their credential plugins ({@code KubeconfigTargets}), and the client made from it. In comes a target; out
 * goes a {@code ClusterConnection}, whose every refusal is a value in words. Read {@code ClusterClients} first.
 */
@NullMarked
package dev.sallyport.cluster.connection;

import org.jspecify.annotations.NullMarked;
