package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How a call goes out, and what becomes of its answer. */
class SignedCallsTest {

    private static final List<Duration> NO_PAUSES = List.of(Duration.ZERO, Duration.ZERO);

    @ParameterizedTest
    @CsvSource({"503, ServiceUnavailable", "429, TooManyRequestsException", "400, ThrottlingException",
        "500, InternalFailure"})
    void whatMayPassIsTriedThreeTimes(int status, String code) throws Exception {
        try (Replies eks = new Replies()) {
            eks.say(status, Map.of("x-amzn-ErrorType", code + ":http://x"), "{\"message\":\"later\"}")
                    .say(status, "{\"__type\":\"x#" + code + "\",\"message\":\"later\"}").say(200, "{\"cluster\":{}}");

            assertThat(calls(eks).get("/clusters/demo", "", Map.of()).at("cluster").isObject()).isTrue();
            assertThat(eks.asked()).hasSize(3);
        }
    }

    @Test
    void aThrottleThatDoesNotEndIsCalledOne() throws Exception {
        try (Replies eks = new Replies()) {
            eks.say(429, "{\"message\":\"Rate exceeded\",\"code\":\"ThrottlingException\"}");

            AwsProblem problem = catchThrowableOfType(AwsProblem.class,
                    () -> calls(eks).get("/clusters", "maxResults=1", Map.of()));

            assertThat(problem.failure().kind()).isEqualTo(Kind.THROTTLED);
            assertThat(problem.failure().sentence()).contains("EKS says: ThrottlingException: Rate exceeded");
            assertThat(eks.asked()).hasSize(3);
        }
    }

    @Test
    void aSignatureForAnotherRegionIsNoMatterOfTheKeys() throws Exception {
        try (Replies eks = new Replies()) {
            eks.say(403, Map.of("x-amzn-ErrorType", "InvalidSignatureException"),
                    "{\"message\":\"Credential should be scoped to a valid region, not 'mars-1'. \"}");

            AwsProblem problem = catchThrowableOfType(AwsProblem.class,
                    () -> calls(eks).get("/clusters/demo", "", Map.of()));

            assertThat(problem.failure().kind()).isEqualTo(Kind.REFUSED);
            assertThat(problem.failure().sentence()).isEqualTo("EKS says: InvalidSignatureException: Credential should"
                    + " be scoped to a valid region, not 'mars-1'. Check the region: --region, AWS_REGION or the"
                    + " profile's.");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Replies eks = new Replies(); Replies elsewhere = new Replies()) {
            eks.say(302, Map.of("Location", elsewhere.url() + "/"), "");

            AwsProblem problem = catchThrowableOfType(AwsProblem.class, () -> calls(eks).get("/", "", Map.of()));

            assertThat(problem.failure().message()).contains("HTTP 302");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void wordsFromOutsideAreFitToBeShown() throws Exception {
        try (Replies eks = new Replies()) {
            eks.say(400, "{\"code\":\"InvalidParameterException\",\"message\":\"bad \\u001b[31mred" + " x".repeat(600)
                    + "\"}");

            AwsProblem problem = catchThrowableOfType(AwsProblem.class, () -> calls(eks).get("/", "", Map.of()));

            assertThat(problem.failure().message()).contains("bad \\u001b[31mred").endsWith("…").hasSizeLessThan(600);
        }
    }

    @Test
    void aFormIsSignedAsItIsSent() throws Exception {
        try (Replies ec2 = new Replies()) {
            ec2.say(200, "<R><a>1</a></R>");

            WireValue answer = calls(ec2).form(Map.of("A", "b c*"));

            assertThat(answer.at("a").text()).isEqualTo("1");
            assertThat(ec2.asked().getFirst().body()).isEqualTo("A=b%20c%2A");
            assertThat(ec2.asked().getFirst().header("Authorization"))
                    .contains("SignedHeaders=content-type;host;x-amz-date,");
        }
    }

    @Test
    void theProxyOfTheEnvironmentIsUsedAndItsExceptionsHold() throws Exception {
        try (Replies proxy = new Replies()) {
            proxy.say(200, "{\"through\":\"proxy\"}");
            AwsEnvironment environment = new AwsEnvironment(
                    Map.of("http_proxy", proxy.url(), "NO_PROXY", "other.example"),
                    Optional.empty());
            HttpExchange http = new HttpExchange(Duration.ofSeconds(2), Duration.ofSeconds(2),
                    new ProxyChoice(environment), Optional.empty());

            HttpExchange.Reply reply = http
                    .send(HttpExchange.Request.get(URI.create("http://eks.example/clusters"), Map.of()));

            assertThat(reply.body()).contains("proxy");
            assertThat(proxy.asked().getFirst().uri()).isEqualTo("http://eks.example/clusters");
        }
    }

    @ParameterizedTest
    @CsvSource({"https://eks.example/, true", "https://sub.no.example/, false", "https://no.example/, false",
        "https://xno.example/, true", "https://port.example:8443/, false", "https://port.example/, true",
        "http://eks.example/, false"})
    void aHostInNoProxyIsReachedDirectly(String url, boolean proxied) {
        ProxyChoice choice = new ProxyChoice(new AwsEnvironment(
                Map.of("HTTPS_PROXY", "proxy.example:3128", "no_proxy", "localhost, .no.example,port.example:8443"),
                Optional.empty()));

        assertThat(choice.to(URI.create(url)).address() != null).isEqualTo(proxied);
    }

    @Test
    void nothingOfARequestOrAnAnswerShowsInText() {
        HttpExchange.Request request = HttpExchange.Request.get(URI.create("https://x/?secret=1"),
                Map.of("Authorization", "secret"));
        HttpExchange.Reply reply = new HttpExchange.Reply(200, Map.of("h", "secret"), "secret");

        assertThat(request + " " + reply + WireValue.json("{\"a\":\"secret\"}")).doesNotContain("secret");
    }

    private static SignedCalls calls(Replies server) throws IOException {
        ServiceEndpoint endpoint = new ServiceEndpoint(AwsService.EKS, URI.create(server.url()), "eu-west-1", "a test");
        return new SignedCalls(
                new HttpExchange(Duration.ofSeconds(2), Duration.ofSeconds(2), ProxyChoice.NONE, Optional.empty()),
                endpoint, Optional.of(AwsCredentials.longLived("AKIA", "s")), Clock.systemUTC(), NO_PAUSES);
    }
}
