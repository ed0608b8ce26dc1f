package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.sandbox.aws.world.EksClusters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

import javax.net.ssl.TrustManager;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The AWS SDK for Java against the local AWS: another signer, another reader of answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsSdkForJavaTest {

    private final AwsFixture fixture = new AwsFixture();
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .tlsTrustManagersProvider(() -> new TrustManager[]{Trust.manager(fixture.authority.certificatePem())})
            .build();

    @AfterAll
    void stop() {
        http.close();
        fixture.close();
    }

    @Test
    void itLearnsWhoItIs() {
        try (StsClient sts = sts(provider(fixture.nobody))) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/eks-test");
        }
    }

    @Test
    void itAssumesARoleAndSignsAsItsSession() {
        fixture.world.roles(AwsFixture.ACCOUNT).create("sdk-role", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                 "Principal":{"AWS":"arn:aws:iam::123456789012:user/eks-test"}}}""");
        AssumeRoleResponse response;
        try (StsClient sts = sts(provider(fixture.nobody))) {
            response = sts.assumeRole(ask -> ask.roleArn("arn:aws:iam::123456789012:role/sdk-role")
                    .roleSessionName("build@home").durationSeconds(900));
        }
        Credentials keys = response.credentials();
        assertThat(keys.expiration()).isAfter(fixture.clock.instant().plusSeconds(880));

        try (StsClient sts = sts(StaticCredentialsProvider.create(AwsSessionCredentials.create(keys.accessKeyId(),
                keys.secretAccessKey(), keys.sessionToken())))) {
            assertThat(sts.getCallerIdentity().userId()).isEqualTo(response.assumedRoleUser().assumedRoleId());
        }
    }

    @Test
    void itReadsRefusalsWithTheirCodes() {
        try (StsClient sts = sts(StaticCredentialsProvider.create(
                AwsBasicCredentials.create(fixture.nobody.accessKeyId(), "wrong")))) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOfSatisfying(StsException.class, refused -> {
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
            });
        }
        try (EksClient eks = eks(provider(fixture.nobody))) {
            assertThatThrownBy(() -> eks.describeCluster(ask -> ask.name("eks-cluster")))
                    .isInstanceOfSatisfying(EksException.class, refused -> assertThat(
                            refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void itDescribesAClusterAndReadsItsMissingAsAnExceptionOfItsOwn() {
        try (EksClient eks = eks(provider(fixture.creator))) {
            assertThat(eks.describeCluster(ask -> ask.name("eks-cluster")).cluster().status())
                    .isEqualTo(ClusterStatus.ACTIVE);
            assertThatThrownBy(() -> eks.describeCluster(ask -> ask.name("nowhere")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("No cluster found for name: nowhere.");
        }
    }

    @Test
    void itWalksThroughThePagesOfAList() {
        for (int i = 0; i < 7; i++) {
            fixture.world.clusters(AwsFixture.ACCOUNT, "eu-west-1").create("arn:aws:iam::123456789012:user/creator",
                    new EksClusters.Order("cluster-" + i, "1.33", "arn:aws:iam::123456789012:role/r", List.of(),
                            List.of(), "CONFIG_MAP", true, Map.of()));
        }

        try (EksClient eks = EksClient.builder().region(Region.EU_WEST_1).endpointOverride(fixture.aws.endpoint())
                .credentialsProvider(provider(fixture.creator)).httpClient(http).build()) {
            assertThat(eks.listClustersPaginator(ask -> ask.maxResults(3)).clusters().stream()
                    .collect(Collectors.toList())).hasSize(7).startsWith("cluster-0").endsWith("cluster-6");
        }
    }

    private StsClient sts(AwsCredentialsProvider keys) {
        return StsClient.builder().region(Region.of(AwsFixture.REGION)).endpointOverride(fixture.aws.endpoint())
                .credentialsProvider(keys).httpClient(http).build();
    }

    private EksClient eks(AwsCredentialsProvider keys) {
        return EksClient.builder().region(Region.of(AwsFixture.REGION)).endpointOverride(fixture.aws.endpoint())
                .credentialsProvider(keys).httpClient(http).build();
    }

    private static AwsCredentialsProvider provider(AwsCredentials keys) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }
}
