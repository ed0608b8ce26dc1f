package dev.sallyport.identity;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StsHostsTest {

    @ParameterizedTest
    @CsvSource({"aws, sts.amazonaws.com", "aws, sts.eu-west-1.amazonaws.com", "aws, sts-fips.us-east-1.amazonaws.com",
        "aws, sts.eu-west-1.api.aws", "aws, sts-fips.us-west-2.api.aws", "aws-cn, sts.cn-north-1.amazonaws.com.cn",
        "aws-cn, sts-fips.cn-north-1.amazonaws.com.cn", "aws-cn, sts.cn-north-1.api.amazonwebservices.com.cn",
        "aws-us-gov, sts.us-gov-west-1.amazonaws.com", "aws-us-gov, sts.us-gov-east-1.api.aws",
        "aws-us-gov, sts-fips.us-gov-east-1.api.aws", "aws-iso, sts.us-iso-east-1.c2s.ic.gov",
        "aws-iso-b, sts.us-isob-east-1.sc2s.sgov.gov", "aws-iso-e, sts.eu-isoe-west-1.cloud.adc-e.uk",
        "aws-iso-f, sts.us-isof-south-1.csp.hci.ic.gov", "aws-eusc, sts.eusc-de-east-1.amazonaws.eu"})
    void aHostOfStsBelongsToExactlyOnePartition(String partition, String host) {
        assertThat(Partition.all()).filteredOn(one -> StsHosts.isStsHost(one, host)).extracting(Partition::id)
                .containsExactly(partition);
        assertThat(StsHosts.partitionOf(host)).map(Partition::id).contains(partition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "amazonaws.com", "sts", "sts.", "sts..amazonaws.com", "sts.amazonaws.com.evil.example",
        "sts.eu-west-1.amazonaws.com.", "sts.eu-west-1.amazonaws.com:443", "STS.eu-west-1.amazonaws.com",
        "sts.EU-west-1.amazonaws.com", "user@sts.amazonaws.com", "sts.eu-west-1.amazonaws.com.evil.example",
        "evil.sts.eu-west-1.amazonaws.com", "sts.eu-west-1.evil.example", "stsx.eu-west-1.amazonaws.com",
        "sts-fips.amazonaws.com", "s3.eu-west-1.amazonaws.com", "sts.mybucket.amazonaws.com",
        "sts.eu-west-1.amazonaws.com.cn", "sts.cn-north-1.amazonaws.com", "sts.amazonaws.com.cn", "sts.api.aws",
        "sts-fips.us-gov-west-1.amazonaws.com", "sts.us-iso-east-1.amazonaws.com", "127.0.0.1", "[::1]"})
    void everyOtherHostIsForeign(String host) {
        assertThat(StsHosts.partitionOf(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sts.nz-north-1.amazonaws.com", "sts.nz-north-1.api.aws"})
    void aRegionWhosePrefixNobodyKnowsYetCountsAsAws(String host) {
        assertThat(StsHosts.partitionOf(host)).contains(Partition.AWS);
    }

    @ParameterizedTest
    @CsvSource({"eu-west-1, https://sts.eu-west-1.amazonaws.com/",
        "cn-north-1, https://sts.cn-north-1.amazonaws.com.cn/",
        "us-gov-west-1, https://sts.us-gov-west-1.amazonaws.com/", "aws-global, https://sts.amazonaws.com/",
        "us-iso-east-1, https://sts.us-iso-east-1.c2s.ic.gov/", "nz-north-1, https://sts.nz-north-1.amazonaws.com/"})
    void aRegionHasItsEndpoint(String region, URI root) {
        StsEndpoint endpoint = StsEndpoint.regional(region);

        assertThat(endpoint.root()).isEqualTo(root);
        assertThat(StsHosts.partitionOf(endpoint.authority())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"https://127.0.0.1:8443, https, 127.0.0.1:8443", "http://localhost:4566/, http, localhost:4566",
        "https://STS.Example:443/, https, sts.example", "http://sts.example:80, http, sts.example",
        "HTTPS://[::1]:9, https, [::1]:9"})
    void anEndpointIsReadAsItsHostHeaderWillBe(URI url, String scheme, String authority) {
        assertThat(StsEndpoint.of(url)).isEqualTo(new StsEndpoint(scheme, authority));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sts.example", "ftp://sts.example", "https:///", "https://secret@sts.example/",
        "https://sts.example/path", "https://sts.example/?secret", "https://sts.example/#secret", "urn:secret"})
    void whatIsNoEndpointIsRefusedWithoutQuotingIt(URI url) {
        assertThatThrownBy(() -> StsEndpoint.of(url)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint").hasMessageNotContaining("secret");
    }
}
