package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Base64;

/**
 * One webhook of a stored configuration, whose fields have all been checked and filled in. Source: Kubernetes, {@code
 * admissionregistration/v1 ValidatingWebhook}.
 */
record Webhook(JsonNode spec) {

    String name() {
        return spec.path("name").asText();
    }

    /** Whether a write goes on when the webhook cannot be asked. */
    boolean ignoresFailure() {
        return spec.path("failurePolicy").asText().equals("Ignore");
    }

    /** Whether it is also asked about other versions of what its rules name. */
    boolean takesEquivalents() {
        return spec.path("matchPolicy").asText().equals("Equivalent");
    }

    /** Whether asking it changes nothing when nothing is to be changed. */
    boolean allowsDryRun() {
        return spec.path("sideEffects").asText().startsWith("None");
    }

    Duration timeout() {
        return Duration.ofSeconds(spec.path("timeoutSeconds").asInt());
    }

    /** The first version of the review that both sides know: {@code v1} or {@code v1beta1}. */
    String reviewVersion() {
        for (JsonNode version : spec.path("admissionReviewVersions")) {
            if (version.asText().equals("v1") || version.asText().equals("v1beta1")) {
                return version.asText();
            }
        }
        throw new IllegalStateException("a configuration without a known version of reviews was stored");
    }

    /** The PEM of whom to trust; empty for whom this machine trusts. */
    byte[] caBundle() {
        return Base64.getDecoder().decode(spec.at("/clientConfig/caBundle").asText(""));
    }
}
