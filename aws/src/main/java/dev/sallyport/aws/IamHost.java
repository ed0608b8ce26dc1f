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
        String name = fips ? "iam-fips" : "iam";
        return URI.create("https://" + switch (partition) {
            case AWS -> dualStack ? name + ".global.api.aws" : name + ".amazonaws.com";
            case AWS_US_GOV -> dualStack ? "iam.us-gov.api.aws" : "iam.us-gov.amazonaws.com"; // FIPS as they are
            case AWS_CN -> dualStack && !fips
                    ? "iam.global." + partition.dualStackDnsSuffix()
                    : other(partition, region, fips, dualStack);
            case AWS_ISO, AWS_ISO_B -> dualStack
                    ? other(partition, region, fips, true)
                    : name + "." + signingRegion(region) + "." + partition.dnsSuffix();
            case AWS_EUSC, AWS_ISO_E, AWS_ISO_F -> other(partition, region, fips, dualStack);
        });
    }

    /** As the rule set has it where it names no host. */
    private static String other(Partition partition, String region, boolean fips, boolean dualStack) {
        String name = fips ? "iam-fips." : "iam.";
        if (dualStack) {
            return name + partition.dualStackDnsSuffix();
        }
        return fips ? name + partition.dnsSuffix() : name + signingRegion(region) + "." + partition.dnsSuffix();
    }
}
