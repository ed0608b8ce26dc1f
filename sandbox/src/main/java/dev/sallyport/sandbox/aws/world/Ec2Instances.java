package dev.sallyport.sandbox.aws.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The instances of an account in a region. Source: EC2 API Reference. */
public final class Ec2Instances {

    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");

    private final AwsWorld world;
    private final String account;
    private final String region;

    Ec2Instances(AwsWorld world, String account, String region) {
        this.world = world;
        this.account = account;
        this.region = region;
    }

    /** Starts an instance at a private address, or at the next free one; without a profile. */
    public Instance run(String imageId, String type, Optional<String> address, Map<String, String> tags) {
        return world.change(account, before -> {
            String privateAddress = address.orElseGet(() -> nextAddress(before));
            if (!ADDRESS.matcher(privateAddress).matches()) {
                throw new AwsFault(400, "InvalidParameterValue",
                        "Value (" + privateAddress + ") for parameter privateIpAddress is invalid.");
            }
            if (isTaken(before, privateAddress)) {
                throw new AwsFault(400, "InvalidIPAddress.InUse", "Address " + privateAddress + " is in use.");
            }
            Instance instance = new Instance(world.ids().hex("i-"), region, imageId, type, privateAddress,
                    dnsName(privateAddress), world.now(), true, Optional.empty(), Instance.MetadataOptions.DEFAULT,
                    Tags.of(tags));
            return new AwsWorld.Change<>(before.withInstance(instance), instance);
        });
    }

    /** Ends an instance; it is still described, without a profile. */
    public Instance terminate(String id) {
        return change(id, Instance::terminated);
    }

    /** The region's instances, by id, ended ones too. */
    public List<Instance> list() {
        return world.account(account).instances().values().stream()
                .filter(instance -> instance.region().equals(region)).toList();
    }

    /** The instance with this id. */
    public Instance get(String id) {
        return get(world.account(account), id);
    }

    /** Puts an instance profile on an instance that has none. */
    public Instance associate(String id, String profileName) {
        return change(id, instance -> {
            if (instance.profile().isPresent()) {
                throw new AwsFault(400, "IncorrectState",
                        "There is an existing association for instance " + id);
            }
            return instance.withProfile(Optional.of(association(profileName)));
        });
    }

    /** Puts another instance profile in the place of an association's. */
    public Instance replaceAssociation(String associationId, String profileName) {
        return change(ofAssociation(associationId).id(),
                instance -> instance.withProfile(Optional.of(association(profileName))));
    }

    /** Takes an instance profile off. The result is the instance as it was. */
    public Instance disassociate(String associationId) {
        Instance before = ofAssociation(associationId);
        change(before.id(), instance -> instance.withProfile(Optional.empty()));
        return before;
    }

    /** Sets how an instance's metadata service answers. */
    public Instance setMetadataOptions(String id, Instance.MetadataOptions options) {
        return change(id, instance -> instance.withMetadata(options));
    }

    /** The name of a private address: {@code ip-10-0-0-1.REGION.compute.internal}, but for us-east-1. */
    private String dnsName(String privateAddress) {
        String domain = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
        return "ip-" + privateAddress.replace('.', '-') + "." + domain;
    }

    private boolean isTaken(Account in, String privateAddress) {
        return in.instances().values().stream().anyMatch(instance -> instance.running()
                && instance.region().equals(region) && instance.privateAddress().equals(privateAddress));
    }

    /** The sandbox's subnet is 10.0.0.0/16, of whose addresses AWS keeps the first four. */
    private String nextAddress(Account in) {
        return IntStream.range(4, 65_535).mapToObj(number -> "10.0." + number / 256 + "." + number % 256)
                .filter(candidate -> !isTaken(in, candidate)).findFirst().orElseThrow(() -> new AwsFault(400,
                        "InsufficientFreeAddressesInSubnet", "There are not enough free addresses in the subnet."));
    }

    private Instance.Association association(String profileName) {
        if (world.account(account).instanceProfiles().find(profileName).isEmpty()) {
            throw new AwsFault(400, "InvalidParameterValue", "Value (" + profileName
                    + ") for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name");
        }
        return new Instance.Association(world.ids().hex("iip-assoc-"), profileName, world.now());
    }

    private Instance ofAssociation(String associationId) {
        return list().stream()
                .filter(instance -> instance.profile().filter(one -> one.id().equals(associationId)).isPresent())
                .findFirst().orElseThrow(() -> new AwsFault(400, "InvalidAssociationID.NotFound",
                        "An invalid association-id of '" + associationId + "' was given"));
    }

    private Instance change(String id, UnaryOperator<Instance> change) {
        return world.change(account, before -> {
            Instance instance = change.apply(get(before, id));
            return new AwsWorld.Change<>(before.withInstance(instance), instance);
        });
    }

    private Instance get(Account in, String id) {
        return in.instances().find(id).filter(instance -> instance.region().equals(region)).orElseThrow(
                () -> id.matches("i-([0-9a-f]{8}|[0-9a-f]{17})")
                        ? new AwsFault(400, "InvalidInstanceID.NotFound",
                                "The instance ID '" + id + "' does not exist")
                        : new AwsFault(400, "InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\""));
    }
}
