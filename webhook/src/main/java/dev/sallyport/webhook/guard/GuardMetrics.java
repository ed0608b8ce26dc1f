package dev.sallyport.webhook.guard;

import dev.sallyport.webhook.Page;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What the guard counts. Labels come from fixed lists alone. */
final class GuardMetrics {

    /** From a judgement by the text alone to the API server's patience. */
    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter reviews;
    private final Counter refusals;
    private final Histogram seconds;
    private final Gauge certificateEnd;

    GuardMetrics() {
        reviews = Counter.builder().name("sallyport_guard_reviews_total")
                .help("Requests to /validate. overridden: let pass by break glass; undecided: too slow or too many.")
                .labelNames("outcome").register(registry);
        for (Outcome outcome : Outcome.values()) {
            reviews.initLabelValues(outcome.label());
        }
        refusals = Counter.builder().name("sallyport_guard_refusals_total").help("Refused edits, by each code.")
                .labelNames("code").register(registry);
        GuardRules.codes().forEach(refusals::initLabelValues);
        seconds = Histogram.builder().name("sallyport_guard_review_seconds").help("From a request to its answer.")
                .classicOnly().classicUpperBounds(SECONDS).register(registry);
        certificateEnd = Gauge.builder().name("sallyport_guard_certificate_end_timestamp_seconds")
                .help("Until when the served certificate is good, in seconds since 1970.").register(registry);
    }

    /** How a request ended. */
    enum Outcome {
        ALLOWED, WARNED, REFUSED, OVERRIDDEN, MALFORMED, UNDECIDED, FAULT;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Outcome of(Verdict verdict) {
            if (!verdict.allowed()) {
                return REFUSED;
            }
            if (!verdict.overridden().isEmpty()) {
                return OVERRIDDEN;
            }
            return verdict.warnings().isEmpty() ? ALLOWED : WARNED;
        }
    }

    void reviewed(Outcome outcome, long nanos) {
        reviews.labelValues(outcome.label()).inc();
        seconds.observe(nanos / 1e9);
    }

    void refused(String code) {
        refusals.labelValues(code).inc();
    }

    void certificateEnds(Instant end) {
        certificateEnd.set((double) end.getEpochSecond());
    }

    /** Everything counted, in the form that the scraper asks for. */
    Page page(@Nullable String accept) {
        return Page.counted(registry, accept);
    }
}
