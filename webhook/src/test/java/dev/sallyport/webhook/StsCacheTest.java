package dev.sallyport.webhook;

import dev.sallyport.identity.StsAnswer;
import dev.sallyport.mapping.MappingSettings;
import dev.sallyport.mapping.PrivateDnsNames;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What is remembered of STS's answers, for how long, and what never is. */
class StsCacheTest {

    private static final URI TOKEN = URI.create("https://sts.eu-west-1.amazonaws.com/?X-Amz-Credential=AKIA1%2Fx");
    private static final StsAnswer SOMEBODY = new StsAnswer.Identified("arn:aws:iam::123456789012:user/a",
            "123456789012", "AIDA1");

    private final FakeSts sts = new FakeSts().answering("AKIA1", SOMEBODY);
    private final AtomicLong nanos = new AtomicLong();
    private final StsCache cache = cache(Duration.ofSeconds(15));

    private StsCache cache(Duration time) {
        return new StsCache(sts, time, nanos::get,
                new WebhookMetrics(MappingTables.of(List.of(), MappingSettings.DEFAULTS, PrivateDnsNames.NONE)));
    }

    @Test
    void thatStsVouchedIsRememberedForTheSetTimeAndNotLonger() {
        cache.ask(TOKEN, "demo");
        nanos.addAndGet(Duration.ofSeconds(14).toNanos());
        assertThat(cache.ask(TOKEN, "demo")).isEqualTo(SOMEBODY);
        assertThat(sts.calls()).isOne();

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        cache.ask(TOKEN, "demo");
        assertThat(sts.calls()).isEqualTo(2);
    }

    @Test
    void aKeyThatWasDeactivatedIsOutWhenTheTimeIsOver() {
        cache.ask(TOKEN, "demo");
        sts.answering("AKIA1", new StsAnswer.Refused(403, "InvalidClientTokenId"));

        nanos.addAndGet(Duration.ofSeconds(15).toNanos());

        assertThat(cache.ask(TOKEN, "demo")).isInstanceOf(StsAnswer.Refused.class);
    }

    @Test
    void nothingButAVerdictInFavourIsRemembered() {
        for (StsAnswer answer : List.of(new StsAnswer.Refused(403, "ExpiredToken"), new StsAnswer.Throttled(),
                new StsAnswer.Redirected(302), new StsAnswer.Unreachable("x"), new StsAnswer.Nonsense("x"))) {
            sts.answering("AKIA1", answer);
            assertThat(cache.ask(TOKEN, "demo")).isEqualTo(answer);
        }

        sts.answering("AKIA1", SOMEBODY);

        assertThat(cache.ask(TOKEN, "demo")).isEqualTo(SOMEBODY);
    }

    @Test
    void anotherTokenOrClusterIsAnotherQuestion() {
        cache.ask(TOKEN, "demo");
        cache.ask(TOKEN, "other");
        cache.ask(URI.create(TOKEN + "&x=1"), "demo");

        assertThat(sts.calls()).isEqualTo(3);
    }

    @Test
    void withoutTimeEveryQuestionIsAskedAnew() {
        StsCache none = cache(Duration.ZERO);

        none.ask(TOKEN, "demo");
        none.ask(TOKEN, "demo");

        assertThat(sts.calls()).isEqualTo(2);
    }

    @Test
    void whoeverAsksWhileStsIsBeingAskedGetsTheSameAnswer() throws Exception {
        CountDownLatch gate = sts.hold();
        sts.answering("AKIA1", new StsAnswer.Throttled());
        CompletableFuture<StsAnswer> first = CompletableFuture.supplyAsync(() -> cache.ask(TOKEN, "demo"));
        await().until(() -> sts.calls() == 1);
        CompletableFuture<StsAnswer> second = CompletableFuture.supplyAsync(() -> cache.ask(TOKEN, "demo"));

        gate.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(new StsAnswer.Throttled());
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new StsAnswer.Throttled());
    }

    @Test
    void aFaultLeavesNobodyWaitingAndNothingBehind() {
        sts.doing("AKIA1", () -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> cache.ask(TOKEN, "demo")).hasMessage("broken");

        sts.answering("AKIA1", SOMEBODY);

        assertThat(cache.ask(TOKEN, "demo")).isEqualTo(SOMEBODY);
    }
}
