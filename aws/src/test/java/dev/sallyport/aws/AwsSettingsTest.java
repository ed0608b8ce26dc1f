package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Optional;

import static dev.sallyport.aws.World.failed;
import static dev.sallyport.aws.World.got;
import static org.assertj.core.api.Assertions.assertThat;

class AwsSettingsTest {

    @TempDir
    Path home;

    private World world;

    @BeforeEach
    void anEmptyHome() {
        world = new World(home);
    }

    @Test
    void theRegionComesFromTheOptionThenTheVariablesThenTheProfile() {
        world.config("[default]\nregion = eu-north-1\n");
        assertThat(world.settings().region())
                .contains(new Setting("eu-north-1", "profile default in ~/.aws/config"));

        world.set("AWS_DEFAULT_REGION", "eu-west-2");
        assertThat(world.settings().region()).contains(new Setting("eu-west-2", "AWS_DEFAULT_REGION"));

        world.set("AWS_REGION", "eu-west-1");
        assertThat(world.settings().region()).contains(new Setting("eu-west-1", "AWS_REGION"));

        assertThat(got(world.read(Optional.empty(), Optional.of("ap-northeast-2"))).region())
                .contains(new Setting("ap-northeast-2", "--region"));
    }

    @Test
    void withoutARegionEksSaysHowToSetOneAndStsIsTheGlobalOne() {
        AwsFailure failure = failed(world.settings().endpoint(AwsService.EKS));
        ServiceEndpoint sts = got(world.settings().endpoint(AwsService.STS));

        assertThat(failure.kind()).isEqualTo(Kind.NO_REGION);
        assertThat(failure.sentence()).contains("--region").contains("aws configure set region");
        assertThat(sts.url()).hasToString("https://sts.amazonaws.com");
        assertThat(sts.signingRegion()).isEqualTo("us-east-1");
    }

    /** The hosts are those that botocore's rule sets give. */
    @ParameterizedTest
    @CsvSource({"STS, eu-west-1, sts.eu-west-1.amazonaws.com, sts-fips.eu-west-1.amazonaws.com, sts.eu-west-1.api.aws",
        "STS, us-gov-west-1, sts.us-gov-west-1.amazonaws.com, sts.us-gov-west-1.amazonaws.com, "
                + "sts.us-gov-west-1.api.aws",
        "STS, cn-north-1, sts.cn-north-1.amazonaws.com.cn, sts-fips.cn-north-1.amazonaws.com.cn, "
                + "sts.cn-north-1.api.amazonwebservices.com.cn",
        "EKS, eu-west-1, eks.eu-west-1.amazonaws.com, fips.eks.eu-west-1.amazonaws.com, eks.eu-west-1.api.aws",
        "EKS, cn-north-1, eks.cn-north-1.amazonaws.com.cn, eks-fips.cn-north-1.amazonaws.com.cn, "
                + "eks.cn-north-1.api.amazonwebservices.com.cn",
        "EC2, us-iso-east-1, ec2.us-iso-east-1.c2s.ic.gov, ec2-fips.us-iso-east-1.c2s.ic.gov, "
                + "ec2.us-iso-east-1.api.aws.ic.gov",
        "SSO, eusc-de-east-1, portal.sso.eusc-de-east-1.amazonaws.eu, portal.sso-fips.eusc-de-east-1.amazonaws.eu, "
                + "portal.sso.eusc-de-east-1.api.amazonwebservices.eu",
        "STS, xx-bogus, sts.xx-bogus.amazonaws.com, sts-fips.xx-bogus.amazonaws.com, sts.xx-bogus.api.aws"})
    void aServiceHasItsOwnHostInEachPartition(AwsService service, String region, String host, String fips,
            String dualStack) {
        assertThat(got(world.settings().endpoint(service, region)).url()).hasToString("https://" + host);
        assertThat(got(new World(home).set("AWS_USE_FIPS_ENDPOINT", "true").settings().endpoint(service, region)).url())
                .hasToString("https://" + fips);
        assertThat(got(
                new World(home).set("AWS_USE_DUALSTACK_ENDPOINT", "true").settings().endpoint(service, region)).url())
                .hasToString("https://" + dualStack);
    }

    @Test
    void legacyStsMeansTheGlobalHostForTheRegionsOfOldAlone() {
        world.set("AWS_STS_REGIONAL_ENDPOINTS", "legacy");

        assertThat(got(world.settings().endpoint(AwsService.STS, "eu-west-1")).url())
                .hasToString("https://sts.amazonaws.com");
        assertThat(got(world.settings().endpoint(AwsService.STS, "ap-northeast-2")).url())
                .hasToString("https://sts.ap-northeast-2.amazonaws.com");
    }

    @Test
    void anEndpointComesFromTheServicesVariableThenTheCommonOneThenTheProfile() {
        world.config("""
                [default]
                services = local
                endpoint_url = http://127.0.0.1:4
                [services local]
                eks =
                  endpoint_url = http://127.0.0.1:3
                """);
        assertThat(got(world.settings().endpoint(AwsService.STS, "eu-west-1")).url()).hasPort(4);
        assertThat(got(world.settings().endpoint(AwsService.EKS, "eu-west-1")).url()).hasPort(3);

        world.set("AWS_ENDPOINT_URL", "http://127.0.0.1:2");
        assertThat(got(world.settings().endpoint(AwsService.EKS, "eu-west-1")).url()).hasPort(2);

        world.set("AWS_ENDPOINT_URL_EKS", "https://127.0.0.1:1");
        ServiceEndpoint endpoint = got(world.settings().endpoint(AwsService.EKS, "eu-west-1"));
        assertThat(endpoint.url()).hasToString("https://127.0.0.1:1");
        assertThat(endpoint.signingRegion()).isEqualTo("eu-west-1");
        assertThat(endpoint.source()).isEqualTo("AWS_ENDPOINT_URL_EKS");

        world.set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        assertThat(got(world.settings().endpoint(AwsService.EKS, "eu-west-1")).url())
                .hasToString("https://eks.eu-west-1.amazonaws.com");
    }

    @ParameterizedTest
    @CsvSource({"ap northeast", "a/b", "evil.example#", "'-x'"})
    void aRegionThatCannotBePartOfAHostIsRefused(String region) {
        assertThat(failed(world.settings().endpoint(AwsService.EKS, region)).sentence()).contains("is no region");
    }

    @ParameterizedTest
    @CsvSource({"localhost:4566", "ftp://x", "https://", "https://user:pw@host", "http://[x"})
    void anEndpointThatIsNoneIsNamedWithItsSource(String url) {
        world.set("AWS_ENDPOINT_URL_STS", url);

        assertThat(failed(world.settings().endpoint(AwsService.STS, "eu-west-1")).sentence())
                .contains("(from AWS_ENDPOINT_URL_STS) is no endpoint");
    }

    @Test
    void theCertificatesComeFromTheVariableOrTheProfile() {
        world.config("[default]\nca_bundle = ~/ca.pem\n");
        assertThat(world.settings().caBundle()).contains(home.resolve("ca.pem"));

        world.set("AWS_CA_BUNDLE", "$WHERE/other.pem").set("WHERE", "/certs");
        assertThat(world.settings().caBundle()).contains(Path.of("/certs/other.pem"));
    }
}
