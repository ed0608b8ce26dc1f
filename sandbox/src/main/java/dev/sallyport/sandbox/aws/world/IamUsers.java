package dev.sallyport.sandbox.aws.world;

import dev.sallyport.identity.AwsCredentials;

import java.util.List;
import java.util.Map;

/** The users of an account and their access keys. Source: IAM API Reference. */
public final class IamUsers {

    private static final int KEYS_PER_USER = 2; // IAM quota, not adjustable

    private final AwsWorld world;
    private final String account;

    IamUsers(AwsWorld world, String account) {
        this.world = world;
        this.account = account;
    }

    /** Creates a user without any permission. */
    public IamUser create(String name) {
        return create(name, "/", Map.of());
    }

    /** Creates a user under a path, which begins and ends with a slash. */
    public IamUser create(String name, String path, Map<String, String> tags) {
        String checkedPath = Names.path(path);
        Names.entity("userName", name, 64);
        return world.change(account, before -> {
            if (before.users().holdsIgnoringCase(name)) {
                throw AwsFault.alreadyExists("User with name " + name + " already exists.");
            }
            IamUser user = new IamUser(name, checkedPath, world.ids().unique("AIDA"),
                    world.iamArn(account, "user" + checkedPath + name), world.now(), GrantedPolicies.NONE,
                    Tags.ofPrincipal(Table.empty(), tags));
            return new AwsWorld.Change<>(before.withUser(user), user);
        });
    }

    /** Deletes a user who has nothing left: no key, no group, no policy. */
    public void delete(String name) {
        world.change(account, before -> {
            IamUser user = before.user(name);
            if (!user.policies().attached().isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must detach all policies first.");
            }
            if (!user.policies().isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must delete policies first.");
            }
            if (!keys(name).isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must delete access keys first.");
            }
            if (before.groups().values().stream().anyMatch(group -> group.members().contains(name))) {
                throw AwsFault.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            return new AwsWorld.Change<>(before.withUsers(before.users().without(name)), user);
        });
    }

    /** A second set of tags over the first. */
    public void tag(String name, Map<String, String> tags) {
        world.change(account, before -> {
            IamUser user = before.user(name);
            IamUser tagged = user.withTags(Tags.ofPrincipal(user.tags(), tags));
            return new AwsWorld.Change<>(before.withUser(tagged), tagged);
        });
    }

    /** Takes tags away. */
    public void untag(String name, List<String> keys) {
        world.change(account, before -> {
            IamUser user = before.user(name);
            IamUser untagged = user.withTags(Tags.without(user.tags(), keys));
            return new AwsWorld.Change<>(before.withUser(untagged), untagged);
        });
    }

    /** Creates a key, active from now on. */
    public AwsCredentials createKey(String name) {
        return createdKey(name).credentials();
    }

    private SigningKey createdKey(String name) {
        return world.change(account, before -> {
            before.user(name);
            if (keys(name).size() >= KEYS_PER_USER) {
                throw AwsFault.limitExceeded("Cannot exceed quota for AccessKeysPerUser: " + KEYS_PER_USER);
            }
            return new AwsWorld.Change<>(before, world.addKey(account, name));
        });
    }

    /** A user's keys; an empty name stands for root. */
    public List<AccessKey> keys(String name) {
        if (!name.isEmpty()) {
            world.account(account).user(name);
        }
        return world.keysOf(account, name);
    }

    /** Activates or deactivates a key. */
    public void setKeyActive(String name, String keyId, boolean active) {
        world.change(account, before -> {
            world.replaceKey(key(name, keyId).withActive(active));
            return new AwsWorld.Change<>(before, keyId);
        });
    }

    /** Deletes a key for good. */
    public void deleteKey(String name, String keyId) {
        world.change(account, before -> {
            world.removeKey(key(name, keyId).id());
            return new AwsWorld.Change<>(before, keyId);
        });
    }

    private AccessKey key(String name, String keyId) {
        return keys(name).stream().filter(key -> key.id().equals(keyId)).findFirst().orElseThrow(
                () -> AwsFault.noSuchEntity("The Access Key with id " + keyId + " cannot be found."));
    }
}
