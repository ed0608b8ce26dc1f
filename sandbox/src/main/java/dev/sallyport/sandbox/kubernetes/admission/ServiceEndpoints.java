package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import io.vertx.core.net.SocketAddress;

import java.util.Optional;

/**
 * Where the parts of the cluster reach a Service. There is no service network in the sandbox, so it is looked up as a
 * kube-proxy would set it up: an EndpointSlice of the Service, or an Endpoints object of its name, says the address and
 * port, which may be of this machine; a Service of type {@code ExternalName} names a host, whose port is the one that
 * was asked for.
 */
final class ServiceEndpoints {

    private static final String SLICE_OF = "kubernetes.io/service-name";

    private final ObjectStore store;
    private final Kind services;
    private final Kind slices;
    private final Kind endpoints;

    ServiceEndpoints(ObjectStore store, KindRegistry kinds) {
        this.store = store;
        this.services = kinds.byPath("", "v1", "services").orElseThrow();
        this.endpoints = kinds.byPath("", "v1", "endpoints").orElseThrow();
        this.slices = kinds.byPath("discovery.k8s.io", "v1", "endpointslices").orElseThrow();
    }

    /** A Service cannot be reached; the message is the real API server's. */
    static final class Unreachable extends Exception {
        Unreachable(String message) {
            super(message, null, false, false);
        }
    }

    /** The address behind a port of a Service. */
    SocketAddress resolve(String namespace, String name, int port) throws Unreachable {
        ObjectNode service = store.get(services, namespace, name)
                .orElseThrow(() -> new Unreachable("service \"" + name + "\" not found"));
        if (service.at("/spec/type").asText().equals("ExternalName")) {
            return SocketAddress.inetSocketAddress(port, service.at("/spec/externalName").asText());
        }
        String portName = portName(service, port)
                .orElseThrow(() -> new Unreachable("no service port " + port + " found for service \"" + name + "\""));
        return slice(namespace, name, portName).or(() -> endpoint(namespace, name, portName))
                .orElseThrow(() -> new Unreachable("no endpoints available for service \"" + name + "\""));
    }

    private static Optional<String> portName(ObjectNode service, int port) {
        for (JsonNode one : service.at("/spec/ports")) {
            if (one.path("port").asInt() == port) {
                return Optional.of(one.path("name").asText(""));
            }
        }
        return Optional.empty();
    }

    private Optional<SocketAddress> slice(String namespace, String name, String portName) {
        for (ObjectNode slice : store.list(slices, namespace).items()) {
            if (!slice.path("metadata").path("labels").path(SLICE_OF).asText().equals(name)) {
                continue;
            }
            Optional<Integer> port = port(slice.path("ports"), portName);
            for (JsonNode endpoint : slice.path("endpoints")) {
                if (port.isPresent() && endpoint.at("/conditions/ready").asBoolean(true)
                        && !endpoint.path("addresses").isEmpty()) {
                    return Optional.of(SocketAddress.inetSocketAddress(port.get(),
                            endpoint.path("addresses").get(0).asText()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SocketAddress> endpoint(String namespace, String name, String portName) {
        JsonNode subsets = store.get(endpoints, namespace, name).map(found -> found.path("subsets"))
                .orElseGet(MissingNode::getInstance);
        for (JsonNode subset : subsets) {
            Optional<Integer> port = port(subset.path("ports"), portName);
            if (port.isPresent() && !subset.path("addresses").isEmpty()) {
                return Optional.of(SocketAddress.inetSocketAddress(port.get(),
                        subset.path("addresses").get(0).path("ip").asText()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> port(JsonNode ports, String name) {
        for (JsonNode port : ports) {
            if (port.path("name").asText("").equals(name) && port.has("port")) {
                return Optional.of(port.path("port").asInt());
            }
        }
        return Optional.empty();
    }
}
