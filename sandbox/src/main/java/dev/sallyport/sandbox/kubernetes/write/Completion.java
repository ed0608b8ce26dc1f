package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.store.Metadata;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the API server does to an object of a kind before it checks it: defaults, the parts that a client cannot set in
 * this request, and the few things that a kind derives from what was said.
 */
final class Completion {

    private final Defaults defaults = new Defaults();
    private final ServiceAddresses addresses;

    Completion(ServiceAddresses addresses) {
        this.addresses = addresses;
    }

    /** Fills in what nobody said. Who writes the object owns that too. */
    void defaults(Kind kind, ObjectNode object) {
        derive(kind, object);
        defaults.fill(kind, object);
    }

    /** Completes an object that is to be made, with what no client owns. */
    void ofNew(Writing writing, ObjectNode object) {
        Kind kind = writing.stored();
        if (kind.hasStatus() && !kind.is(Trait.STATUS_ON_CREATE) && writing.user().isPresent()) {
            object.remove("status");
        }
        defaults.fill(kind, object);
        if (kind.is(Trait.GENERATION)) {
            Metadata.of(object).put("generation", 1);
        }
        switch (kind.apiVersion() + "/" + kind.name()) {
            case "apiextensions.k8s.io/v1/CustomResourceDefinition" -> storedVersions(object);
            case "batch/v1/Job" -> jobSelector(object);
            case "v1/Pod" -> object.withObject("/status").put("phase", object.at("/status/phase").asText("Pending"))
                    .put("qosClass", qualityOfService(object));
            case "v1/Namespace" -> object.withObject("/spec").putArray("finalizers").add("kubernetes");
            case "v1/Service" -> addresses.assign(object);
            case "v1/PersistentVolumeClaim" -> Metadata.of(object).withArray("/finalizers")
                    .add("kubernetes.io/pvc-protection");
            default -> {
                // complete
            }
        }
    }

