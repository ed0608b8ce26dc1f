/**
 * What a cluster's audit log tells: edits of {@code kube-system/aws-auth}, and who asked for what.
 *
 * <p>Enters: a log in any of the forms in which one gets it, from an API server's file or out of CloudWatch. Leaves: the
 * edits, the oldest first, each with who, when and, where the log tells it, the whole text ({@code AuditTrail}); or every
 * request as it was put to the authorizer ({@code AuditRequests}). {@code AuditLogReader} knows the forms.
 */
@NullMarked
package dev.sallyport.cluster.audit;

import org.jspecify.annotations.NullMarked;
