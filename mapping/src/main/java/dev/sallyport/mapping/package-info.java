/**
 * Who an IAM principal is inside the cluster.
 *
 * <p>Owns the mapping rules and the {@code aws-auth} document. In come the text of the ConfigMap and a
 * {@code CallerIdentity}; out goes a {@code KubernetesUser} with the rule and the line that made it. Read
 * {@code MappingTable} first, then {@code AwsAuth}; {@code edit.MappingEditor} changes one. Sources of rules implement {@code MappingSource} and pass
 * {@code MappingSourceContract}, which the room's test jar carries.
 */
@NullMarked
package dev.sallyport.mapping;

import org.jspecify.annotations.NullMarked;
