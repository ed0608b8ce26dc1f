package dev.sallyport.identity;

import java.util.Optional;

/**
 * What a verifier accepts.
 *
 * @param clusterId the cluster whose tokens are good
 * @param partition the partition whose STS hosts are asked
 * @param extraEndpoint one more endpoint that tokens may name, exactly as written; only a sandbox has one
 */
public record VerifierSettings(String clusterId, Partition partition, Optional<StsEndpoint> extraEndpoint) {

    public VerifierSettings {
        ClusterId.check(clusterId);
    }

    /** The settings of a cluster on AWS: the partition's own hosts and no other. */
    public static VerifierSettings of(String clusterId, Partition partition) {
        return new VerifierSettings(clusterId, partition, Optional.empty());
    }
}
