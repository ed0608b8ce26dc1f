package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;

import java.util.List;
import java.util.UUID;

/**
 * What a cluster adds to every pod before it stores it: the service account with its volume, the tolerations of a node
 * that is briefly away, a priority. Source: Kubernetes, "Admission Control", ServiceAccount, DefaultTolerationSeconds
 * and Priority.
 */
final class PodAdmission {

    private static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final int TOKEN_SECONDS = 3607; // an hour, and what tells these volumes from hand-made ones
    private static final int TOLERATED_SECONDS = 300;
    private static final int SUFFIX_LENGTH = 5;

    private final ObjectStore store;
    private final Kind serviceAccounts;

    PodAdmission(ObjectStore store, Kind serviceAccounts) {
        this.store = store;
        this.serviceAccounts = serviceAccounts;
    }

    void complete(ObjectNode pod, String namespace) {
        ObjectNode spec = pod.withObject("/spec");
        ObjectNode account = account(pod, spec, namespace);
        boolean mounts = spec.path("automountServiceAccountToken")
                .asBoolean(account.path("automountServiceAccountToken").asBoolean(true));
        if (mounts) {
            mountToken(spec);
        }
        tolerate(spec);
        for (String field : List.of("preemptionPolicy", "priority")) {
            if (!spec.has(field)) {
                spec.set(field, field.equals("priority") ? spec.numberNode(0) : spec.textNode("PreemptLowerPriority"));
            }
        }
    }

    private ObjectNode account(ObjectNode pod, ObjectNode spec, String namespace) {
        if (spec.path("serviceAccountName").asText().isEmpty()) {
            spec.put("serviceAccountName", spec.path("serviceAccount").asText().isEmpty()
                    ? "default"
                    : spec.path("serviceAccount").asText());
        }
        String name = spec.path("serviceAccountName").asText();
        spec.put("serviceAccount", name);
        return store.get(serviceAccounts, namespace, name)
                .orElseThrow(() -> Refusals.forbidden("", "pods", Metadata.name(pod),
                        "error looking up service account " + namespace + "/" + name + ": serviceaccount \"" + name
                                + "\" not found"));
    }

    private static void mountToken(ObjectNode spec) {
        String volumeName = "kube-api-access-" + UUID.randomUUID().toString().substring(0, SUFFIX_LENGTH);
        boolean used = false;
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                used |= mount((ObjectNode) container, volumeName);
            }
        }
        if (!used) {
            return;
        }
        ObjectNode projected = spec.withArray("volumes").addObject().put("name", volumeName).putObject("projected");
        ArrayNode sources = projected.putArray("sources");
        sources.addObject().putObject("serviceAccountToken").put("expirationSeconds", TOKEN_SECONDS)
                .put("path", "token");
        ObjectNode certificate = sources.addObject().putObject("configMap").put("name", "kube-root-ca.crt");
        certificate.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
        ObjectNode namespace = sources.addObject().putObject("downwardAPI").putArray("items").addObject()
                .put("path", "namespace");
        namespace.putObject("fieldRef").put("apiVersion", "v1").put("fieldPath", "metadata.namespace");
        projected.put("defaultMode", 0644);
    }

    private static boolean mount(ObjectNode container, String volumeName) {
        for (JsonNode mounted : container.path("volumeMounts")) {
            if (mounted.path("mountPath").asText().equals(MOUNT_PATH)) {
                return false;
            }
        }
        container.withArray("volumeMounts").addObject().put("name", volumeName).put("readOnly", true)
                .put("mountPath", MOUNT_PATH);
        return true;
    }

    private static void tolerate(ObjectNode spec) {
        for (String key : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
            boolean said = false;
            for (JsonNode toleration : spec.path("tolerations")) {
                String own = toleration.path("key").asText();
                String effect = toleration.path("effect").asText();
                said |= (own.isEmpty() || own.equals(key)) && (effect.isEmpty() || effect.equals("NoExecute"));
            }
            if (!said) {
                spec.withArray("tolerations").addObject().put("key", key).put("operator", "Exists")
                        .put("effect", "NoExecute").put("tolerationSeconds", TOLERATED_SECONDS);
            }
        }
    }
}
