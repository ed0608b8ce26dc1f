package dev.sallyport.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/** The rows are those of the AWS SDKs' {@code partitions.json} of May 2026. */
class PartitionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"aws | amazonaws.com | api.aws | us-east-1",
        "aws-cn | amazonaws.com.cn | api.amazonwebservices.com.cn | cn-northwest-1",
        "aws-eusc | amazonaws.eu | api.amazonwebservices.eu | eusc-de-east-1",
        "aws-iso | c2s.ic.gov | api.aws.ic.gov | us-iso-east-1",
        "aws-iso-b | sc2s.sgov.gov | api.aws.scloud | us-isob-east-1",
        "aws-iso-e | cloud.adc-e.uk | api.cloud-aws.adc-e.uk | eu-isoe-west-1",
        "aws-iso-f | csp.hci.ic.gov | api.aws.hci.ic.gov | us-isof-south-1",
        "aws-us-gov | amazonaws.com | api.aws | us-gov-west-1"})
    void aPartitionHasItsOwnHosts(String id, String suffix, String dualStackSuffix, String globalRegion) {
        Partition partition = Partition.byId(id).orElseThrow();

        assertThat(partition.id()).isEqualTo(id);
        assertThat(partition.dnsSuffix()).isEqualTo(suffix);
        assertThat(partition.dualStackDnsSuffix()).isEqualTo(dualStackSuffix);
        assertThat(partition.globalRegion()).isEqualTo(globalRegion);
        assertThat(partition.holdsRegion(globalRegion)).isTrue();
    }

    @Test
    void thereAreEight() {
        assertThat(Partition.all()).hasSize(8).doesNotHaveDuplicates().first().isEqualTo(Partition.AWS);
    }

    @ParameterizedTest
    @CsvSource({
        "aws, af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 "
                + "ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 "
                + "ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 "
                + "eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 "
                + "sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2",
        "aws-cn, cn-north-1 cn-northwest-1", "aws-eusc, eusc-de-east-1", "aws-iso, us-iso-east-1 us-iso-west-1",
        "aws-iso-b, us-isob-east-1 us-isob-west-1", "aws-iso-e, eu-isoe-west-1",
        "aws-iso-f, us-isof-east-1 us-isof-south-1", "aws-us-gov, us-gov-east-1 us-gov-west-1"})
    void everyRegionOfTodayBelongsToExactlyOnePartition(String id, String regions) {
        assertThat(Arrays.stream(regions.split(" "))).allSatisfy(region -> {
            assertThat(Partition.all()).filteredOn(partition -> partition.holdsRegion(region)).extracting(Partition::id)
                    .containsExactly(id);
            assertThat(Partition.ofRegion(region)).map(Partition::id).contains(id);
        });
    }

    @Test
    void aRegionOfTomorrowIsKnownByItsForm() {
        assertThat(Partition.ofRegion("eu-northwest-12")).contains(Partition.AWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "us", "us-", "us-east", "us-east-", "us--1", "us-east-1a", "us-east-1-", "us-gov-east",
        "xx-east-1", "US-east-1", " us-east-1", "us-ea st-1", "eusc-fr-east-1", "aws-global"})
    void whatHasNoRegionsFormBelongsToNone(String region) {
        assertThat(Partition.ofRegion(region)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWS", "aws-uk", "aws "})
    void anUnknownIdIsNobodys(String id) {
        assertThat(Partition.byId(id)).isEmpty();
    }
}
