/**
 * The Kubernetes side.
 *
 * <p>Owns the watches that feed {@code MappingTable} and {@code RbacSnapshot} from a live cluster. In come a kubeconfig
 * and a context; out go immutable snapshots, fresh ones as the cluster changes. Read {@code AwsAuthWatch} first.
 */
@NullMarked
package dev.sallyport.cluster;

import org.jspecify.annotations.NullMarked;
