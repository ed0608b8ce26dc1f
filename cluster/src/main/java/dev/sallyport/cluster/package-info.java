/**
 * The Kubernetes side.
 *
 * <p>Owns the watches that feed {@code MappingTable} and {@code RbacSnapshot} from a live cluster, and the single reads
 * that commands make. In comes a {@code ClusterConnection}; out go immutable snapshots, fresh ones as the cluster
 * changes. Read {@code AwsAuthWatch} first, then {@code Feed}.
 */
@NullMarked
package dev.sallyport.cluster;

import org.jspecify.annotations.NullMarked;
