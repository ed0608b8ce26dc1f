package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.admission.AdmissionRequest;
import dev.sallyport.sandbox.kubernetes.admission.Gate;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.patch.MergePatch;
import dev.sallyport.sandbox.kubernetes.request.Bodies;
import dev.sallyport.sandbox.kubernetes.request.Call;
import dev.sallyport.sandbox.kubernetes.request.DeleteQuery;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import dev.sallyport.sandbox.kubernetes.request.QueryNumbers;
import dev.sallyport.sandbox.kubernetes.request.WriteQuery;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import dev.sallyport.sandbox.kubernetes.write.ObjectWriter;
import dev.sallyport.sandbox.kubernetes.write.Writing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers for what stands below an object and is not a part of it: scale, a pod's log, its eviction. */
final class Subresources {

    private final ObjectStore store;
    private final ObjectWriter writer;
    private final Deletes deletes;
    private final Gate gate;
    private final Shape bindings;

    Subresources(ObjectStore store, ObjectWriter writer, Deletes deletes, Gate gate, Shape bindings) {
        this.store = store;
        this.writer = writer;
        this.deletes = deletes;
        this.gate = gate;
        this.bindings = bindings;
    }

    private ObjectNode parent(Call call) {
        String name = call.resource().name();
        return store.get(call.stored(), call.namespace(), name)
                .orElseThrow(() -> Refusals.notFound(call.kind().group(), call.kind().plural(), name));
    }

    Answer scale(Call call, Form form) {
        if (call.path().verb().equals("get")) {
            return Answer.ok(scaleOf(parent(call)), form);
        }
        boolean patch = call.path().verb().equals("patch");
        WriteQuery query = WriteQuery.of(call, patch ? "PatchOptions" : "UpdateOptions", false);
        JsonNode sent = Bodies.patchJson(call.bytes());
        Writing writing = query.writing(call).seenAs(Subresources::scaleOf);
        ObjectNode changed = writer.update(writing, call.resource().name(), current -> {
            JsonNode wished = patch ? MergePatch.apply(scaleOf(current), sent) : sent;
            int replicas = wished.at("/spec/replicas").asInt();
            if (replicas < 0) {
                throw Refusals.invalid("autoscaling", "Scale", call.resource().name(), List.of(FieldError.invalid(
                        "spec.replicas", JsonNodeFactory.instance.numberNode(replicas),
                        "must be greater than or equal to 0")));
            }
            ObjectNode copy = current.deepCopy();
            copy.withObject("/spec").put("replicas", replicas);
            String version = Metadata.resourceVersion(wished);
            if (!version.isEmpty()) {
                Metadata.of(copy).put("resourceVersion", version);
            }
            return copy;
        }).object();
        return Answer.ok(scaleOf(changed), form);
    }

