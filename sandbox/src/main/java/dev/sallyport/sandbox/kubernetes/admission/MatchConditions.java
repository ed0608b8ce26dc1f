package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of a webhook beyond its rules, in CEL over {@code object}, {@code oldObject}, {@code request} and
 * {@code authorizer}. One that is false keeps the webhook from being asked, whatever the others are; one that cannot be
 * evaluated counts by the failure policy. Source: Kubernetes, "Dynamic Admission Control", matchConditions.
 */
public final class MatchConditions {

    private final AccessControl access;

    MatchConditions(AccessControl access) {
        this.access = access;
    }

    /** Whether a webhook with these conditions is asked. */
    sealed interface Matching {
        /** It is asked. */
        record Asked() implements Matching {}

        /** It is not, and the write goes on without it. */
        record Skipped() implements Matching {}

        /** That cannot be found out, so the write is refused. */
        record Undecided(String why) implements Matching {}
    }

    /** What keeps an expression from being a condition, in the words of a configuration's refusal. */
    public static Optional<String> fault(String expression) {
        return CelExpressions.Holder.ONLY.fault(expression);
    }

    Matching matching(Webhook webhook, AdmissionRequest request, Kind as) {
        JsonNode conditions = webhook.spec().path("matchConditions");
        if (conditions.isEmpty()) {
            return new Matching.Asked(); // and the library of expressions stays unloaded
        }
        Map<String, Object> variables = variables(request, as);
        List<String> faults = new ArrayList<>();
        for (JsonNode condition : conditions) {
            switch (CelExpressions.Holder.ONLY.evaluate(condition.path("expression").asText().strip(), variables)) {
                case CelExpressions.Outcome.Value value -> {
                    if (!value.holds()) {
                        return new Matching.Skipped();
                    }
                }
                case CelExpressions.Outcome.Fault fault -> faults.add(fault.message());
            }
        }
        if (faults.isEmpty()) {
            return new Matching.Asked();
        } else if (webhook.ignoresFailure()) {
            return new Matching.Skipped();
        }
        return new Matching.Undecided(faults.size() == 1
                ? faults.getFirst()
                : "[" + String.join(", ", faults) + "]");
    }

    private Map<String, Object> variables(AdmissionRequest request, Kind as) {
        ObjectNode review = AdmissionReview.what(request, as);
        Map<String, Object> variables = new HashMap<>();
        for (String object : List.of("object", "oldObject")) {
            variables.put(object, CelExpressions.value(review.path(object)));
            review.remove(object); // the request is known without them
        }
        variables.put("request", CelExpressions.value(review));
        variables.putAll(AuthorizerLibrary.variables(access, request));
        return variables;
    }
}
