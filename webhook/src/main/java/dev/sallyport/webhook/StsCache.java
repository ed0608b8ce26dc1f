package dev.sallyport.webhook;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sallyport.identity.StsAnswer;
import dev.sallyport.identity.StsExchange;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers whom STS vouched for, and lets requests with one token ask once.
 *
 * <p>It stands between the verifier and STS, not before the verifier: every check that needs no STS, the token's age
 * among them, is made anew for every request, and so is the look-up of the mapping. What is remembered is only that STS
 * vouched, for a few seconds. That STS said no is never remembered: a key made a moment ago may be known to it a moment
 * later. Nor is anything else than a verdict.
 *
 * <p>Keys are digests: the cache never holds a token. While STS is being asked about a token, further requests with it
 * wait for the same answer, whatever it will be.
 */
final class StsCache implements StsExchange {

    /** A few megabytes; more tokens than a large cluster's nodes and people have in use within the time. */
    private static final int MAX_ENTRIES = 20_000;

    private final StsExchange sts;
    private final WebhookMetrics metrics;
    private final AsyncCache<String, StsAnswer> answers;
    private final boolean remembers;

    StsCache(StsExchange sts, Duration time, Ticker ticker, WebhookMetrics metrics) {
        this.sts = sts;
        this.metrics = metrics;
        this.remembers = !time.isZero();
        this.answers = Caffeine.newBuilder().maximumSize(MAX_ENTRIES)
                .expireAfterWrite(remembers ? time : Duration.ofMinutes(15)).ticker(ticker).buildAsync();
    }

    @Override
    public StsAnswer ask(URI presigned, String clusterId) {
        String key = digest(presigned, clusterId);
        CompletableFuture<StsAnswer> mine = new CompletableFuture<>();
        CompletableFuture<StsAnswer> first = answers.asMap().putIfAbsent(key, mine);
        if (first != null) {
            metrics.cache(first.isDone() ? "hit" : "joined");
            return first.join();
        }
        metrics.cache("miss");
        try {
            StsAnswer answer = sts.ask(presigned, clusterId);
            if (!remembers || !(answer instanceof StsAnswer.Identified)) {
                answers.asMap().remove(key, mine);
            }
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            answers.asMap().remove(key, mine);
            // A value, not the exception: Caffeine would log that with its message, whatever it quotes.
            mine.complete(new StsAnswer.Unreachable("asking STS failed by a fault of the webhook; its log says where"));
            throw e;
        }
    }

    private static String digest(URI presigned, String clusterId) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(clusterId.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            sha256.update(presigned.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
