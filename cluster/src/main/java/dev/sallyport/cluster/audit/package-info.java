/**
 * Edits of {@code kube-system/aws-auth} as they stand in a cluster's audit log.
 *
 * <p>Enters: a log in any of the forms in which one gets it, from an API server's file or out of CloudWatch. Leaves: the
 * edits, the oldest first, each with who, when and, where the log tells it, the whole text. Read {@code AuditTrail}
 * first; {@code AuditLogReader} knows the forms.
 */
@NullMarked
package dev.sallyport.cluster.audit;

import org.jspecify.annotations.NullMarked;
