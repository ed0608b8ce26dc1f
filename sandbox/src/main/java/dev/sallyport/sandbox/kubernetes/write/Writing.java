package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.admission.AdmissionRequest;
import dev.sallyport.sandbox.kubernetes.admission.AdmissionRequest.Operation;
import dev.sallyport.sandbox.kubernetes.admission.Warnings;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;

import java.util.Optional;
import java.util.function.UnaryOperator;

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
 * @param options what the client stated about the write, which others who have a say are told
 * @param below makes of the object what the client sees of it, where that is another kind of object
 * @param warnings what the client is to be warned of
 */
public record Writing(Kind kind, Kind stored, String namespace, String subresource, Optional<KubernetesUser> user,
        String manager, boolean dryRun, ObjectNode options, UnaryOperator<ObjectNode> below, Warnings warnings) {

    /** A write of the cluster's own parts. */
    public static Writing byCluster(Kind kind, String namespace, String manager) {
        return byCluster(kind, namespace, "", manager);
    }

    /** A write of the cluster's own parts below an object. */
    public static Writing byCluster(Kind kind, String namespace, String subresource, String manager) {
        return new Writing(kind, kind, namespace, subresource, Optional.empty(), manager, false,
                JsonNodeFactory.instance.objectNode(), UnaryOperator.identity(), new Warnings());
    }

    /** The same write, of which nothing is stored when it is a dry run. */
    public Writing dry(boolean run) {
        return new Writing(kind, stored, namespace, subresource, user, manager, run, options, below, warnings);
    }

    /** The same write of an object that the client sees in another form. */
    public Writing seenAs(UnaryOperator<ObjectNode> form) {
        return new Writing(kind, stored, namespace, subresource, user, manager, dryRun, options, form, warnings);
    }

    /** What those who have a say are asked about something that is made and not stored. */
    public AdmissionRequest created(String name, ObjectNode made) {
        return asked(name, made, Optional.empty()).orElseThrow();
    }

    /** What those who have a say are asked; empty for a write of the cluster's own parts. */
    Optional<AdmissionRequest> asked(String name, ObjectNode after, Optional<ObjectNode> before) {
        boolean itself = kind.group().isEmpty() && kind.plural().equals("namespaces");
        return user.map(who -> {
            Operation operation = before.isPresent() ? Operation.UPDATE : Operation.CREATE;
            ObjectNode said = options.deepCopy().put("kind", before.isPresent() ? "UpdateOptions" : "CreateOptions")
                    .put("apiVersion", "meta.k8s.io/v1");
            return new AdmissionRequest(operation, kind, subresource, itself ? name : namespace, name, who,
                    Optional.of(below.apply(after)), before.map(below), dryRun, said);
        });
    }

    /** Whether only the status is written. */
    public boolean ofStatus() {
        return subresource.equals("status");
    }
}
