package dev.sallyport.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.SigV4Signer;
import dev.sallyport.identity.SignableRequest;
import dev.sallyport.sandbox.aws.world.Ec2Instances;
import dev.sallyport.sandbox.aws.world.Instance;
import dev.sallyport.sandbox.aws.world.Instance.MetadataOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code curl} sees on an instance, with the paths of AWS's guide. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InstanceMetadataTest {

    private static final String EC2_TRUST = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
             "Principal":{"Service":"ec2.amazonaws.com"}}}""";

    private final AwsFixture fixture = new AwsFixture();
    private final RawHttp http = new RawHttp(fixture);
    private final Ec2Instances instances = fixture.world.instances(AwsFixture.ACCOUNT, AwsFixture.REGION);
    private final HttpClient client = HttpClient.newHttpClient();
    private Instance instance = instances.run("ami-1", "m6i.large", Optional.empty(), Map.of());

    InstanceMetadataTest() {
        fixture.world.roles(AwsFixture.ACCOUNT).create("node-role", EC2_TRUST);
        fixture.world.roles(AwsFixture.ACCOUNT).createProfile("node-profile");
        fixture.world.roles(AwsFixture.ACCOUNT).addToProfile("node-profile", "node-role");
    }

    @BeforeEach
    void aFreshInstanceWithARole() {
        fixture.clock.reset();
        instance = instances.run("ami-1", "m6i.large", Optional.empty(), Map.of());
        instances.associate(instance.id(), "node-profile");
        fixture.aws.standOnInstance(Optional.of(instance.id()));
    }

    @AfterAll
    void stop() {
        client.close();
        fixture.close();
    }

    @Test
    void versionTwoAsksForATokenFirst() {
        RawHttp.Reply token = put("X-aws-ec2-metadata-token-ttl-seconds: 21600");

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.headers()).containsEntry("x-aws-ec2-metadata-token-ttl-seconds", "21600");
        RawHttp.Reply id = get("/latest/meta-data/instance-id", "X-aws-ec2-metadata-token: " + token.body());
        assertThat(id.body()).isEqualTo(instance.id());
        assertThat(id.headers()).containsKey("x-aws-ec2-metadata-token-ttl-seconds");
    }

    @Test
    void versionOneNeedsNoToken() {
        assertThat(get("/latest/meta-data/instance-id").body()).isEqualTo(instance.id());
    }

    @Test
    void versionOneCanBeSwitchedOff() {
        instances.setMetadataOptions(instance.id(), new MetadataOptions(true, true, 1));

        assertThat(get("/latest/meta-data/instance-id").status()).isEqualTo(401);
        String token = put("X-aws-ec2-metadata-token-ttl-seconds: 60").body();
        assertThat(get("/latest/meta-data/instance-id", "X-aws-ec2-metadata-token: " + token).status()).isEqualTo(200);
    }

    @Test
    void aTokenEndsWithItsTime() {
        String token = put("X-aws-ec2-metadata-token-ttl-seconds: 60").body();

        fixture.clock.advance(Duration.ofSeconds(61));

        assertThat(get("/latest/meta-data/", "X-aws-ec2-metadata-token: " + token).status()).isEqualTo(401);
    }

    @Test
    void aMadeUpTokenIsRefusedEvenWhereNoneIsNeeded() {
        assertThat(get("/latest/meta-data/", "X-aws-ec2-metadata-token: AQAAAA==").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Nothing: 1", "X-aws-ec2-metadata-token-ttl-seconds: 0",
        "X-aws-ec2-metadata-token-ttl-seconds: 21601", "X-aws-ec2-metadata-token-ttl-seconds: soon"})
    void aTokenIsAskedForWithAGoodDuration(String header) {
        assertThat(put(header).status()).isEqualTo(400);
    }

    @Test
    void whoForwardsGetsNoToken() {
        assertThat(http.send(fixture.aws.metadataEndpoint(), "PUT /latest/api/token HTTP/1.1", List.of(host(),
                "X-aws-ec2-metadata-token-ttl-seconds: 60", "X-Forwarded-For: 192.0.2.1"), "").status()).isEqualTo(403);
    }

    @Test
    void theServiceCanBeSwitchedOffAltogether() {
        instances.setMetadataOptions(instance.id(), new MetadataOptions(false, false, 1));

        assertThat(get("/latest/meta-data/").status()).isEqualTo(403);
        assertThat(put("X-aws-ec2-metadata-token-ttl-seconds: 60").status()).isEqualTo(403);
    }

    @Test
    void aWebPageThatPointsItsOwnNameHereGetsNothing() {
        assertThat(http.send(fixture.aws.metadataEndpoint(), "GET /latest/meta-data/ HTTP/1.1",
                List.of("Host: rebound.example"), "").status()).isEqualTo(421);
    }

    @Test
    void foldersListWhatIsInThem() {
        assertThat(get("/latest/").body().lines()).containsExactly("dynamic/", "meta-data/");
        assertThat(get("/latest/meta-data/").body().lines()).contains("ami-id", "hostname", "iam/", "instance-id",
                "local-hostname", "placement/");
        assertThat(get("/latest/meta-data/placement/").body().lines()).containsExactly("availability-zone", "region");
        assertThat(get("/latest/meta-data/iam/security-credentials/").body()).isEqualTo("node-role");
    }

    @ParameterizedTest
    @CsvSource({"placement/region, ap-northeast-2", "placement/availability-zone, ap-northeast-2a",
        "services/domain, amazonaws.com", "services/partition, aws", "instance-type, m6i.large"})
    void leavesSayWhatTheyAre(String path, String value) {
        assertThat(get("/latest/meta-data/" + path).body()).isEqualTo(value);
    }

    @Test
    void theInstanceKnowsItsNameAndDocument() {
        assertThat(get("/latest/meta-data/local-hostname").body()).isEqualTo(instance.privateDnsName());
        JsonNode document = json(get("/latest/dynamic/instance-identity/document"));
        assertThat(document.path("accountId").asText()).isEqualTo(AwsFixture.ACCOUNT);
        assertThat(document.path("region").asText()).isEqualTo(AwsFixture.REGION);
        assertThat(document.path("instanceId").asText()).isEqualTo(instance.id());
    }

    @Test
    void theRolesKeysSignAsASessionOfTheRoleNamedAfterTheInstance() {
        JsonNode keys = json(get("/latest/meta-data/iam/security-credentials/node-role"));

        assertThat(keys.path("Code").asText()).isEqualTo("Success");
        assertThat(keys.path("Type").asText()).isEqualTo("AWS-HMAC");
        assertThat(keys.path("Expiration").asText()).endsWith("Z");
        assertThat(identity(keys)).contains("<Arn>arn:aws:sts::123456789012:assumed-role/node-role/" + instance.id());
    }

    @Test
    void theKeysStayTheSameUntilShortlyBeforeTheirEnd() {
        String first = json(get("/latest/meta-data/iam/security-credentials/node-role")).path("AccessKeyId").asText();
        fixture.clock.advance(Duration.ofHours(5));
        String later = json(get("/latest/meta-data/iam/security-credentials/node-role")).path("AccessKeyId").asText();
        fixture.clock.advance(Duration.ofMinutes(50));
        JsonNode last = json(get("/latest/meta-data/iam/security-credentials/node-role"));

        assertThat(later).isEqualTo(first);
        assertThat(last.path("AccessKeyId").asText()).isNotEqualTo(first);
        assertThat(identity(last)).contains("assumed-role/node-role");
    }

    @Test
    void theProfileIsNamed() {
        JsonNode profile = json(get("/latest/meta-data/iam/info"));

        assertThat(profile.path("InstanceProfileArn").asText())
                .isEqualTo("arn:aws:iam::123456789012:instance-profile/node-profile");
        assertThat(profile.path("InstanceProfileId").asText()).startsWith("AIPA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/latest/meta-data/iam/security-credentials/", "/latest/meta-data/iam/security-credentials",
        "/latest/meta-data/iam/info", "/latest/meta-data/iam/"})
    void withoutARoleThereIsNothingOfIam(String path) {
        String association = instances.get(instance.id()).profile().orElseThrow().id();
        assertThat(get(path).status()).isEqualTo(200);

        instances.disassociate(association);

        RawHttp.Reply reply = get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("<title>404 - Not Found</title>");
        assertThat(get("/latest/meta-data/").body().lines()).doesNotContain("iam/");
    }

    @Test
    void aRoleThatDoesNotTrustEc2GivesNoKeys() {
        fixture.world.roles(AwsFixture.ACCOUNT).setTrust("node-role",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"eks.amazonaws.com\"}}}");
        try {
            JsonNode keys = json(get("/latest/meta-data/iam/security-credentials/node-role"));

            assertThat(keys.path("Code").asText()).isEqualTo("AssumeRoleUnauthorizedAccess");
            assertThat(keys.has("AccessKeyId")).isFalse();
        } finally {
            fixture.world.roles(AwsFixture.ACCOUNT).setTrust("node-role", EC2_TRUST);
        }
    }

    @Test
    void anInstanceThatIsGoneSaysNothing() {
        instances.terminate(instance.id());
        assertThat(get("/latest/meta-data/instance-id").status()).isEqualTo(404);

        fixture.aws.standOnInstance(Optional.empty());
        assertThat(get("/latest/meta-data/instance-id").status()).isEqualTo(404);
    }

    @Test
    void aContainerBehindABridgeGetsATokenOnlyWithAHopMore() throws IOException, InterruptedException {
        URI token = fixture.aws.containerMetadataEndpoint().resolve("/latest/api/token");
        HttpRequest ask = HttpRequest.newBuilder(token).PUT(HttpRequest.BodyPublishers.noBody())
                .header("X-aws-ec2-metadata-token-ttl-seconds", "60").timeout(Duration.ofMillis(300)).build();

        assertThatThrownBy(() -> client.send(ask, BodyHandlers.ofString())).isInstanceOf(HttpTimeoutException.class);

        instances.setMetadataOptions(instance.id(), new MetadataOptions(true, true, 2));
        HttpRequest again = HttpRequest.newBuilder(ask, (name, value) -> true).timeout(Duration.ofSeconds(10)).build();
        assertThat(client.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private String identity(JsonNode keys) {
        AwsCredentials credentials = AwsCredentials.temporary(keys.path("AccessKeyId").asText(),
                keys.path("SecretAccessKey").asText(), keys.path("Token").asText());
        String form = "Action=GetCallerIdentity";
        SignableRequest request = SignableRequest.of("POST", fixture.aws.endpoint().getRawAuthority(), "/", "")
                .withBody(form);
        return http.send(new SigV4Signer(AwsFixture.REGION, "sts").sign(request, credentials, fixture.clock.instant()),
                form).body();
    }

    private RawHttp.Reply get(String path, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(host());
        return http.send(fixture.aws.metadataEndpoint(), "GET " + path + " HTTP/1.1", all, "");
    }

    private RawHttp.Reply put(String header) {
        return http.send(fixture.aws.metadataEndpoint(), "PUT /latest/api/token HTTP/1.1", List.of(host(), header), "");
    }

    private String host() {
        return "Host: " + fixture.aws.metadataEndpoint().getRawAuthority();
    }

    private static JsonNode json(RawHttp.Reply reply) {
        try {
            return new ObjectMapper().readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(reply.body(), e);
        }
    }
}
