/**
 * The review of a change of {@code aws-auth}, made before it is written.
 *
 * <p>Enters: the map before and after, and what the cluster's state says (its Nodes, its roles and bindings, who asks).
 * Leaves: the dangers, each with a stable code, its consequence and a remedy; and, by meaning, who gains and who loses.
 * A text that is good YAML can still lock everybody out; only the cluster's state tells. Read {@code ChangeReview} first.
 */
@NullMarked
package dev.sallyport.cluster.review;

import org.jspecify.annotations.NullMarked;
