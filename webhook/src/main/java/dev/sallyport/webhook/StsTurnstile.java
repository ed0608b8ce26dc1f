package dev.sallyport.webhook;

import dev.sallyport.identity.StsAnswer;
import dev.sallyport.identity.StsExchange;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many calls to STS be in flight, and counts and times them. Who has waited for as long as a caller waits
 * for us goes without asking: the caller has been answered already.
 */
final class StsTurnstile implements StsExchange {

    private final StsExchange sts;
    private final Semaphore places;
    private final Duration patience;
    private final WebhookMetrics metrics;

    StsTurnstile(StsExchange sts, int atOnce, Duration patience, WebhookMetrics metrics) {
        this.sts = sts;
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
        this.metrics = metrics;
    }

    @Override
    public StsAnswer ask(URI presigned, String clusterId) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                metrics.stsNotAsked();
                return new StsAnswer.Unreachable("STS was not asked: too many calls to it are in flight");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new StsAnswer.Unreachable("STS was not asked: the webhook is stopping");
        }
        long started = System.nanoTime();
        metrics.stsStarted();
        try {
            StsAnswer answer = sts.ask(presigned, clusterId);
            metrics.stsAnswered(answer, System.nanoTime() - started);
            return answer;
        } finally {
            metrics.stsEnded();
            places.release();
        }
    }
}
