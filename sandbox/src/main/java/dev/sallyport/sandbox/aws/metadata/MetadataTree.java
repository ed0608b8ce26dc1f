package dev.sallyport.sandbox.aws.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.sandbox.aws.world.Account;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.IamRole;
import dev.sallyport.sandbox.aws.world.Instance;
import dev.sallyport.sandbox.aws.world.InstanceProfile;
import dev.sallyport.sandbox.aws.world.SigningKey;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the service knows of one instance: a leaf for each category, and folders that list what is below them. Without an
 * instance profile there is no {@code iam} folder, so everything in it is a 404.
 *
 * <p>Source: Amazon EC2 User Guide, "Instance metadata categories".
 */
final class MetadataTree {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsWorld world;
    private final RoleKeys keys;
    private final Account account;
    private final Instance instance;
    private final TreeMap<String, Supplier<String>> leaves = new TreeMap<>();

    MetadataTree(AwsWorld world, RoleKeys keys, Account account, Instance instance) {
        this.world = world;
        this.keys = keys;
        this.account = account;
        this.instance = instance;
        leaf("meta-data/ami-id", instance.imageId());
        leaf("meta-data/ami-launch-index", "0");
        leaf("meta-data/hostname", instance.privateDnsName());
        leaf("meta-data/instance-id", instance.id());
        leaf("meta-data/instance-life-cycle", "on-demand");
        leaf("meta-data/instance-type", instance.type());
        leaf("meta-data/local-hostname", instance.privateDnsName());
        leaf("meta-data/local-ipv4", instance.privateAddress());
        leaf("meta-data/placement/availability-zone", instance.zone());
        leaf("meta-data/placement/region", instance.region());
        leaf("meta-data/services/domain", world.partition().dnsSuffix());
        leaf("meta-data/services/partition", world.partition().id());
        leaves.put("dynamic/instance-identity/document", this::identityDocument);
        instance.profile().flatMap(on -> account.instanceProfiles().find(on.profileName())).ifPresent(this::addIam);
    }

    private void addIam(InstanceProfile profile) {
        leaves.put("meta-data/iam/info", () -> info(profile));
        profile.roleName().flatMap(account.roles()::find).ifPresent(
                role -> leaves.put("meta-data/iam/security-credentials/" + role.name(), () -> credentials(role)));
    }

    private void leaf(String path, String value) {
        leaves.put(path, () -> value);
    }

    /**
     * What is at a path below {@code /latest/}: a leaf's value, or a folder's list with a slash after each folder in it.
     * Empty for a 404.
     */
    Optional<String> read(String path) {
        Supplier<String> leaf = leaves.get(path);
        if (leaf != null) {
            return Optional.of(leaf.get());
        }
        String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        SequencedSet<String> names = new LinkedHashSet<>();
        for (String below : leaves.tailMap(folder).keySet()) {
            if (!below.startsWith(folder)) {
                break;
            }
            int slash = below.indexOf('/', folder.length());
            names.add(slash < 0 ? below.substring(folder.length()) : below.substring(folder.length(), slash + 1));
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", names));
    }

    private String info(InstanceProfile profile) {
        return pretty(JSON.createObjectNode().put("Code", "Success")
                .put("LastUpdated", seconds(instance.profile().orElseThrow().since()))
                .put("InstanceProfileArn", profile.arn()).put("InstanceProfileId", profile.id()));
    }

    private String credentials(IamRole role) {
        if (!world.sessions().serviceMayAssume(role, "ec2.amazonaws.com")) {
            return pretty(JSON.createObjectNode().put("Code", "AssumeRoleUnauthorizedAccess").put("Message",
                    "EC2 cannot assume the role " + role.name()
                            + ": its trust policy does not name ec2.amazonaws.com."));
        }
        SigningKey key = keys.of(instance, role);
        AwsCredentials credentials = key.credentials();
        return pretty(JSON.createObjectNode().put("Code", "Success")
                .put("LastUpdated", seconds(key.caller().since().orElseThrow())).put("Type", "AWS-HMAC")
                .put("AccessKeyId", credentials.accessKeyId()).put("SecretAccessKey", credentials.secretAccessKey())
                .put("Token", credentials.sessionToken().orElse(""))
                .put("Expiration", seconds(credentials.expiration().orElseThrow())));
    }

    private String identityDocument() {
        ObjectNode document = JSON.createObjectNode();
        document.put("accountId", account.id()).put("architecture", "x86_64").put("availabilityZone", instance.zone())
                .put("imageId", instance.imageId()).put("instanceId", instance.id())
                .put("instanceType", instance.type()).put("pendingTime", seconds(instance.launched()))
                .put("privateIp", instance.privateAddress()).put("region", instance.region())
                .put("version", "2017-09-30");
        return pretty(document);
    }

    private static String pretty(ObjectNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree that cannot be written", impossible);
        }
    }

    private static String seconds(Instant moment) {
        return DateTimeFormatter.ISO_INSTANT.format(moment.truncatedTo(ChronoUnit.SECONDS));
    }
}
