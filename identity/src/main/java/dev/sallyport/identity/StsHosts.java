package dev.sallyport.identity;

import java.util.Optional;

/**
 * Which hosts are STS. A verifier asks these and no others.
 *
 * <p>In every partition {@code sts.REGION.SUFFIX}, {@code sts-fips.REGION.SUFFIX}, and both with the dual-stack suffix;
 * GovCloud's ordinary hosts are its FIPS hosts, so that {@code sts-fips} does not exist there under the ordinary
 * suffix. {@code sts.amazonaws.com} belongs to {@code aws} alone. Names are compared exactly: no port, no capitals.
 *
 * <p>The region must have its partition's form. One that has a region's form but nobody's prefix counts as
 * {@code aws}'s, as the SDKs resolve it, so that a region opened tomorrow is no foreign host.
 *
 * <p>Source: the AWS SDKs' endpoint rules for STS; aws-iam-authenticator, {@code verifySTSHostnameFormat}.
 */
public final class StsHosts {

    /** The one host without a region. */
    static final String GLOBAL = "sts.amazonaws.com";

    private static final String PLAIN = "sts.";
    private static final String FIPS = "sts-fips.";

    private StsHosts() {}

    /** Whether a host, as a URL has it, is an STS host of the partition. */
    public static boolean isStsHost(Partition partition, String host) {
        if (host.equals(GLOBAL)) {
            return partition == Partition.AWS;
        }
        boolean fips = host.startsWith(FIPS);
        if (!fips && !host.startsWith(PLAIN)) {
            return false;
        }
        int begin = fips ? FIPS.length() : PLAIN.length();
        int end = host.indexOf('.', begin);
        if (end < 0 || !holds(partition, host.substring(begin, end))) {
            return false;
        }
        String suffix = host.substring(end + 1);
        if (suffix.equals(partition.dualStackDnsSuffix())) {
            return true;
        }
        return suffix.equals(partition.dnsSuffix()) && !(fips && partition == Partition.AWS_US_GOV);
    }

    /** The partition whose STS a host is; empty for every other host. */
    public static Optional<Partition> partitionOf(String host) {
        for (Partition partition : Partition.all()) {
            if (isStsHost(partition, host)) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Partition partition, String region) {
        for (int i = 0; i < region.length(); i++) {
            char c = region.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        if (partition.holdsRegion(region)) {
            return true;
        }
        return partition == Partition.AWS && Partition.ofRegion(region).isEmpty() && hasRegionForm(region);
    }

    /** Two words and a number, as in {@code eu-west-1}. */
    private static boolean hasRegionForm(String region) {
        String[] parts = region.split("-", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
            return false;
        }
        for (int i = 0; i < parts[2].length(); i++) {
            if (parts[2].charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
