package dev.sallyport.webhook;

import dev.sallyport.identity.RejectionReason;
import dev.sallyport.identity.StsAnswer;
import dev.sallyport.mapping.SourceHealth;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/**
 * What the webhook counts. Labels come from fixed lists alone, never from a request, so there are always the same few
 * series and nothing secret can be among them. All stand at zero from the start: an alert on a first refusal needs the
 * zero before it.
 */
final class WebhookMetrics {

    /** From a cache hit to the ten seconds of a hanging STS. */
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final List<String> STS_OUTCOMES = List.of("identified", "refused", "throttled", "redirected",
            "unreachable", "nonsense");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter reviews;
    private final Histogram reviewSeconds;
    private final Gauge reviewsInFlight;
    private final Counter stsCalls;
    private final Histogram stsSeconds;
    private final Gauge stsInFlight;
    private final Counter cache;
    private final Gauge certificateEnd;

    WebhookMetrics(MappingTables tables) {
        reviews = Counter.builder().name("sallyport_webhook_reviews_total")
                .help("Requests to /authenticate. undecided: nobody knows who it was, because STS or EC2 gave no verdict; "
                        + "refused: they are nobody.")
                .labelNames("outcome", "reason").register(registry);
        reviewSeconds = Histogram.builder().name("sallyport_webhook_review_seconds")
                .help("From a request's head to its answer.").labelNames("outcome").classicOnly()
                .classicUpperBounds(SECONDS).register(registry);
        reviewsInFlight = Gauge.builder().name("sallyport_webhook_reviews_in_flight")
                .help("Reviews that have begun and not been answered.").register(registry);
        stsCalls = Counter.builder().name("sallyport_webhook_sts_calls_total")
                .help("Calls to STS by how they ended; not-asked: too many were in flight.").labelNames("outcome")
                .register(registry);
        stsSeconds = Histogram.builder().name("sallyport_webhook_sts_seconds").help("How long STS took.")
                .labelNames("outcome").classicOnly().classicUpperBounds(SECONDS).register(registry);
        stsInFlight = Gauge.builder().name("sallyport_webhook_sts_calls_in_flight")
                .help("Calls to STS that have begun and not ended.").register(registry);
        cache = Counter.builder().name("sallyport_webhook_sts_cache_total")
                .help("Questions for STS: hit, answered from memory; joined, by a call already under way; miss, by a call "
                        + "of their own.")
                .labelNames("result").register(registry);
        certificateEnd = Gauge.builder().name("sallyport_webhook_certificate_end_timestamp_seconds")
                .help("Until when the served certificate is good, in seconds since 1970.").register(registry);
        registerTables(tables);
        startAtZero();
    }

    private void registerTables(MappingTables tables) {
        GaugeWithCallback.builder().name("sallyport_webhook_mapping_rules").help("Rules in force, by source.")
                .labelNames("source")
                .callback(gauge -> tables.states().forEach(state -> gauge.call(state.rules(), state.name())))
                .register(registry);
        GaugeWithCallback.builder().name("sallyport_webhook_mapping_source_state")
                .help("1 for the state in which a source is: current; degraded, older rules are in force for part of it; "
                        + "not-yet-read, it has no rules to give.")
                .labelNames("source", "state").callback(gauge -> tables.states().forEach(source -> {
                    String now = state(source.health());
                    for (String state : List.of("current", "degraded", "not-yet-read")) {
                        gauge.call(state.equals(now) ? 1 : 0, source.name(), state);
                    }
                })).register(registry);
    }

    private void startAtZero() {
        reviews.initLabelValues("granted", "ok");
        for (RejectionReason reason : RejectionReason.values()) {
            reviews.initLabelValues("refused", reason.label());
        }
        reviews.initLabelValues("refused", Review.Refused.UNMAPPED);
        reviews.initLabelValues("refused", Review.Refused.UNFILLABLE);
        for (Review.Cause cause : Review.Cause.values()) {
            reviews.initLabelValues("undecided", cause.label());
        }
        for (BadRequest bad : EnumSet.complementOf(EnumSet.of(BadRequest.BODIES_TOO_MANY))) { // counts as overloaded
            reviews.initLabelValues("malformed", bad.label());
        }
        reviews.initLabelValues("fault", "fault");
        STS_OUTCOMES.forEach(stsCalls::initLabelValues);
        stsCalls.initLabelValues("not-asked");
        List.of("hit", "joined", "miss").forEach(cache::initLabelValues);
    }

    void reviewStarted() {
        reviewsInFlight.inc();
    }

    void reviewEnded() {
        reviewsInFlight.dec();
    }

    /** A request to /authenticate was answered. */
    void reviewed(String outcome, String reason, long nanos) {
        reviews.labelValues(outcome, reason).inc();
        reviewSeconds.labelValues(outcome).observe(nanos / 1e9);
    }

    void stsStarted() {
        stsInFlight.inc();
    }

    void stsEnded() {
        stsInFlight.dec();
    }

    void stsAnswered(StsAnswer answer, long nanos) {
        String outcome = outcome(answer);
        stsCalls.labelValues(outcome).inc();
        stsSeconds.labelValues(outcome).observe(nanos / 1e9);
    }

    void stsNotAsked() {
        stsCalls.labelValues("not-asked").inc();
    }

    void certificateEnds(Instant end) {
        certificateEnd.set((double) end.getEpochSecond());
    }

    void cache(String result) {
        cache.labelValues(result).inc();
    }

    /** Everything counted, in the form that the scraper asks for. */
    Page page(@Nullable String accept) {
        return Page.counted(registry, accept);
    }

    /** The label of a source's health. */
    static String state(SourceHealth health) {
        return switch (health) {
            case SourceHealth.Current current -> "current";
            case SourceHealth.Degraded degraded -> "degraded";
            case SourceHealth.NotYetRead notYet -> "not-yet-read";
        };
    }

    private static String outcome(StsAnswer answer) {
        return switch (answer) {
            case StsAnswer.Identified identified -> "identified";
            case StsAnswer.Refused refused -> "refused";
            case StsAnswer.Throttled throttled -> "throttled";
            case StsAnswer.Redirected redirected -> "redirected";
            case StsAnswer.Unreachable unreachable -> "unreachable";
            case StsAnswer.Nonsense nonsense -> "nonsense";
        };
    }
}
