package dev.sallyport.conformance.peers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to a Kubernetes API as one user, by a bearer token. Threads may share it. Over HTTP/1.1: a request that
 * the server answers by closing the connection then takes no other with it.
 */
public final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60); // a loaded machine

    private final URI endpoint;
    private final String token;
    private final HttpClient http;

    private ApiClient(URI endpoint, String token, HttpClient http) {
        this.endpoint = endpoint;
        this.token = token;
        this.http = http;
    }

    /**
     * A client of the server at this address.
     *
     * @param caPem whom it trusts
     * @param token the bearer token; empty sends none
     */
    public static ApiClient of(URI endpoint, String caPem, String token) {
        return new ApiClient(endpoint, token,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(Trusting.only(caPem))
                        .connectTimeout(PATIENCE).build());
    }

    /** The same server, asked by somebody else. */
    public ApiClient as(String otherToken) {
        return new ApiClient(endpoint, otherToken, http);
    }

    /** Sends a request with these headers; an empty body sends none. */
    public ApiAnswer send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + path)).timeout(PATIENCE)
                .method(method, body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS); // the request's own bound ends with the headers
            return new ApiAnswer(answer.statusCode(), answer.headers(), answer.body());
        } catch (ExecutionException e) {
            throw new IllegalStateException(method + " " + path, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(method + " " + path + " was not answered to its end within "
                    + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Reads a path. */
    public ApiAnswer get(String path) {
        return send("GET", path, Map.of(), "");
    }

    /** Posts JSON. */
    public ApiAnswer post(String path, String json) {
        return send("POST", path, Map.of("Content-Type", "application/json"), json);
    }

    /** Deletes what is at a path. */
    public ApiAnswer delete(String path) {
        return send("DELETE", path, Map.of(), "");
    }
}
