/**
 * The guard: a validating admission webhook for one ConfigMap, {@code kube-system/aws-auth}.
 *
 * <p>Enters: an AdmissionReview of a create, an update or a delete. Leaves: yes, with warnings; or no, with the sentence
 * and the line of each error or lock-out that this very edit introduces. It stops accidents, not administrators: who may
 * {@code override} can say by a code that they mean it. Read {@code EditJudge} first, then {@code Guard}.
 */
@NullMarked
package dev.sallyport.webhook.guard;

import org.jspecify.annotations.NullMarked;
