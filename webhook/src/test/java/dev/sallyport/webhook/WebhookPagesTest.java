package dev.sallyport.webhook;

import dev.sallyport.identity.StsAnswer;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.mapping.SourceHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What operators and their monitors see. */
class WebhookPagesTest {

    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";

    private final RunningWebhook webhook = new RunningWebhook();

    @AfterEach
    void stop() {
        webhook.close();
    }

    @Test
    void healthIsThatTheServerRuns() {
        webhook.rules.health(new SourceHealth.NotYetRead("the API server does not answer"));

        assertThat(webhook.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(webhook.get("/healthz").body()).isEqualTo("ok\n");
    }

    @Test
    void itIsReadyOnceEverySourceHasRules() {
        webhook.rules.health(new SourceHealth.NotYetRead("the API server does not answer"));
        HttpResponse<String> before = webhook.get("/readyz");
        webhook.rules.user("eks-test", "eks-test").health(new SourceHealth.Current());
        HttpResponse<String> after = webhook.get("/readyz");

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.body())
                .isEqualTo("not ready\naws-auth: not-yet-read, 0 rules: the API server does not answer\n");
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo("ready\naws-auth: current, 1 rule\n");
    }

    @Test
    void aDegradedSourceIsNamedAndStillServes() {
        webhook.rules.user("eks-test", "eks-test").health(new SourceHealth.Degraded("mapRoles:7 is no YAML"));
        HttpRequest json = webhook.request("/readyz").header("Accept", "application/json").build();

        HttpResponse<String> answer = webhook.send(webhook.http2, json);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"ready":true,"sources":[{"name":"aws-auth","state":"degraded","rules":1,\
                "why":"mapRoles:7 is no YAML"}]}""");
        assertThat(webhook.metric("sallyport_webhook_mapping_source_state{source=\"aws-auth\",state=\"degraded\"}"))
                .isOne();
        assertThat(webhook.metric("sallyport_webhook_mapping_source_state{source=\"aws-auth\",state=\"current\"}"))
                .isZero();
    }

    @Test
    void everySeriesStandsAtZeroBeforeAnythingHappens() {
        String page = webhook.get("/metrics").body();

        assertThat(page).contains(
                "sallyport_webhook_reviews_total{outcome=\"granted\",reason=\"ok\"} 0.0",
                "sallyport_webhook_reviews_total{outcome=\"refused\",reason=\"foreign-host\"} 0.0",
                "sallyport_webhook_reviews_total{outcome=\"refused\",reason=\"unmapped\"} 0.0",
                "sallyport_webhook_reviews_total{outcome=\"undecided\",reason=\"sts-unreachable\"} 0.0",
                "sallyport_webhook_sts_calls_total{outcome=\"throttled\"} 0.0",
                "sallyport_webhook_mapping_rules{source=\"aws-auth\"} 0.0");
    }

    @Test
    void reviewsCallsAndRulesAreCounted() {
        webhook.sts.user(KEY, "eks-test");
        webhook.rules.user("eks-test", "eks-test").role("testrole", "testrole");
        String token = RunningWebhook.token(KEY);
        webhook.authenticate(token);
        webhook.authenticate(token);

        assertThat(webhook.metric("sallyport_webhook_reviews_total{outcome=\"granted\",reason=\"ok\"}")).isEqualTo(2);
        assertThat(webhook.metric("sallyport_webhook_review_seconds_count{outcome=\"granted\"}")).isEqualTo(2);
        assertThat(webhook.metric("sallyport_webhook_review_seconds_bucket{outcome=\"granted\",le=\"+Inf\"}"))
                .isEqualTo(2);
        assertThat(webhook.metric("sallyport_webhook_sts_calls_total{outcome=\"identified\"}")).isOne();
        assertThat(webhook.metric("sallyport_webhook_sts_seconds_count{outcome=\"identified\"}")).isOne();
        assertThat(webhook.metric("sallyport_webhook_sts_cache_total{result=\"miss\"}")).isOne();
        assertThat(webhook.metric("sallyport_webhook_sts_cache_total{result=\"hit\"}")).isOne();
        assertThat(webhook.metric("sallyport_webhook_mapping_rules{source=\"aws-auth\"}")).isEqualTo(2);
    }

    @Test
    void theCertificatesEndIsShownSoThatAMonitorCanWarn() {
        assertThat(webhook.metric("sallyport_webhook_certificate_end_timestamp_seconds"))
                .isEqualTo((double) webhook.settings.tls().end().getEpochSecond());
    }

    @Test
    void anOutageNeverCountsAsARefusal() {
        webhook.sts.answering(KEY, new StsAnswer.Unreachable("connection refused"));
        webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(webhook.get("/metrics").body().lines()
                .filter(line -> line.startsWith("sallyport_webhook_reviews_total{outcome=\"refused\"")))
                .isNotEmpty().allMatch(line -> line.endsWith(" 0.0"));
    }

    @Test
    void thePrometheusTextFormatIsServedAndOpenMetricsOnRequest() {
        HttpRequest open = webhook.request("/metrics").header("Accept", "application/openmetrics-text").build();

        assertThat(webhook.get("/metrics").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
        assertThat(webhook.send(webhook.http2, open).body()).endsWith("# EOF\n");
    }

    @Test
    void anUnknownPathSaysWhatThereIs() {
        HttpResponse<String> answer = webhook.get("/");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/authenticate", "/readyz");
    }

    @Test
    void pagesAreForReading() {
        HttpRequest request = webhook.request("/healthz").POST(HttpRequest.BodyPublishers.ofString("x")).build();

        assertThat(webhook.send(webhook.http2, request).statusCode()).isEqualTo(405);
    }

    @Test
    void aNodesNameComesFromEc2AndAnOutageThereIsNoRefusal() {
        webhook.sts.session("ASIANODE", "eks-node-role", "i-0123456789abcdef0");
        webhook.rules.role("eks-node-role", "system:node:{{EC2PrivateDNSName}}", "system:nodes");
        String token = RunningWebhook.token("ASIANODE");

        webhook.dns = instance -> {
            throw new PrivateDnsNames.UnavailableException("EC2 throttles");
        };
        HttpResponse<String> outage = webhook.authenticate(token);
        webhook.dns = instance -> Optional.of("ip-10-0-0-1.ec2.internal");
        HttpResponse<String> known = webhook.authenticate(token);
        webhook.dns = PrivateDnsNames.NONE;
        HttpResponse<String> unknown = webhook.authenticate(token);

        assertThat(outage.statusCode()).isEqualTo(503);
        assertThat(outage.headers().firstValue("Retry-After")).isPresent();
        assertThat(known.body()).contains("\"username\":\"system:node:ip-10-0-0-1.ec2.internal\"");
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(webhook.metric("sallyport_webhook_reviews_total{outcome=\"undecided\",reason=\"ec2-unavailable\"}"))
                .isOne();
        assertThat(webhook.metric(
                "sallyport_webhook_reviews_total{outcome=\"refused\",reason=\"template-cannot-be-filled\"}")).isOne();
    }
}
