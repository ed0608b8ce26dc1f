package dev.sallyport.aws;

import dev.sallyport.identity.Partition;

import java.util.Locale;
import java.util.Set;

/**
 * The services that Sallyport calls, with their hosts.
 *
 * <p>Source: botocore's endpoint rule sets of these services, checked region by region.
 */
public enum AwsService {
    STS("sts", "sts", "sts-fips", "sts-fips"), IAM("iam", "iam", "iam-fips", "iam-fips"), EKS("eks", "eks", "fips.eks",
            "eks-fips"), EC2("ec2", "ec2", "ec2-fips",
                    "ec2-fips"), SSO("sso", "portal.sso", "portal.sso-fips",
                            "portal.sso-fips"), SSO_OIDC("sso-oauth", "oidc", "oidc-fips", "oidc-fips");

    /** In GovCloud the ordinary hosts of these are the FIPS ones. */
    private static final Set<AwsService> FIPS_ALREADY_IN_GOVCLOUD = Set.of(STS, EKS, EC2);

    private final String signingName;
    private final String host;
    private final String fipsHost;
    private final String fipsDualStackHost;

    AwsService(String signingName, String host, String fipsHost, String fipsDualStackHost) {
        this.signingName = signingName;
        this.host = host;
        this.fipsHost = fipsHost;
        this.fipsDualStackHost = fipsDualStackHost;
    }

    /** The name in a signature's scope, such as {@code sts}. */
    public String signingName() {
        return signingName;
    }

    /** The name in a {@code [services …]} section, such as {@code sso_oidc}. */
    String sectionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first labels of the host. */
    String hostPrefix(String region, boolean fips, boolean dualStack) {
        if (!fips) {
            return host;
        }
        if (dualStack) {
            return fipsDualStackHost;
        }
        boolean govCloud = region.startsWith("us-gov-");
        if (govCloud && FIPS_ALREADY_IN_GOVCLOUD.contains(this)) {
            return host;
        }
        // only EKS's FIPS hosts in the commercial regions begin the other way round
        return region.startsWith("us-gov-") || !isCommercial(region) ? fipsDualStackHost : fipsHost;
    }

    private static boolean isCommercial(String region) {
        return Partition.ofRegion(region).map(partition -> partition == Partition.AWS).orElse(true);
    }
}
