/**
 * Validating admission webhooks: before a write is stored, others are asked whether it may be.
 *
 * <p>Owns which webhooks of the stored {@code ValidatingWebhookConfiguration} objects a write concerns, how they are asked
 * and what their answers mean. In comes an {@code AdmissionRequest}; out goes nothing, or the refusal, and warnings.
 * Read {@code Webhooks} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.admission;

import org.jspecify.annotations.NullMarked;
