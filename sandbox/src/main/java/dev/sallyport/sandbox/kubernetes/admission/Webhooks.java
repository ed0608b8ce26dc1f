package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.rbac.LabelSelector;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;
import dev.sallyport.sandbox.kubernetes.access.RbacObjects;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import dev.sallyport.sandbox.kubernetes.write.Conversions;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * Asks the webhooks of all stored configurations, in the order of a real API server: which are concerned is found out one
 * after another, then they are asked side by side, and of several refusals the one that came first is the answer.
 * Source: Kubernetes, "Dynamic Admission Control".
 */
public final class Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final ObjectStore store;
    private final KindRegistry kinds;
    private final Kind configurations;
    private final Kind namespaces;
    private final WebhookCaller caller;
    private final MatchConditions conditions;

    /** Asks those that the store knows of at the moment. */
    public Webhooks(ObjectStore store, KindRegistry kinds, AccessControl access, Vertx vertx) {
        this.store = store;
        this.kinds = kinds;
        this.configurations = kinds.byPath("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations")
                .orElseThrow();
        this.namespaces = kinds.byPath("", "v1", "namespaces").orElseThrow();
        this.caller = new WebhookCaller(vertx, new ServiceEndpoints(store, kinds));
        this.conditions = new MatchConditions(access);
    }

    /** A webhook that is to be asked, and the kind that its rules know the object as. */
    public record Invocation(Webhook webhook, Kind as) {}

    /** Whether no configuration is stored. */
    boolean areNone() {
        return store.list(configurations, "").items().isEmpty();
    }

    /** Whom a request concerns. */
    List<Invocation> concerned(AdmissionRequest request) {
        List<Invocation> concerned = new ArrayList<>();
        if (!request.isExempt()) {
            for (ObjectNode configuration : store.list(configurations, "").items()) {
                for (JsonNode spec : configuration.path("webhooks")) {
                    Webhook webhook = new Webhook(spec);
                    invocation(webhook, request).ifPresent(concerned::add);
                }
            }
        }
        return concerned;
    }

    private Optional<Invocation> invocation(Webhook webhook, AdmissionRequest request) {
        Optional<ApiError> homeless = Optional.empty();
        try {
            if (!namespaceSelected(webhook, request)) {
                return Optional.empty();
            }
        } catch (ApiError noSuchNamespace) {
            homeless = Optional.of(noSuchNamespace); // told only if a rule means the request
        }
        LabelSelector objects = RbacObjects.labelSelector(webhook.spec().path("objectSelector"));
        boolean selected = objects.isEmpty() || Stream.of(request.object(), request.oldObject())
                .flatMap(Optional::stream).anyMatch(object -> objects.matches(RbacObjects.labels(object)));
        Optional<Invocation> invocation = selected
                ? meant(webhook, request).map(as -> new Invocation(webhook, as))
                : Optional.empty();
        if (invocation.isPresent() && homeless.isPresent()) {
            throw homeless.get();
        }
        return invocation.filter(meant -> meetsConditions(meant, request));
    }

    private boolean meetsConditions(Invocation meant, AdmissionRequest request) {
        return switch (conditions.matching(meant.webhook(), request, meant.as())) {
            case MatchConditions.Matching.Asked _ -> true;
            case MatchConditions.Matching.Skipped _ -> false;
            case MatchConditions.Matching.Undecided undecided -> throw Refusals.forbidden(request.kind().group(),
                    request.kind().plural(), request.name(), undecided.why());
        };
    }

    private boolean namespaceSelected(Webhook webhook, AdmissionRequest request) {
        boolean ofNamespace = Rules.isNamespace(request.kind());
        LabelSelector selector = RbacObjects.labelSelector(webhook.spec().path("namespaceSelector"));
        if (selector.isEmpty() || (request.namespace().isEmpty() && !ofNamespace)) {
            return true;
        }
        boolean itself = ofNamespace && request.subresource().isEmpty() && request.object().isPresent();
        return selector.matches(RbacObjects.labels(itself
                ? request.object().get()
                : store.get(namespaces, "", request.namespace())
                        .orElseThrow(() -> Refusals.notFound("", "namespaces", request.namespace()))));
    }

    /** The kind by which a rule means the request: the one that was asked for, or another version of it. */
    private Optional<Kind> meant(Webhook webhook, AdmissionRequest request) {
        for (JsonNode rule : webhook.spec().path("rules")) {
            if (Rules.matches(rule, request, request.kind())) {
                return Optional.of(request.kind());
            }
        }
        if (!webhook.takesEquivalents()) {
            return Optional.empty();
        }
        Kind stored = Conversions.storedAs(request.kind(), kinds);
        List<Kind> equivalents = kinds.all().stream().filter(one -> !one.equals(request.kind())
                && Conversions.storedAs(one, kinds).equals(stored)).toList();
        for (JsonNode rule : webhook.spec().path("rules")) {
            for (Kind equivalent : equivalents) {
                if (Rules.matches(rule, request, equivalent)) {
                    return Optional.of(equivalent);
                }
            }
        }
        return Optional.empty();
    }

    /** What came of asking one. */
    private sealed interface Opinion {
        record Fine() implements Opinion {}

        record Against(ApiError refusal) implements Opinion {}
    }

    /** Asks them all, and refuses when one of them does. Takes as long as the slowest. */
    void ask(List<Invocation> invocations, AdmissionRequest request, Warnings warnings) {
        LinkedBlockingQueue<Opinion> opinions = new LinkedBlockingQueue<>();
        for (Invocation invocation : invocations) {
            Thread.ofVirtual().name("webhook").start(() -> {
                Opinion opinion = new Opinion.Against(Refusals.internal("the webhook could not be asked"));
                try {
                    opinion = opinion(invocation, request, warnings);
                } catch (RuntimeException fault) {
                    LOG.error("a fault while asking the webhook {}", invocation.webhook().name(), fault);
                    if (invocation.webhook().ignoresFailure()) {
                        opinion = new Opinion.Fine();
                    }
                } finally {
                    opinions.add(opinion);
                }
            });
        }
        Optional<ApiError> first = Optional.empty();
        try {
            for (int i = 0; i < invocations.size(); i++) {
                if (opinions.take() instanceof Opinion.Against against && first.isEmpty()) {
                    first = Optional.of(against.refusal());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.internal("interrupted while a webhook was asked");
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }

    private Opinion opinion(Invocation invocation, AdmissionRequest request, Warnings warnings) {
        Webhook webhook = invocation.webhook();
        if (request.dryRun() && !webhook.allowsDryRun()) {
            return new Opinion.Against(Refusals.badRequest("admission webhook \"" + webhook.name()
                    + "\" does not support dry run"));
        }
        return switch (caller.call(webhook, AdmissionReview.of(request, invocation.as(), webhook.reviewVersion()))) {
            case WebhookAnswer.Allowed allowed -> {
                allowed.warnings().forEach(warnings::add);
                yield new Opinion.Fine();
            }
            case WebhookAnswer.Denied denied -> {
                denied.warnings().forEach(warnings::add);
                yield new Opinion.Against(denied.refusal());
            }
            case WebhookAnswer.Failed failed -> {
                String sentence = "failed calling webhook \"" + webhook.name() + "\": " + failed.reason();
                if (webhook.ignoresFailure()) {
                    LOG.warn("{}; its failure policy lets the write through", sentence);
                    yield new Opinion.Fine();
                }
                yield new Opinion.Against(Refusals.internal(sentence));
            }
        };
    }
}
