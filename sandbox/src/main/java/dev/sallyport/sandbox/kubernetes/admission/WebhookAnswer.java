package dev.sallyport.sandbox.kubernetes.admission;

import dev.sallyport.sandbox.kubernetes.errors.ApiError;

import java.util.List;

/** What came of asking a webhook. */
sealed interface WebhookAnswer {

    /** It lets the write through. */
    record Allowed(List<String> warnings) implements WebhookAnswer {
        public Allowed {
            warnings = List.copyOf(warnings);
        }
    }

    /** It refuses, in words that the client gets. */
    record Denied(ApiError refusal, List<String> warnings) implements WebhookAnswer {
        public Denied {
            warnings = List.copyOf(warnings);
        }
    }

    /** It could not be asked, or what it said is no answer. */
    record Failed(String reason) implements WebhookAnswer {}
}
