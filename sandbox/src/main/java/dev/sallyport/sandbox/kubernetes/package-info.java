/**
 * A local Kubernetes API over TLS: what the passage needs of a cluster, in memory.
 *
 * <p>It asks the real webhook who somebody is and the real {@code rbac} what they may do, and serves kubectl's requests
 * with the words, tables and patches of a real API server of one version. It runs no controllers beyond what makes
 * namespaces, aggregated roles and deletions behave, schedules nothing, and is no Kubernetes distribution. Read
 * {@code LocalKubernetes} first, then {@code ApiHandler}, which a request passes.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
