package dev.sallyport.identity;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks STS over HTTP with the JDK's client.
 *
 * <p>The client comes from outside, so that its trust, its proxy and its version are the caller's; it must not follow
 * redirects. The time limit counts from the first byte sent to the last byte read.
 */
public final class HttpStsExchange implements StsExchange {

    /** How long STS has for its answer, as in the reference authenticator. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Duration timeout;

    /**
     * An exchange over a client, with the usual limit of {@link #TIMEOUT}.
     *
     * @throws IllegalArgumentException when the client follows redirects
     */
    public HttpStsExchange(HttpClient client) {
        this(client, TIMEOUT);
    }

    /**
     * An exchange over a client, with a limit of its own.
     *
     * @throws IllegalArgumentException when the client follows redirects
     */
    public HttpStsExchange(HttpClient client, Duration timeout) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "the client follows redirects: a token must never be sent on to another host");
        }
        this.client = client;
        this.timeout = timeout;
    }

    /** A client as this exchange wants it, trusting what the JDK trusts. */
    public static HttpClient ordinaryClient() {
        return HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(TIMEOUT).build();
    }

    @Override
    public StsAnswer ask(URI presigned, String clusterId) {
        CompletableFuture<HttpResponse<byte[]>> response;
        try {
            HttpRequest request = HttpRequest.newBuilder(presigned).GET().timeout(timeout)
                    .header("Accept", "application/json").header(TokenMinter.CLUSTER_ID_HEADER, clusterId).build();
            response = client.sendAsync(request, BoundedBody.handler(StsReply.MOST_BYTES));
        } catch (IllegalArgumentException notSendable) {
            return new StsAnswer.Unreachable("the request to STS cannot be sent by HTTP");
        }
        try {
            HttpResponse<byte[]> answer = response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return StsReply.read(answer.statusCode(), answer.body());
        } catch (TimeoutException late) {
            response.cancel(true);
            return new StsAnswer.Unreachable("STS gave no whole answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException stopped) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return new StsAnswer.Unreachable("interrupted while waiting for STS");
        } catch (ExecutionException failed) {
            return new StsAnswer.Unreachable(ConnectionFailure.inWords(failed.getCause()));
        }
    }
}
