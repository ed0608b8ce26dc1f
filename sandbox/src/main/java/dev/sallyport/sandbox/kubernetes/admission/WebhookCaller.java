package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts reviews to webhooks, each over a connection of its own, and waits for the answer at most as long as the webhook
 * is given. A webhook behind a Service shows a certificate for {@code NAME.NAMESPACE.svc}, wherever it listens.
 */
final class WebhookCaller {

    private static final int HTTPS = 443;

    private final Vertx vertx;
    private final ServiceEndpoints services;

    WebhookCaller(Vertx vertx, ServiceEndpoints services) {
        this.vertx = vertx;
        this.services = services;
    }

    /** Host and port of a URL; a name that Java takes for none, such as one with an underscore, is one here. */
    private record Address(String host, int port) {
        static Address of(String url) {
            String authority = URI.create(url).getRawAuthority();
            int colon = authority.lastIndexOf(':');
            boolean port = colon > authority.lastIndexOf(']') && colon < authority.length() - 1;
            String host = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
            return new Address(host.replaceAll("[\\[\\]]", ""),
                    port ? Integer.parseInt(authority.substring(colon + 1)) : HTTPS);
        }
    }

    /** Whom to connect to, and as whom they are known. */
    private record Target(Address address, String path, SocketAddress server) {}

    /** Sends a review, and reads the answer. */
    WebhookAnswer call(Webhook webhook, AdmissionReview review) {
        String query = "timeout=" + webhook.timeout().toSeconds() + "s";
        String url = url(webhook) + "?" + query;
        ShownChain chain;
        try {
            chain = ShownChain.trusting(webhook.caBundle());
        } catch (GeneralSecurityException e) {
            return new WebhookAnswer.Failed("could not get REST client: unable to load root certificates: "
                    + "unable to parse bytes as PEM block");
        }
        try {
            return post(target(webhook, url), query, webhook, review, chain).read(webhook, review);
        } catch (ServiceEndpoints.Unreachable e) {
            return WebhookReply.notCalled("Post \"" + url + "\": " + e.getMessage());
        } catch (TimeoutException e) {
            return WebhookReply.notCalled("Post \"" + url + "\": context deadline exceeded");
        } catch (ExecutionException e) {
            return WebhookReply
                    .notCalled("Post \"" + url + "\": "
                            + CallFailures.words(e.getCause(), chain, Address.of(url).host(), Address.of(url).port()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WebhookReply.notCalled("Post \"" + url + "\": context canceled");
        }
    }

    /** The address as messages show it. */
    private static String url(Webhook webhook) {
        JsonNode service = webhook.spec().at("/clientConfig/service");
        if (!service.isObject()) {
            String url = webhook.spec().at("/clientConfig/url").asText();
            return URI.create(url).getPath().isEmpty() ? url + "/" : url;
        }
        String path = service.path("path").asText("");
        return "https://" + serviceHost(service) + ":" + service.path("port").asInt(HTTPS)
                + (path.startsWith("/") ? path : "/" + path);
    }

    private static String serviceHost(JsonNode service) {
        return service.path("name").asText() + "." + service.path("namespace").asText() + ".svc";
    }

    private Target target(Webhook webhook, String url) throws ServiceEndpoints.Unreachable {
        Address address = Address.of(url);
        JsonNode service = webhook.spec().at("/clientConfig/service");
        SocketAddress server = service.isObject()
                ? services.resolve(service.path("namespace").asText(), service.path("name").asText(), address.port())
                : SocketAddress.inetSocketAddress(address.port(), address.host());
        return new Target(address, URI.create(url).getRawPath(), server);
    }

    private WebhookReply post(Target target, String query, Webhook webhook, AdmissionReview review, ShownChain chain)
            throws ExecutionException, TimeoutException, InterruptedException {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setVerifyHost(true)
                .setForceSni(!CallFailures.isAddress(target.address().host())).setKeepAlive(false)
                .setTrustOptions(TrustOptions.wrap(chain)));
        try {
            RequestOptions request = new RequestOptions().setMethod(HttpMethod.POST).setServer(target.server())
                    .setHost(target.address().host()).setPort(target.address().port()).setSsl(true)
                    .setURI(target.path() + "?" + query)
                    .putHeader("Content-Type", "application/json").putHeader("Accept", "application/json, */*")
                    .putHeader("User-Agent", "kube-apiserver-admission");
            Future<WebhookReply> reply = client.request(request)
                    .compose(sent -> sent.send(Buffer.buffer(review.body().toString())))
                    .compose(answer -> answer.body().map(body -> new WebhookReply(answer.statusCode(),
                            Objects.requireNonNullElse(answer.headers().get("Content-Type"), ""), body)));
            return reply.toCompletionStage().toCompletableFuture().get(webhook.timeout().toMillis(),
                    TimeUnit.MILLISECONDS);
        } finally {
            client.close();
        }
    }
}
