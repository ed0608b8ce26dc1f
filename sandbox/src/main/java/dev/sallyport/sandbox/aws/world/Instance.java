package dev.sallyport.sandbox.aws.world;

import java.time.Instant;
import java.util.Optional;

/**
 * An EC2 instance.
 *
 * @param id such as {@code i-0123456789abcdef0}
 * @param region such as {@code ap-northeast-2}
 * @param imageId such as {@code ami-0123456789abcdef0}
 * @param type such as {@code m6i.large}
 * @param privateAddress an IPv4 address
 * @param privateDnsName what {@code {{EC2PrivateDNSName}}} becomes
 * @param launched when
 * @param running false once it is terminated
 * @param profile the association with an instance profile
 * @param metadata how its metadata service answers
 * @param tags key to value
 */
public record Instance(String id, String region, String imageId, String type, String privateAddress,
        String privateDnsName, Instant launched, boolean running, Optional<Association> profile,
        MetadataOptions metadata, Table<String> tags) {

    /**
     * An instance profile on an instance.
     *
     * @param id such as {@code iip-assoc-0123456789abcdef0}
     * @param profileName the profile, which is of the instance's account
     * @param since when it was associated
     */
    public record Association(String id, String profileName, Instant since) {}

    /**
     * How the metadata service answers. Source: EC2 API Reference, {@code ModifyInstanceMetadataOptions}.
     *
     * @param enabled whether it answers at all
     * @param tokenRequired whether version 1, without a session token, is off
     * @param hopLimit over how many network hops the answer with a session token is carried, 1 to 64
     */
    public record MetadataOptions(boolean enabled, boolean tokenRequired, int hopLimit) {

        /** What an instance has that nobody changed: both versions, one hop. */
        public static final MetadataOptions DEFAULT = new MetadataOptions(true, false, 1);

        public MetadataOptions {
            if (hopLimit < 1 || hopLimit > 64) {
                throw new AwsFault(400, "InvalidParameterValue",
                        "The HttpPutResponseHopLimit " + hopLimit + " is not in the range of 1 to 64");
            }
        }
    }

    /** The availability zone. */
    public String zone() {
        return region + "a";
    }

    Instance withProfile(Optional<Association> other) {
        return new Instance(id, region, imageId, type, privateAddress, privateDnsName, launched, running, other,
                metadata, tags);
    }

    Instance withMetadata(MetadataOptions other) {
        return new Instance(id, region, imageId, type, privateAddress, privateDnsName, launched, running, profile,
                other, tags);
    }

    Instance terminated() {
        return new Instance(id, region, imageId, type, privateAddress, privateDnsName, launched, false,
                Optional.empty(), metadata, tags);
    }
}
