package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;

import java.util.HashSet;
import java.util.Set;

/** Gives services a cluster IP of 10.100.0.0/16, the range of an EKS cluster in a VPC that is not 10/8, and node ports. */
final class ServiceAddresses {

    private static final String PREFIX = "10.100.";
    private static final int FIRST = 256; // the lower ones are for those who ask for one, as with the real allocator
    private static final int LAST = 65_534;
    private static final int FIRST_NODE_PORT = 30_000;

    private static final Set<String> NO_NUMBERS = Set.of("", "None", "0"); // what stands where there is none

    private final ObjectStore store;
    private final Kind services;

    ServiceAddresses(ObjectStore store, Kind services) {
        this.store = store;
        this.services = services;
    }

    /** Completes a new service. */
    void assign(ObjectNode service) {
        ObjectNode spec = service.withObject("/spec");
        String type = spec.path("type").asText();
        if (type.equals("ExternalName")) {
            return;
        }
        if (spec.path("clusterIP").asText().isEmpty()) {
            spec.put("clusterIP", free());
        }
        spec.putArray("clusterIPs").add(spec.path("clusterIP").asText());
        if (!spec.has("ipFamilies")) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        if (!spec.has("ipFamilyPolicy")) {
            spec.put("ipFamilyPolicy", "SingleStack");
        }
        nodePorts(spec);
    }

    /** What a service is when its owner does not say otherwise. */
    static void defaults(ObjectNode service) {
        ObjectNode spec = service.withObject("/spec");
        String type = spec.path("type").asText();
        boolean balanced = type.equals("LoadBalancer");
        if ((balanced || type.equals("NodePort")) && !spec.has("externalTrafficPolicy")) {
            spec.put("externalTrafficPolicy", "Cluster");
        }
        if (balanced && !spec.has("allocateLoadBalancerNodePorts")) {
            spec.put("allocateLoadBalancerNodePorts", true);
        }
        for (JsonNode port : spec.path("ports")) {
            if (port instanceof ObjectNode object && !object.has("targetPort")) {
                object.set("targetPort", object.path("port"));
            }
        }
    }

    private void nodePorts(ObjectNode spec) {
        String type = spec.path("type").asText();
        if (!type.equals("LoadBalancer") && !type.equals("NodePort")) {
            return;
        }
        int next = FIRST_NODE_PORT;
        Set<Integer> taken = takenNodePorts();
        for (JsonNode port : spec.path("ports")) {
            if (port instanceof ObjectNode object && object.path("nodePort").asInt() == 0) {
                while (taken.contains(next)) {
                    next++;
                }
                object.put("nodePort", next++);
            }
        }
    }

    /** Keeps what a change of a service does not mention. */
    void keep(ObjectNode existing, ObjectNode wished) {
        ObjectNode spec = wished.withObject("/spec");
        for (String field : new String[]{"clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"}) {
            JsonNode before = existing.path("spec").path(field);
            if (!spec.has(field) && !before.isMissingNode()) {
                spec.set(field, before);
            }
        }
        nodePorts(spec);
    }

    /** The cluster IP and the node ports of a service that another service has too. */
    Set<String> sharedWithOthers(ObjectNode service) {
        Set<String> shared = new HashSet<>();
        for (ObjectNode other : store.list(services, "").items()) {
            if (!Metadata.uid(other).equals(Metadata.uid(service))) {
                shared.addAll(numbers(other));
            }
        }
        shared.retainAll(numbers(service));
        return shared;
    }

    private static Set<String> numbers(ObjectNode service) {
        Set<String> numbers = new HashSet<>();
        numbers.add(service.at("/spec/clusterIP").asText());
        service.at("/spec/ports").forEach(port -> numbers.add(port.path("nodePort").asText()));
        numbers.removeAll(NO_NUMBERS);
        return numbers;
    }

    private String free() {
        Set<String> taken = new HashSet<>();
        store.list(services, "").items().forEach(service -> taken.add(service.at("/spec/clusterIP").asText()));
        for (int i = FIRST; i < LAST; i++) {
            String address = PREFIX + i / 256 + "." + i % 256;
            if (!taken.contains(address)) {
                return address;
            }
        }
        throw new IllegalStateException("every cluster IP of " + PREFIX + "0.0/16 is taken");
    }

    private Set<Integer> takenNodePorts() {
        Set<Integer> taken = new HashSet<>();
        store.list(services, "").items().forEach(service -> service.at("/spec/ports")
                .forEach(port -> taken.add(port.path("nodePort").asInt())));
        return taken;
    }
}
