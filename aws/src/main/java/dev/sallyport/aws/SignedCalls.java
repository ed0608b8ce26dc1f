package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.HttpExchange.NoReplyException;
import dev.sallyport.aws.HttpExchange.Reply;
import dev.sallyport.aws.HttpExchange.Request;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.SigV4Signer;
import dev.sallyport.identity.SignableRequest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls a service of AWS: signs, sends, tries again where that helps, and tells AWS's refusals apart.
 *
 * <p>The half dozen operations that Sallyport needs are a path or a form each; the SDK's clients for them take about a
 * second to load, twenty times as long as the call.
 */
final class SignedCalls {

    /** Before the second and the third try; AWS asks for growing pauses. */
    static final List<Duration> PAUSES = List.of(Duration.ofMillis(200), Duration.ofMillis(800));

    private final HttpExchange http;
    private final ServiceEndpoint endpoint;
    private final Optional<AwsCredentials> credentials;
    private final Clock clock;
    private final List<Duration> pauses;

    SignedCalls(HttpExchange http, ServiceEndpoint endpoint, Optional<AwsCredentials> credentials, Clock clock,
            List<Duration> pauses) {
        this.http = http;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** Calls signed with credentials, to the service of these settings. */
    static SignedCalls to(AwsService service, AwsSettings settings, AwsCredentials credentials, Clock clock)
            throws AwsProblem {
        return to(AwsProblem.orThrow(settings.endpoint(service)), settings, credentials, clock);
    }

    /** Calls signed with credentials, to one endpoint. */
    static SignedCalls to(ServiceEndpoint endpoint, AwsSettings settings, AwsCredentials credentials, Clock clock)
            throws AwsProblem {
        return new SignedCalls(AwsHttp.exchange(settings), endpoint, Optional.of(credentials), clock, PAUSES);
    }

    /** Calls without a signature, for the operations that give credentials to somebody who has none. */
    static SignedCalls unsigned(ServiceEndpoint endpoint, AwsSettings settings, Clock clock) throws AwsProblem {
        return new SignedCalls(AwsHttp.exchange(settings), endpoint, Optional.empty(), clock, PAUSES);
    }

    /**
     * Sends a GET and reads JSON.
     *
     * @param path percent-encoded
     * @param query percent-encoded; may be empty
     */
    WireValue get(String path, String query, Map<String, String> headers) throws AwsProblem {
        Reply reply = exchange("GET", path, query, headers, "");
        return WireValue.json(reply.body()).filter(WireValue::isObject).orElseThrow(() -> nonsense("JSON"));
    }

    /** Sends JSON and reads JSON. */
    WireValue postJson(String path, String json) throws AwsProblem {
        Reply reply = exchange("POST", path, "", Map.of("content-type", "application/json"), json);
        return WireValue.json(reply.body()).filter(WireValue::isObject).orElseThrow(() -> nonsense("JSON"));
    }

    /** Sends a form, as the query protocol has it, and reads the XML below its outermost element. */
    WireValue form(Map<String, String> form) throws AwsProblem {
        return read(formReply(form));
    }

    /** The same, the answer as it came. */
    Reply formReply(Map<String, String> form) throws AwsProblem {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&").append(encoded(name)).append('=')
                .append(encoded(value)));
        return exchange("POST", "/", "",
                Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"), body.toString());
    }

    /** What an answer to a form says. */
    WireValue read(Reply reply) throws AwsProblem {
        return WireValue.xml(reply.body()).filter(WireValue::isObject).orElseThrow(() -> nonsense("XML"));
    }

    /** Percent-encoded for a path, a query or a form. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    private Reply exchange(String method, String path, String query, Map<String, String> headers, String body)
            throws AwsProblem {
        for (int attempt = 0;; attempt++) {
            AwsProblem problem;
            try {
                Reply reply = http.send(signed(method, path, query, headers, body));
                if (reply.status() / 100 == 2) {
                    return reply;
                }
                Refusal refusal = new Refusal(endpoint.service(), reply, clock);
                problem = refusal.problem();
                if (!refusal.worthAnotherTry() || attempt == pauses.size()) {
                    throw problem;
                }
            } catch (NoReplyException e) {
                problem = unreachable(e);
                if (!e.sent() || attempt == pauses.size()) {
                    throw problem;
                }
            }
            pause(pauses.get(attempt), problem);
        }
    }

    private Request signed(String method, String path, String query, Map<String, String> headers, String body) {
        URI base = endpoint.url();
        String root = base.getRawPath() == null || base.getRawPath().equals("/") ? "" : base.getRawPath();
        URI url = URI.create(base.getScheme() + "://" + base.getRawAuthority() + root + path
                + (query.isEmpty() ? "" : "?" + query));
        SignableRequest request = SignableRequest.of(method, base.getRawAuthority(), root + path, query);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        if (!body.isEmpty()) {
            request = request.withBody(body);
        }
        if (credentials.isPresent()) {
            request = new SigV4Signer(endpoint.signingRegion(), endpoint.service().signingName()).sign(request,
                    credentials.get(), clock.instant());
        }
        Map<String, String> sent = new LinkedHashMap<>();
        for (SignableRequest.Header header : request.headers()) {
            if (!header.name().equalsIgnoreCase("host")) { // the connection writes it itself
                sent.put(header.name(), header.value());
            }
        }
        return new Request(method, url, sent, body);
    }

    private AwsProblem unreachable(NoReplyException e) {
        boolean own = endpoint.source().equals("AWS");
        String remedy = !own
                ? "That endpoint comes from " + endpoint.source() + "."
                : e.reason().contains("resolved")
                        ? "Is " + endpoint.signingRegion() + " a region of AWS's, and is there a network?"
                        : "Check the network and the proxy variables.";
        return new AwsProblem(Kind.UNREACHABLE,
                endpoint.service() + " at " + endpoint.url() + " could not be reached: " + e.reason() + ".", remedy,
                new AwsReason.NotReached(endpoint.service(), endpoint.url(), endpoint.source(), e.silence()));
    }

    private AwsProblem nonsense(String expected) {
        return new AwsProblem(Kind.NONSENSE,
                endpoint.service() + " at " + endpoint.url() + " answered with something that is no " + expected + ".",
                "Is it AWS that answers there? A proxy may have put a page of its own in between.",
                new AwsReason.NotAws(endpoint.service(), endpoint.url(), endpoint.source()));
    }

    private static void pause(Duration time, AwsProblem problem) throws AwsProblem {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem;
        }
    }
}
