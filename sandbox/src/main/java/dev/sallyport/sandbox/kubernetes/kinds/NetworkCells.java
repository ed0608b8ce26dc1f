package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

import static dev.sallyport.sandbox.kubernetes.kinds.Cells.NONE;

/** What kubectl shows of services, endpoints and ingresses. */
final class NetworkCells {

    private static final int MOST_ENDPOINTS = 3; // further ones are counted

    private NetworkCells() {}

    static String externalIp(JsonNode service) {
        String given = Cells.joined(service.at("/spec/externalIPs"), "");
        return switch (service.at("/spec/type").asText()) {
            case "LoadBalancer" -> {
                String balancer = balancer(service.at("/status/loadBalancer/ingress"));
                if (given.equals(NONE)) {
                    yield balancer.isEmpty() ? "<pending>" : balancer;
                }
                yield balancer.isEmpty() ? given : balancer + "," + given;
            }
            case "ExternalName" -> service.at("/spec/externalName").asText();
            default -> given;
        };
    }

    static String balancer(JsonNode ingress) {
        return Cells.items(ingress).stream()
                .map(one -> one.path("ip").isTextual() ? one.path("ip").asText() : one.path("hostname").asText())
                .collect(Collectors.joining(","));
    }

    static String ports(JsonNode service) {
        String all = Cells.items(service.at("/spec/ports")).stream().map(port -> {
            int node = port.path("nodePort").asInt();
            return port.path("port").asInt() + (node == 0 ? "" : ":" + node) + "/" + port.path("protocol").asText();
        }).collect(Collectors.joining(","));
        return all.isEmpty() ? NONE : all;
    }

    static String endpoints(JsonNode endpoints) {
        List<String> all = new ArrayList<>();
        for (JsonNode subset : endpoints.path("subsets")) {
            for (JsonNode address : subset.path("addresses")) {
                if (subset.path("ports").isEmpty()) {
                    all.add(address.path("ip").asText());
                }
                subset.path("ports").forEach(port -> all.add(address.path("ip").asText() + ":"
                        + port.path("port").asInt()));
            }
        }
        return some(all);
    }

    static String slicePorts(JsonNode slice) {
        List<JsonNode> ports = Cells.items(slice.path("ports"));
        if (ports.isEmpty()) {
            return "<unset>";
        }
        return some(ports.stream().map(port -> port.has("port") ? port.path("port").asText() : "*").toList());
    }

    static String sliceEndpoints(JsonNode slice) {
        List<String> all = new ArrayList<>();
        slice.path("endpoints").forEach(one -> one.path("addresses").forEach(address -> all.add(address.asText())));
        return all.isEmpty() ? "<unset>" : some(all);
    }

    static String hosts(JsonNode ingress) {
        var hosts = new LinkedHashSet<String>();
        for (JsonNode rule : ingress.at("/spec/rules")) {
            if (rule.path("host").isTextual()) {
                hosts.add(rule.path("host").asText());
            }
        }
        return hosts.isEmpty() ? "*" : some(List.copyOf(hosts));
    }

    private static String some(List<String> all) {
        if (all.isEmpty()) {
            return NONE;
        }
        String shown = String.join(",", all.subList(0, Math.min(MOST_ENDPOINTS, all.size())));
        return all.size() > MOST_ENDPOINTS ? shown + " + " + (all.size() - MOST_ENDPOINTS) + " more..." : shown;
    }
}
