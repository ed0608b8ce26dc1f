package dev.sallyport.sandbox.kubernetes.write;

import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;

import java.util.Optional;

/**
 * The circumstances of a write.
 *
 * @param kind the kind as the client names it
 * @param stored the kind under which its objects are stored
 * @param namespace empty for cluster-scoped kinds
 * @param subresource {@code status} and the like; empty for the object itself
 * @param user who writes; empty for the cluster's own parts in this process, which are held to no rule
 * @param manager who owns the fields that are written
 * @param dryRun whether all but the storing is done
 */
public record Writing(Kind kind, Kind stored, String namespace, String subresource, Optional<KubernetesUser> user,
        String manager, boolean dryRun) {

    /** A write of the cluster's own parts. */
    public static Writing byCluster(Kind kind, String namespace, String manager) {
        return new Writing(kind, kind, namespace, "", Optional.empty(), manager, false);
    }

    /** Whether only the status is written. */
    public boolean ofStatus() {
        return subresource.equals("status");
    }
}