    private static ObjectNode scaleOf(ObjectNode workload) {
        ObjectNode scale = JsonNodeFactory.instance.objectNode().put("kind", "Scale")
                .put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, workload.at("/metadata/" + field));
        }
        ObjectNode spec = scale.putObject("spec");
        int replicas = workload.at("/spec/replicas").asInt();
        if (replicas != 0) {
            spec.put("replicas", replicas); // left out when it is zero, as by the real server
        }
        ObjectNode status = scale.putObject("status").put("replicas", workload.at("/status/replicas").asInt());
        JsonNode selector = workload.at("/spec/selector");
        JsonNode labels = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
        status.put("selector", String.join(",", labels.properties().stream()
                .filter(entry -> entry.getValue().isTextual())
                .map(entry -> entry.getKey() + "=" + entry.getValue().asText()).sorted().toList()));
        return scale;
    }

    /** No container ever ran here, so there is nothing to show; the words say why. */
    Answer log(Call call) {
        ObjectNode pod = parent(call);
        String node = pod.at("/spec/nodeName").asText("");
        if (node.isEmpty()) {
            return new Answer(204, Answer.Body.NONE, List.of(), Map.of());
        }
        String container = call.parameter("container").isEmpty()
                ? pod.at("/spec/containers/0/name").asText()
                : call.parameter("container");
        throw Refusals.plain(500, "Get \"https://" + node + ":10250/containerLogs/" + call.namespace() + "/"
                + Metadata.name(pod) + "/" + container + "\": no kubelet runs in the sandbox: pods are data here");
    }

    /**
     * Asks those who have a say, once, and then deletes the pod as it is by then. Source: Kubernetes, {@code
     * pkg/registry/core/pod/storage/eviction.go}.
     */
    Answer evict(Call call, Form form) {
        gate.ask(created(call), call.warnings());
        store.exclusively(() -> deletes.delete(call.stored(), parent(call),
                DeleteQuery.plain(call.query().has("dryRun"))));
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return Answer.of(201, status.put("status", "Success").put("code", 201), form);
    }

    /** What the query says of a connection, as the object that it stands for. */
    private static ObjectNode connection(Call call) {
        Kind.Subresource below = call.kind().subresource(call.resource().subresource()).orElseThrow();
        ObjectNode options = JsonNodeFactory.instance.objectNode().put("kind", below.kind()).put("apiVersion", "v1");
        for (String flag : List.of("stdin", "stdout", "stderr", "tty")) {
            if (call.query().isTrue(flag)) {
                options.put(flag, true);
            }
        }
        if (!call.parameter("container").isEmpty()) {
            options.put("container", call.parameter("container"));
        }
        call.query().all("command").forEach(options.withArray("command")::add);
        QueryNumbers.ports(call.query().all("ports")).forEach(options.withArray("ports")::add);
        if (call.resource().subresource().equals("proxy")) {
            options.put("path", String.join("/", call.resource().rest()));
        }
        for (String list : List.of("command", "ports")) {
            if (options.path(list).isEmpty()) {
                options.remove(list);
            }
        }
        return options;
    }

    /** What is asked about something that is made below an object and stored nowhere. */
    private AdmissionRequest created(Call call) {
        WriteQuery query = WriteQuery.of(call, "CreateOptions", false);
        ObjectNode object = Bodies.patchJson(call.bytes()) instanceof ObjectNode sent
                ? sent
                : JsonNodeFactory.instance.objectNode();
        Metadata.of(object).put("namespace", call.namespace());
        Writing writing = query.writing(call);
        boolean owned = call.resource().subresource().equals("binding"); // of an eviction nobody keeps owners
        return writing.created(call.resource().name(), owned ? writer.owned(writing, object, bindings) : object);
    }

    /** Puts a pod on a node, as a scheduler does. */
    Answer bind(Call call, Form form) {
        String node = Bodies.patchJson(call.bytes()).at("/target/name").asText("");
        if (node.isEmpty()) {
            throw Refusals.invalid("", "Binding", call.resource().name(),
                    List.of(FieldError.required("target.name", "")));
        }
        gate.ask(created(call), call.warnings());
        Writing binding = Writing.byCluster(call.stored(), call.namespace(), "binding", "kube-scheduler")
                .dry(call.query().has("dryRun"));
        writer.update(binding, call.resource().name(), current -> {
            ObjectNode copy = current.deepCopy();
            copy.withObject("/spec").put("nodeName", node);
            return copy;
        });
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return Answer.of(201, status.put("status", "Success").put("code", 201), form);
    }

    /** What would need a kubelet: those who have a say are asked, and then it cannot be done. */
    RuntimeException connect(Call call) {
        gate.ask(new AdmissionRequest(AdmissionRequest.Operation.CONNECT, call.kind(), call.resource().subresource(),
                call.resource().namespace(), call.resource().name(), call.user(), Optional.of(connection(call)),
                Optional.empty(), false, JsonNodeFactory.instance.nullNode()), call.warnings());
        return Refusals.badRequest(call.resource().subresource()
                + " needs a kubelet, and none runs in the sandbox: pods are data here");
    }
}
