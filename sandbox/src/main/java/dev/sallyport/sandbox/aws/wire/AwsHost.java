package dev.sallyport.sandbox.aws.wire;

import dev.sallyport.identity.Partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host name says of a request: the service and region that its signature must be for. The sandbox's own address
 * says neither.
 *
 * <p>Source: the AWS SDKs' endpoint rules.
 *
 * @param name the host name
 * @param service such as {@code sts}; empty for the sandbox's own address
 * @param region such as {@code eu-west-1}; empty for the sandbox's own address
 */
public record AwsHost(String name, Optional<String> service, Optional<String> region) {

    private static final Map<Partition, List<String>> REGIONS = Map.of(Partition.AWS,
            List.of("af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
                    "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4",
                    "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1",
                    "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3",
                    "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2",
                    "us-west-1", "us-west-2"),
            Partition.AWS_CN, List.of("cn-north-1", "cn-northwest-1"), Partition.AWS_US_GOV,
            List.of("us-gov-east-1", "us-gov-west-1"));

    /** The sandbox's own address, where a signature may be for any service and any region of the partition. */
    public static AwsHost own(String name) {
        return new AwsHost(name, Optional.empty(), Optional.empty());
    }

    /** Every host of AWS's that the sandbox answers for in a partition: STS in all its forms, EKS, EC2 and IAM. */
    public static List<AwsHost> all(Partition partition) {
        List<AwsHost> hosts = new ArrayList<>();
        for (String region : REGIONS.getOrDefault(partition, List.of(partition.globalRegion()))) {
            for (String suffix : List.of(partition.dnsSuffix(), partition.dualStackDnsSuffix())) {
                hosts.add(of("sts." + region + "." + suffix, "sts", region));
                hosts.add(of("sts-fips." + region + "." + suffix, "sts", region));
            }
            hosts.add(of("eks." + region + "." + partition.dnsSuffix(), "eks", region));
            hosts.add(of("ec2." + region + "." + partition.dnsSuffix(), "ec2", region));
        }
        if (partition == Partition.AWS) {
            hosts.add(of("sts.amazonaws.com", "sts", "us-east-1"));
            hosts.add(of("iam.amazonaws.com", "iam", "us-east-1"));
        }
        return List.copyOf(hosts);
    }

    private static AwsHost of(String name, String service, String region) {
        return new AwsHost(name, Optional.of(service), Optional.of(region));
    }
}