    private static void storedVersions(ObjectNode definition) {
        ArrayNode stored = definition.withObject("/status").putArray("storedVersions");
        definition.at("/spec/versions").forEach(version -> {
            if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
            }
        });
    }

    /** A job finds its pods by its own uid, unless its owner chose the labels. */
    private static void jobSelector(ObjectNode job) {
        if (job.at("/spec/manualSelector").asBoolean()) {
            return;
        }
        String uid = Metadata.uid(job);
        ObjectNode labels = job.withObject("/spec/template/metadata/labels")
                .put("batch.kubernetes.io/controller-uid", uid)
                .put("batch.kubernetes.io/job-name", Metadata.name(job)).put("controller-uid", uid)
                .put("job-name", Metadata.name(job));
        Metadata.of(job).withObject("/labels").setAll(labels);
        job.withObject("/spec").putObject("selector").putObject("matchLabels")
                .put("batch.kubernetes.io/controller-uid", uid);
    }

    /** Completes an object that is to take the place of another. */
    void ofChanged(Writing writing, ObjectNode existing, ObjectNode wished) {
        Kind kind = writing.stored();
        if (writing.ofStatus()) {
            keepAllButStatus(existing, wished);
        } else if (kind.hasStatus()) {
            keep(existing, wished, "status");
        }
        if (kind.group().isEmpty() && kind.plural().equals("services")) {
            addresses.keep(existing, wished);
        }
        if (kind.group().isEmpty() && kind.plural().equals("namespaces") && !writing.subresource().equals("finalize")) {
            keepNamespaceFinalizers(existing, wished);
        }
        defaults(kind, wished);
        boolean annotated = kind.name().equals("Deployment") // the one kind whose annotations its controller copies
                && !existing.at("/metadata/annotations").equals(wished.at("/metadata/annotations"));
        if (kind.is(Trait.GENERATION) && !writing.ofStatus()
                && (annotated || !existing.path("spec").equals(wished.path("spec"))
                        || !existing.path("webhooks").equals(wished.path("webhooks")))) {
            Metadata.of(wished).put("generation", existing.at("/metadata/generation").asLong() + 1);
        }
    }

    private static void keepAllButStatus(ObjectNode existing, ObjectNode wished) {
        JsonNode status = wished.path("status");
        JsonNode metadata = wished.path("metadata");
        for (String field : List.copyOf(wished.propertyStream().map(Map.Entry::getKey).toList())) {
            if (!field.equals("status") && !field.equals("metadata") && !existing.has(field)) {
                wished.remove(field);
            }
        }
        existing.forEachEntry((field, value) -> {
            if (!field.equals("status") && !field.equals("metadata")) {
                wished.set(field, value.deepCopy());
            }
        });
        for (String field : List.of("labels", "ownerReferences", "generateName")) {
            JsonNode kept = existing.path("metadata").path(field);
            if (kept.isMissingNode()) {
                ((ObjectNode) metadata).remove(field);
            } else {
                ((ObjectNode) metadata).set(field, kept);
            }
        }
        if (!status.isMissingNode()) {
            wished.set("status", status);
        }
    }

    private static void keep(ObjectNode existing, ObjectNode wished, String field) {
        if (existing.has(field)) {
            wished.set(field, existing.get(field).deepCopy());
        } else {
            wished.remove(field);
        }
    }

    private static void keepNamespaceFinalizers(ObjectNode existing, ObjectNode wished) {
        if (existing.at("/spec/finalizers").isArray()) {
            wished.withObject("/spec").set("finalizers", existing.at("/spec/finalizers"));
        }
    }

    private static void derive(Kind kind, ObjectNode object) {
        switch (kind.apiVersion() + "/" + kind.name()) {
            case "v1/Secret" -> encodeStringData(object);
            case "apps/v1/Deployment" -> rollingUpdate(object.at("/spec/strategy"), object);
            case "rbac.authorization.k8s.io/v1/RoleBinding", "rbac.authorization.k8s.io/v1/ClusterRoleBinding" ->
                bindingGroups(object);
            case "v1/Namespace" -> object.withObject("/metadata/labels").put("kubernetes.io/metadata.name",
                    Metadata.name(object));
            case "v1/Service" -> ServiceAddresses.defaults(object);
            case "v1/Pod" -> {
                pullPolicies(object.path("spec"));
                olderAccountField(object.path("spec"));
            }
            case "v1/Node" -> allRanges(object.path("spec"));
            case "v1/LimitRange" -> limitsAsRequests(object.at("/spec/limits"));
            case "networking.k8s.io/v1/NetworkPolicy" -> policyTypes(object.path("spec"));
            case "apiextensions.k8s.io/v1/CustomResourceDefinition" -> definitionNames(object);
            default -> {
                // says everything itself
            }
        }
        pullPolicies(object.at("/spec/template/spec"));
        pullPolicies(object.at("/spec/jobTemplate/spec/template/spec"));
    }

    /** The service account stands in a field of its own too, for clients of the time when that was its name. */
    private static void olderAccountField(JsonNode pod) {
        if (pod instanceof ObjectNode spec && spec.hasNonNull("serviceAccountName") && !spec.has("serviceAccount")) {
            spec.put("serviceAccount", spec.path("serviceAccountName").asText());
        }
    }

    /** The first range stands in a field of its own, for clients of the time when a node had one. */
    private static void allRanges(JsonNode node) {
        if (node instanceof ObjectNode spec && spec.hasNonNull("podCIDR") && !spec.has("podCIDRs")) {
            spec.putArray("podCIDRs").add(spec.get("podCIDR"));
        }
    }

    private static void limitsAsRequests(JsonNode limits) {
        for (JsonNode limit : limits) {
            if (limit.path("type").asText().equals("Container")) {
                limit.path("default").forEachEntry((resource, amount) -> {
                    ObjectNode requests = ((ObjectNode) limit).withObject("/defaultRequest");
                    if (!requests.has(resource)) {
                        requests.set(resource, amount);
                    }
                });
            }
        }
    }

    private static void policyTypes(JsonNode policy) {
        if (policy instanceof ObjectNode spec && spec.path("policyTypes").isEmpty()) {
            ArrayNode types = spec.putArray("policyTypes").add("Ingress");
            if (!spec.path("egress").isEmpty()) {
                types.add("Egress");
            }
        }
    }

    private static void definitionNames(ObjectNode definition) {
        ObjectNode names = definition.withObject("/spec/names");
        String kind = names.path("kind").asText();
        if (names.path("singular").asText().isEmpty()) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (names.path("listKind").asText().isEmpty()) {
            names.put("listKind", kind + "List");
        }
    }

    private static void encodeStringData(ObjectNode secret) {
        JsonNode texts = secret.remove("stringData");
        if (texts != null && texts.isObject() && !texts.isEmpty()) {
            ObjectNode data = secret.withObject("/data");
            texts.forEachEntry((key, value) -> data.put(key, Base64.getEncoder()
                    .encodeToString(value.asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static void rollingUpdate(JsonNode strategy, ObjectNode deployment) {
        if (strategy.path("type").asText("RollingUpdate").equals("RollingUpdate")
                && deployment.path("spec") instanceof ObjectNode spec) {
            ObjectNode update = spec.withObject("/strategy").put("type", "RollingUpdate")
                    .withObject("/rollingUpdate");
            update.set("maxUnavailable", update.path("maxUnavailable").isMissingNode()
                    ? update.textNode("25%")
                    : update.get("maxUnavailable"));
            update.set("maxSurge", update.path("maxSurge").isMissingNode()
                    ? update.textNode("25%")
                    : update.get("maxSurge"));
        }
    }

    private static void bindingGroups(ObjectNode binding) {
        String rbac = "rbac.authorization.k8s.io";
        for (JsonNode subject : binding.path("subjects")) {
            String kind = subject.path("kind").asText();
            if (!kind.equals("ServiceAccount") && subject.path("apiGroup").asText().isEmpty()
                    && (kind.equals("User") || kind.equals("Group"))) {
                ((ObjectNode) subject).put("apiGroup", rbac);
            }
        }
        ObjectNode role = binding.withObject("/roleRef");
        if (role.path("apiGroup").asText().isEmpty()) {
            role.put("apiGroup", rbac);
        }
    }

    private static void pullPolicies(JsonNode podSpec) {
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : podSpec.path(list)) {
                if (container instanceof ObjectNode object && !object.has("imagePullPolicy")) {
                    String image = object.path("image").asText();
                    String tag = image.substring(image.lastIndexOf('/') + 1);
                    boolean latest = !tag.contains("@") && (!tag.contains(":") || tag.endsWith(":latest"));
                    object.put("imagePullPolicy", latest ? "Always" : "IfNotPresent");
                }
            }
        }
    }

    /** Source: Kubernetes, "Pod Quality of Service Classes". */
    private static String qualityOfService(ObjectNode pod) {
        boolean any = false;
        boolean all = true;
        ArrayNode containers = pod.withObject("/spec").withArray("containers");
        for (JsonNode container : containers) {
            JsonNode limits = container.at("/resources/limits");
            JsonNode requests = container.at("/resources/requests");
            any |= !limits.isEmpty() || !requests.isEmpty();
            for (String resource : List.of("cpu", "memory")) {
                String limit = limits.path(resource).asText();
                all &= !limit.isEmpty() && requests.path(resource).asText(limit).equals(limit);
            }
        }
        return any ? all ? "Guaranteed" : "Burstable" : "BestEffort";
    }
}
