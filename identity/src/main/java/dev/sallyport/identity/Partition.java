package dev.sallyport.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A separate world of AWS: accounts, ARNs and hosts of one partition mean nothing in another.
 *
 * <p>Source: the AWS SDKs' {@code partitions.json} (ids, region patterns, DNS suffixes).
 */
public enum Partition {
    AWS("aws", "amazonaws.com", "api.aws", "us-east-1", "(us|eu|ap|sa|ca|me|af|il|mx)-\\w+-\\d+"), AWS_CN("aws-cn",
            "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-northwest-1",
            "cn-\\w+-\\d+"), AWS_US_GOV("aws-us-gov", "amazonaws.com", "api.aws", "us-gov-west-1",
                    "us-gov-\\w+-\\d+"), AWS_ISO("aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1",
                            "us-iso-\\w+-\\d+"), AWS_ISO_B("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud",
                                    "us-isob-east-1", "us-isob-\\w+-\\d+"), AWS_ISO_E("aws-iso-e", "cloud.adc-e.uk",
                                            "api.cloud-aws.adc-e.uk", "eu-isoe-west-1", "eu-isoe-\\w+-\\d+"), AWS_ISO_F(
                                                    "aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov",
                                                    "us-isof-south-1", "us-isof-\\w+-\\d+"), AWS_EUSC("aws-eusc",
                                                            "amazonaws.eu", "api.amazonwebservices.eu",
                                                            "eusc-de-east-1", "eusc-(de)-\\w+-\\d+");

    private final String id;
    private final String dnsSuffix;
    private final String dualStackDnsSuffix;
    private final String globalRegion;
    private final java.util.regex.Pattern regions;

    Partition(String id, String dnsSuffix, String dualStackDnsSuffix, String globalRegion, String regions) {
        this.id = id;
        this.dnsSuffix = dnsSuffix;
        this.dualStackDnsSuffix = dualStackDnsSuffix;
        this.globalRegion = globalRegion;
        this.regions = java.util.regex.Pattern.compile(regions);
    }

    /** The second field of an ARN, such as {@code aws-cn}. */
    public String id() {
        return id;
    }

    /** The suffix of ordinary service hosts, such as {@code amazonaws.com}. */
    public String dnsSuffix() {
        return dnsSuffix;
    }

    /** The suffix of hosts that answer over IPv4 and IPv6, such as {@code api.aws}. */
    public String dualStackDnsSuffix() {
        return dualStackDnsSuffix;
    }

    /** The region that signs for services without one, such as IAM. */
    public String globalRegion() {
        return globalRegion;
    }

    /** Whether a region's name has this partition's form; a region opened tomorrow counts too. */
    public boolean holdsRegion(String region) {
        return regions.matcher(region).matches();
    }

    /** The partition with this id, compared exactly. */
    public static Optional<Partition> byId(String id) {
        return Arrays.stream(values()).filter(partition -> partition.id.equals(id)).findFirst();
    }

    /** The partition that a region's name belongs to. */
    public static Optional<Partition> ofRegion(String region) {
        return Arrays.stream(values()).filter(partition -> partition.holdsRegion(region)).findFirst();
    }

    /** Every partition, in the SDKs' order. */
    public static List<Partition> all() {
        return List.of(values());
    }
}
