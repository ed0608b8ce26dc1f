package dev.sallyport.aws;

import dev.sallyport.identity.Partition;

import java.net.URI;

/** IAM's hosts: one a partition, whatever the region. Source: botocore's endpoint rule set of IAM. */
final class IamHost {

    private static final String CHINA = "cn-north-1"; // not the partition's global region, as elsewhere

    private IamHost() {}

    private static Partition partition(String region) {
        return Partition.ofRegion(region).orElse(Partition.AWS);
    }

    /** The region in a signature's scope. */
    static String signingRegion(String region) {
        Partition partition = partition(region);
        return partition == Partition.AWS_CN ? CHINA : partition.globalRegion();
    }

    /** The host for whoever works in a region. */
    static URI of(String region, boolean fips, boolean dualStack) {
        Partition partition = partition(region);
        return URI.create("https://" + switch (partition) {
            case AWS -> dualStack ? "iam.global.api.aws" : fips ? "iam-fips.amazonaws.com" : "iam.amazonaws.com";
            case AWS_US_GOV -> dualStack ? "iam.us-gov.api.aws" : "iam.us-gov.amazonaws.com";
            case AWS_CN, AWS_EUSC, AWS_ISO, AWS_ISO_B, AWS_ISO_E, AWS_ISO_F ->
                "iam." + signingRegion(region) + "." + partition.dnsSuffix();
        });
    }
}
