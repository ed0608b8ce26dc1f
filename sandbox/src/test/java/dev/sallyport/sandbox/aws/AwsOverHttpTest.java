package dev.sallyport.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.SigV4Signer;
import dev.sallyport.identity.SignableRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The services as they answer on the wire, byte by byte where clients look at bytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsOverHttpTest {

    private static final String IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";

    private final AwsFixture fixture = new AwsFixture();
    private final RawHttp http = new RawHttp(fixture);

    @AfterEach
    void backToNow() {
        fixture.clock.reset();
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void stsAnswersInXml() {
        RawHttp.Reply reply = query("sts", fixture.nobody, IDENTITY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("content-type", "text/xml;charset=utf-8");
        assertThat(reply.body()).matches(
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/eks-test</Arn>"
                        + "<UserId>AIDA[A-Z2-7]{17}</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
                        + "<ResponseMetadata><RequestId>[0-9a-f-]{36}</RequestId></ResponseMetadata>"
                        + "</GetCallerIdentityResponse>");
    }

    @Test
    void stsAnswersInJsonWhenAskedTo() {
        JsonNode reply = json(presigned(fixture.nobody, "Accept: application/json"));

        assertThat(reply.at("/GetCallerIdentityResponse/GetCallerIdentityResult/Arn").asText())
                .isEqualTo("arn:aws:iam::123456789012:user/eks-test");
        assertThat(reply.at("/GetCallerIdentityResponse/ResponseMetadata/RequestId").asText()).hasSize(36);
    }

    @Test
    void stsRefusesInTheFormThatWasAskedFor() {
        AwsCredentials wrong = AwsCredentials.longLived(fixture.nobody.accessKeyId(), "wrong");

        RawHttp.Reply inJson = presigned(wrong, "Accept: application/json");
        assertThat(inJson.status()).isEqualTo(403);
        assertThat(json(inJson).at("/Error/Code").asText()).isEqualTo("SignatureDoesNotMatch");
        assertThat(presigned(wrong).body()).startsWith(
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                        + "<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void aPresignedUrlCanBeReplayedForFifteenMinutesAndNoLonger() {
        SignableRequest url = token("sts", fixture.nobody);

        assertThat(http.send(url, "").status()).isEqualTo(200);
        fixture.clock.advance(Duration.ofSeconds(890));
        assertThat(http.send(url, "").status()).isEqualTo(200);
        fixture.clock.advance(Duration.ofSeconds(20));
        assertThat(http.send(url, "").body()).contains("SignatureDoesNotMatch", "Signature expired");
    }

    @ParameterizedTest
    @CsvSource({"sts, 403, <Code>InvalidClientTokenId</Code>", "iam, 403, <Code>InvalidClientTokenId</Code>",
        "ec2, 401, <Code>AuthFailure</Code>"})
    void everyServiceRefusesAnUnknownKeyInItsOwnWords(String service, int status, String code) {
        AwsCredentials stranger = AwsCredentials.longLived("AKIAIOSFODNN7EXAMPLE", "secret");

        RawHttp.Reply reply = query(service, stranger, "Action=ListUsers");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains(code);
    }

    @Test
    void eksRefusesInJsonWithTheCodeInAHeader() {
        RawHttp.Reply stranger = get("eks", AwsCredentials.longLived("AKIAIOSFODNN7EXAMPLE", "secret"),
                "/clusters/eks-cluster");
        RawHttp.Reply nobody = get("eks", fixture.nobody, "/clusters/eks-cluster");

        assertThat(stranger.headers()).containsEntry("x-amzn-errortype", "UnrecognizedClientException");
        assertThat(nobody.status()).isEqualTo(403);
        assertThat(nobody.headers()).containsEntry("x-amzn-errortype", "AccessDeniedException");
        assertThat(json(nobody).path("message").asText()).isEqualTo(
                "User: arn:aws:iam::123456789012:user/eks-test is not authorized to perform: eks:DescribeCluster on"
                        + " resource: arn:aws:eks:ap-northeast-2:123456789012:cluster/eks-cluster");
    }

    @Test
    void whoMayNotLookIsNotToldWhatThereIs() {
        assertThat(json(get("eks", fixture.nobody, "/clusters/no-such-cluster")).path("message").asText())
                .contains("is not authorized to perform: eks:DescribeCluster");
    }

    @Test
    void eksDescribesWhatAKubeconfigNeeds() {
        JsonNode cluster = json(get("eks", fixture.creator, "/clusters/eks-cluster")).path("cluster");

        assertThat(cluster.path("endpoint").asText()).isEqualTo("https://127.0.0.1:6443");
        assertThat(new String(Base64.getDecoder().decode(
                cluster.at("/certificateAuthority/data").asText()), StandardCharsets.UTF_8))
                .isEqualTo(fixture.authority.certificatePem());
        assertThat(cluster.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(cluster.at("/accessConfig/authenticationMode").asText()).isEqualTo("CONFIG_MAP");
        assertThat(cluster.path("createdAt").isNumber()).isTrue();
        assertThat(cluster.at("/tags/team").asText()).isEqualTo("a");
        assertThat(cluster.toString()).doesNotContain("user/creator");
    }

    @Test
    void aClusterThatNothingRunsBehindStaysInCreation() {
        RawHttp.Reply reply = post("eks", fixture.creator, "/clusters",
                """
                {"name":"second","roleArn":"arn:aws:iam::123456789012:role/r","resourcesVpcConfig":{"subnetIds":["a"]}}""");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(json(reply).at("/cluster/status").asText()).isEqualTo("CREATING");
        assertThat(json(reply).at("/cluster/endpoint").isMissingNode()).isTrue();
        assertThat(fixture.world.clusters(AwsFixture.ACCOUNT, AwsFixture.REGION).get("second").creatorArn())
                .isEqualTo("arn:aws:iam::123456789012:user/creator");
        assertThat(post("eks", fixture.creator, "/clusters", """
                {"name":"second","roleArn":"arn:aws:iam::123456789012:role/r","resourcesVpcConfig":{}}""").headers())
                .containsEntry("x-amzn-errortype", "ResourceInUseException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"name\":\"x\"}",
        "{\"name\":\"x\",\"roleArn\":\"arn:aws:iam::123456789012:role/r\"}",
        "{\"name\":\"-x\",\"roleArn\":\"arn:aws:iam::123456789012:role/r\",\"resourcesVpcConfig\":{}}"})
    void aClusterThatIsAskedForBadlyIsRefusedWithAReason(String body) {
        RawHttp.Reply reply = post("eks", fixture.creator, "/clusters", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(json(reply).path("message").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"GET, /clusters/a/b", "PUT, /clusters/a", "GET, /nodegroups", "GET, /clusters/%2e%2e%2fclusters"})
    void whatTheLocalEksDoesNotHaveIsSaid(String method, String path) {
        RawHttp.Reply reply = send("eks", fixture.creator, method, path, "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(json(reply).path("message").asText()).isNotBlank();
    }

    @Test
    void anActionThatAServiceDoesNotHaveIsSaid() {
        assertThat(query("iam", fixture.creator, "Action=MakeCoffee&Version=2010-05-08").body())
                .contains("<Code>InvalidAction</Code>",
                        "Could not find operation MakeCoffee for version 2010-05-08");
        assertThat(query("s3", fixture.creator, "Action=ListBuckets").body()).contains("no service s3");
    }

    @Test
    void aParameterThatStandsTwiceIsRefused() {
        assertThat(query("iam", fixture.creator, "Action=GetUser&UserName=creator&UserName=eks-test").body())
                .contains("MalformedQueryString", "The parameter UserName stands in the request more than once.");
    }

    @Test
    void namesFromOutsideAreEscapedInXml() {
        RawHttp.Reply reply = query("iam", fixture.creator, "Action=GetUser&UserName=%3Cb%3E%26%00");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("The user with name &lt;b&gt;&amp;? cannot be found.");
    }

    @Test
    void aUsersOwnTemporaryKeysAreNoneOfIamsAndGiveNoNewOnes() {
        AwsCredentials session = fixture.world.sessions().sessionToken(fixture.world
                .signingKey(fixture.creator.accessKeyId()).orElseThrow().caller(), Optional.empty())
                .credentials();

        assertThat(query("iam", session, "Action=ListUsers").body()).contains("InvalidClientTokenId");
        assertThat(query("sts", session, "Action=GetSessionToken").body()).contains("AccessDenied",
                "Cannot call GetSessionToken with session credentials");
        assertThat(get("eks", session, "/clusters").status()).isEqualTo(200);
    }

    @Test
    void anotherHostIsNobodyHere() {
        for (String host : List.of("evil.example", "127.0.0.1:1", "sts.eu-west-1.amazonaws.com.evil.example")) {
            assertThat(http.send(fixture.aws.endpoint(), "GET / HTTP/1.1", List.of("Host: " + host), "").status())
                    .as(host).isEqualTo(421);
        }
    }

    @Test
    void twoHostsAreNone() {
        String own = "Host: " + fixture.aws.endpoint().getRawAuthority();

        assertThat(http.send(fixture.aws.endpoint(), "GET / HTTP/1.1", List.of(own, own), "").status())
                .isIn(400, 421);
        assertThat(http.send(fixture.aws.endpoint(), "GET / HTTP/1.1", List.of(), "").status()).isIn(400, 421);
    }

    @Test
    void aBodyWithoutEndIsCutOff() {
        assertThat(http.send(fixture.aws.endpoint(), "POST / HTTP/1.1",
                List.of("Host: " + fixture.aws.endpoint().getRawAuthority()), "x".repeat((1 << 20) + 1)).status())
                .isEqualTo(413);
    }

    private RawHttp.Reply query(String service, AwsCredentials keys, String form) {
        return post(service, keys, "/", form);
    }

    private RawHttp.Reply get(String service, AwsCredentials keys, String path) {
        return send(service, keys, "GET", path, "");
    }

    private RawHttp.Reply post(String service, AwsCredentials keys, String path, String body) {
        return send(service, keys, "POST", path, body);
    }

    private RawHttp.Reply send(String service, AwsCredentials keys, String method, String path, String body) {
        SignableRequest request = SignableRequest.of(method, fixture.aws.endpoint().getRawAuthority(), path, "")
                .withBody(body);
        return http.send(new SigV4Signer(AwsFixture.REGION, service).sign(request, keys, fixture.clock.instant()),
                body);
    }

    private SignableRequest token(String service, AwsCredentials keys) {
        return new SigV4Signer(AwsFixture.REGION, service).presign(
                SignableRequest.of("GET", fixture.aws.endpoint().getRawAuthority(), "/", IDENTITY)
                        .with("x-k8s-aws-id", "eks-cluster"),
                keys, fixture.clock.instant(), Duration.ofSeconds(60));
    }

    private RawHttp.Reply presigned(AwsCredentials keys, String... more) {
        SignableRequest url = token("sts", keys);
        List<String> headers = new ArrayList<>(List.of(more));
        url.headers().forEach(header -> headers.add(header.name() + ": " + header.value()));
        URI to = fixture.aws.endpoint();
        return http.send(to, "GET /?" + url.query() + " HTTP/1.1", headers, "");
    }

    private static JsonNode json(RawHttp.Reply reply) {
        try {
            return new ObjectMapper().readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(reply.body(), e);
        }
    }
}
