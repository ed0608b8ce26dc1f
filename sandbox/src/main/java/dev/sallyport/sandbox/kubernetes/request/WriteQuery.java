package dev.sallyport.sandbox.kubernetes.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.write.Writing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the query of a write says. Source: Kubernetes, {@code meta/v1 CreateOptions}, {@code UpdateOptions} and {@code
 * PatchOptions}.
 *
 * @param fieldValidation what is done about fields that the kind does not have
 */
public record WriteQuery(boolean dryRun, String fieldManager, FieldValidation fieldValidation, boolean force) {

    private static final int LONGEST_MANAGER = 128; // characters

    /** Source: Kubernetes, "Kubernetes API Concepts", field validation. */
    public enum FieldValidation {
        IGNORE, WARN, STRICT
    }

    /**
     * Reads it.
     *
     * @param options the name of the options, which errors speak of
     */
    public static WriteQuery of(Call call, String options, boolean apply) {
        List<FieldError> errors = new ArrayList<>();
        List<String> dryRun = call.query().all("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals(List.of("All"))) {
            errors.add(FieldError.notSupportedAsWritten("dryRun", dryRun.stream().map(value -> '"' + value + '"')
                    .toList().toString(), List.of("All")));
        }
        String validation = call.parameter("fieldValidation");
        if (!List.of("", "Ignore", "Strict", "Warn").contains(validation)) {
            errors.add(FieldError.notSupported("fieldValidation", validation,
                    List.of("", "Ignore", "Strict", "Warn")));
        }
        boolean force = call.query().isTrue("force");
        String manager = call.parameter("fieldManager");
        if (options.equals("PatchOptions")) {
            if (apply && manager.isEmpty()) {
                errors.add(FieldError.required("fieldManager", "is required for apply patch"));
            } else if (!apply && call.query().has("force")) {
                errors.add(FieldError.forbidden("force", "may not be specified for non-apply patch"));
            }
        }
        if (manager.length() > LONGEST_MANAGER) {
            errors.add(FieldError.tooLong("fieldManager", LONGEST_MANAGER));
        }
        if (!errors.isEmpty()) {
            throw Refusals.invalid("meta.k8s.io", options, "", errors);
        }
        return new WriteQuery(!dryRun.isEmpty(), manager.isEmpty() ? managerOf(call) : manager, switch (validation) {
            case "Ignore" -> FieldValidation.IGNORE;
            case "Strict" -> FieldValidation.STRICT;
            default -> FieldValidation.WARN;
        }, force);
    }

    /** Who does not say what they are called is called what their client is. */
    private static String managerOf(Call call) {
        String agent = call.headers().get("User-Agent");
        String name = agent.split("/", 2)[0].strip();
        return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), LONGEST_MANAGER));
    }

    /** The options as the query says them. */
    private static ObjectNode stated(Call call) {
        ObjectNode stated = JsonNodeFactory.instance.objectNode();
        call.query().all("dryRun").forEach(stated.withArray("dryRun")::add);
        if (stated.path("dryRun").isEmpty()) {
            stated.remove("dryRun");
        }
        for (String option : List.of("fieldManager", "fieldValidation")) {
            if (!call.parameter(option).isEmpty()) {
                stated.put(option, call.parameter(option));
            }
        }
        return stated;
    }

    /** The circumstances of the write that the call asks for. */
    public Writing writing(Call call) {
        return new Writing(call.kind(), call.stored(), call.namespace(), call.resource().subresource(),
                Optional.of(call.user()), fieldManager, dryRun, stated(call), UnaryOperator.identity(),
                call.warnings());
    }
}
