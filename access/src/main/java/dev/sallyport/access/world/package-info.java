/**
 * What questions about access are asked of.
 *
 * <p>Enters: a snapshot of a cluster, and what EKS says about which map counts. Leaves: an {@code AccessWorld}, which
 * knows who maps, who authorizes, and what nobody looked at.
 */
@NullMarked
package dev.sallyport.access.world;

import org.jspecify.annotations.NullMarked;
