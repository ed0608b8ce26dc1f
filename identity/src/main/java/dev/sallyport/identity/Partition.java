package dev.sallyport.identity;

import java.util.List;
import java.util.Optional;

/**
 * A separate world of AWS: accounts, ARNs and hosts of one partition mean nothing in another.
 *
 * <p>Source: the AWS SDKs' {@code partitions.json} (ids, region patterns, DNS suffixes, order).
 */
public enum Partition {
    /** The commercial one. */
    AWS("aws", "amazonaws.com", "api.aws", "us-east-1", "us- eu- ap- sa- ca- me- af- il- mx-"),
    /** China. */
    AWS_CN("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-northwest-1", "cn-"),
    /** The European Sovereign Cloud. */
    AWS_EUSC("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-de-east-1", "eusc-de-"),
    /** Isolated, ADC regions of the United States at the classification Top Secret. */
    AWS_ISO("aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1", "us-iso-"),
    /** Isolated, at the classification Secret. */
    AWS_ISO_B("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "us-isob-east-1", "us-isob-"),
    /** Isolated, in Europe. */
    AWS_ISO_E("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-west-1", "eu-isoe-"),
    /** Isolated, a third one of the United States. */
    AWS_ISO_F("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-south-1", "us-isof-"),
    /** GovCloud of the United States; shares its DNS suffixes with the commercial partition. */
    AWS_US_GOV("aws-us-gov", "amazonaws.com", "api.aws", "us-gov-west-1", "us-gov-");

    private static final List<Partition> ALL = List.of(values());

    private final String id;
    private final String dnsSuffix;
    private final String dualStackDnsSuffix;
    private final String globalRegion;
    private final String regionPrefixes; // separated by spaces

    Partition(String id, String dnsSuffix, String dualStackDnsSuffix, String globalRegion, String regionPrefixes) {
        this.id = id;
        this.dnsSuffix = dnsSuffix;
        this.dualStackDnsSuffix = dualStackDnsSuffix;
        this.globalRegion = globalRegion;
        this.regionPrefixes = regionPrefixes;
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
        for (String prefix : regionPrefixes.split(" ", -1)) {
            if (region.startsWith(prefix) && isPlaceAndNumber(region, prefix.length())) {
                return true;
            }
        }
        return false;
    }

    /** The partition with this id, compared exactly. */
    public static Optional<Partition> byId(String id) {
        for (Partition partition : ALL) {
            if (partition.id.equals(id)) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }

    /** The partition that a region's name belongs to. */
    public static Optional<Partition> ofRegion(String region) {
        for (Partition partition : ALL) {
            if (partition.holdsRegion(region)) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }

    /** Every partition, in the SDKs' order. */
    public static List<Partition> all() {
        return ALL;
    }

    /** Whether the text from there on is {@code \w+-\d+}, as in {@code west-1}. By hand: minting loads no regex. */
    private static boolean isPlaceAndNumber(String region, int from) {
        int hyphen = region.indexOf('-', from);
        if (hyphen <= from || hyphen == region.length() - 1) {
            return false;
        }
        for (int i = from; i < region.length(); i++) {
            char c = region.charAt(i);
            boolean good = i < hyphen ? PercentEncoding.isLetterOrDigit(c) || c == '_' : c >= '0' && c <= '9';
            if (i != hyphen && !good) {
                return false;
            }
        }
        return true;
    }
}
