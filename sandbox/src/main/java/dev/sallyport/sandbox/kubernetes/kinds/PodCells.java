package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What kubectl shows of a pod. The status is the pod's phase unless its containers have more to say: the last of them
 * that waits or ended gives the word, an init container that is not through yet goes before all, and a pod that is
 * being deleted is {@code Terminating}.
 */
final class PodCells {

    private PodCells() {}

    static String ready(JsonNode pod) {
        long ready = Cells.items(pod.at("/status/containerStatuses")).stream()
                .filter(status -> status.path("ready").asBoolean() && status.at("/state/running").isObject()).count();
        return ready + "/" + pod.at("/spec/containers").size();
    }

    static String status(JsonNode pod) {
        if (pod.at("/metadata/deletionTimestamp").isTextual()) {
            return pod.at("/status/reason").asText().equals("NodeLost") ? "Unknown" : "Terminating";
        }
        return initialization(pod).orElseGet(() -> containers(pod));
    }

    private static String containers(JsonNode pod) {
        String word = pod.at("/status/reason").asText();
        if (word.isEmpty()) {
            word = pod.at("/status/phase").asText();
        }
        boolean running = false;
        List<JsonNode> statuses = Cells.items(pod.at("/status/containerStatuses"));
        for (JsonNode status : statuses.reversed()) {
            JsonNode state = status.path("state");
            if (!state.at("/waiting/reason").asText().isEmpty()) {
                word = state.at("/waiting/reason").asText();
            } else if (state.path("terminated").isObject()) {
                word = ended(state.path("terminated"));
            } else if (status.path("ready").asBoolean() && state.path("running").isObject()) {
                running = true;
            }
        }
        if (word.equals("Completed") && running) {
            return isReady(pod) ? "Running" : "NotReady";
        }
        return word;
    }

    private static Optional<String> initialization(JsonNode pod) {
        List<JsonNode> statuses = Cells.items(pod.at("/status/initContainerStatuses"));
        for (int i = 0; i < statuses.size(); i++) {
            JsonNode state = statuses.get(i).path("state");
            JsonNode ended = state.path("terminated");
            if (ended.isObject() && ended.path("exitCode").asInt() == 0) {
                continue;
            }
            String waiting = state.at("/waiting/reason").asText();
            if (ended.isObject()) {
                return Optional.of("Init:" + ended(ended));
            } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
                return Optional.of("Init:" + waiting);
            }
            return Optional.of("Init:" + i + "/" + pod.at("/spec/initContainers").size());
        }
        return Optional.empty();
    }

    private static String ended(JsonNode terminated) {
        String reason = terminated.path("reason").asText();
        if (!reason.isEmpty()) {
            return reason;
        }
        int signal = terminated.path("signal").asInt();
        return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt();
    }

    private static boolean isReady(JsonNode pod) {
        return Cells.items(pod.at("/status/conditions")).stream()
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    }

    static TextNode restarts(JsonNode pod, Instant now) {
        int restarts = 0;
        Optional<Instant> last = Optional.empty();
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            restarts += status.path("restartCount").asInt();
            Optional<Instant> ended = Cells.instant(status.at("/lastState/terminated/finishedAt"));
            if (ended.isPresent() && last.filter(ended.get()::isBefore).isEmpty()) {
                last = ended;
            }
        }
        String count = Integer.toString(restarts);
        return TextNode.valueOf(restarts == 0
                ? count
                : last.map(at -> count + " (" + Cells.human(Duration.between(at, now)) + " ago)").orElse(count));
    }

    static String ip(JsonNode pod) {
        return Cells.orNone(pod.at("/status/podIPs/0/ip").isTextual()
                ? pod.at("/status/podIPs/0/ip")
                : pod.at("/status/podIP"));
    }

    static String readinessGates(JsonNode pod) {
        List<JsonNode> gates = Cells.items(pod.at("/spec/readinessGates"));
        if (gates.isEmpty()) {
            return Cells.NONE;
        }
        List<JsonNode> conditions = Cells.items(pod.at("/status/conditions"));
        long met = gates.stream().map(gate -> gate.path("conditionType").asText())
                .filter(type -> conditions.stream().anyMatch(condition -> condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True")))
                .count();
        return met + "/" + gates.size();
    }
}
