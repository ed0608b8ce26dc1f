package dev.sallyport.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.SigV4Signer;
import dev.sallyport.identity.SignableRequest;

import javax.net.ssl.SSLException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls AWS with a signature of ours over the JDK's HTTP client. Two small questions, who am I and where is this
 * cluster, need no more; the SDK's clients for them take a second to load.
 */
final class SignedCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern XML_CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,80})</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]{1,1000})</Message>");

    private final HttpClient http;
    private final ServiceEndpoint endpoint;
    private final AwsCredentials credentials;
    private final Clock clock;

    SignedCalls(HttpClient http, ServiceEndpoint endpoint, AwsCredentials credentials, Clock clock) {
        this.http = http;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Sends a GET and reads JSON.
     *
     * @param path percent-encoded
     * @param query percent-encoded; may be empty
     */
    JsonNode get(String path, String query) throws AwsProblem {
        return send("GET", path, query, "");
    }

    /** Sends a form, as the query protocol has it, and reads JSON. */
    JsonNode post(String form) throws AwsProblem {
        return send("POST", "/", "", form);
    }

    private JsonNode send(String method, String path, String query, String form) throws AwsProblem {
        URI base = endpoint.url();
        SignableRequest request = SignableRequest.of(method, base.getRawAuthority(), path, query);
        if (method.equals("POST")) {
            request = request.with("content-type", "application/x-www-form-urlencoded; charset=utf-8").withBody(form);
        }
        SignableRequest signed = new SigV4Signer(endpoint.signingRegion(), endpoint.service().signingName())
                .sign(request, credentials, clock.instant());
        HttpRequest.Builder http11 = HttpRequest
                .newBuilder(URI.create(base.getScheme() + "://" + base.getRawAuthority() + path
                        + (query.isEmpty() ? "" : "?" + query)))
                .timeout(PATIENCE).header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(form));
        signed.headers().stream().filter(header -> !header.name().equalsIgnoreCase("host"))
                .forEach(header -> http11.header(header.name(), header.value()));
        return read(exchange(http11.build()));
    }

    private HttpResponse<String> exchange(HttpRequest request) throws AwsProblem {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AwsProblem(Kind.UNREACHABLE, endpoint.service() + " at " + endpoint.url()
                    + " could not be reached: " + reason(e) + ".",
                    endpoint.source().equals("AWS")
                            ? "Check the network, the region and proxy variables."
                            : "That endpoint comes from " + endpoint.source() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsProblem(Kind.UNREACHABLE, "Interrupted while waiting for " + endpoint.service() + ".", "");
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException late -> "no connection within " + AwsHttp.CONNECT.toSeconds() + " s";
            case HttpTimeoutException late -> "no answer within " + PATIENCE.toSeconds() + " s";
            case ConnectException unknown when unknown.getCause() instanceof UnresolvedAddressException ->
                "no such host";
            case ConnectException refused -> "connection refused";
            case SSLException tls -> "its certificate is not trusted here (AWS_CA_BUNDLE names whom to trust)";
            default -> "the connection broke";
        };
    }

    private JsonNode read(HttpResponse<String> answer) throws AwsProblem {
        JsonNode json;
        try {
            json = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            json = JSON.missingNode();
        }
        if (answer.statusCode() == 200) {
            if (!json.isObject()) {
                throw new AwsProblem(Kind.NONSENSE,
                        endpoint.service() + " at " + endpoint.url() + " answered with something that is no JSON.",
                        "Is it AWS that answers there? A proxy may have put a page of its own in between.");
            }
            return json;
        }
        throw refusal(answer, json);
    }

    private AwsProblem refusal(HttpResponse<String> answer, JsonNode json) {
        String code = answer.headers().firstValue("x-amzn-errortype").map(type -> type.replaceAll("[:,].*", ""))
                .filter(type -> type.matches("[A-Za-z0-9.]{1,80}")).orElseGet(() -> errorCode(answer.body(), json));
        String said = json.path("message").asText(json.path("Message").asText(
                json.path("Error").path("Message").asText(xml(XML_MESSAGE, answer.body()))));
        String sentence = endpoint.service() + " says: " + (code.isEmpty() ? "HTTP " + answer.statusCode() : code)
                + (said.isEmpty() ? "." : ": " + PlainText.shown(said));
        return switch (code) {
            case "ExpiredToken", "ExpiredTokenException" -> new AwsProblem(Kind.EXPIRED, sentence,
                    "The keys were temporary and their time is over; get new ones.");
            case "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch",
                    "InvalidSignatureException", "IncompleteSignature", "MissingAuthenticationToken" ->
                new AwsProblem(Kind.KEYS_REFUSED, sentence, "Check the keys: aws sts get-caller-identity");
            case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation" ->
                new AwsProblem(Kind.DENIED, sentence, "");
            case "ResourceNotFoundException", "NoSuchEntity" -> new AwsProblem(Kind.NOT_FOUND, sentence, "");
            case "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException" ->
                new AwsProblem(Kind.THROTTLED, sentence, "Try again in a moment.");
            default -> new AwsProblem(answer.statusCode() >= 500 ? Kind.NONSENSE : Kind.REFUSED, sentence, "");
        };
    }

    private static String errorCode(String body, JsonNode json) {
        String code = json.path("Error").path("Code").asText(json.path("code").asText(json.path("__type").asText("")));
        return code.matches("[A-Za-z0-9.]{1,80}") ? code : xml(XML_CODE, body);
    }

    private static String xml(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }
}
