package dev.sallyport.sandbox.aws.world;

import java.util.List;

/** The groups of an account and their members. Source: IAM API Reference. */
public final class IamGroups {

    private static final int GROUPS_PER_USER = 10; // IAM quota, not adjustable

    private final AwsWorld world;
    private final String account;

    IamGroups(AwsWorld world, String account) {
        this.world = world;
        this.account = account;
    }

    /** Creates a group without members. */
    public IamGroup create(String name) {
        return create(name, "/");
    }

    /** Creates a group under a path. */
    public IamGroup create(String name, String path) {
        String checkedPath = Names.path(path);
        Names.entity("groupName", name, 128);
        return world.change(account, before -> {
            if (before.groups().holdsIgnoringCase(name)) {
                throw AwsFault.alreadyExists("Group with name " + name + " already exists.");
            }
            IamGroup group = new IamGroup(name, checkedPath, world.ids().unique("AGPA"),
                    world.iamArn(account, "group" + checkedPath + name), world.now(), List.of(),
                    GrantedPolicies.NONE);
            return new AwsWorld.Change<>(before.withGroup(group), group);
        });
    }

    /** Deletes a group that has neither members nor policies left. */
    public void delete(String name) {
        world.change(account, before -> {
            IamGroup group = before.group(name);
            if (!group.members().isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            if (!group.policies().attached().isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must detach all policies first.");
            }
            if (!group.policies().isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must delete policies first.");
            }
            return new AwsWorld.Change<>(before.withGroups(before.groups().without(name)), group);
        });
    }

    /** Adds a user; one who is a member already stays one. */
    public void add(String groupName, String userName) {
        world.change(account, before -> {
            before.user(userName);
            IamGroup group = before.group(groupName).withMember(userName);
            if (of(before, userName).size() >= GROUPS_PER_USER
                    && !before.group(groupName).members().contains(userName)) {
                throw AwsFault.limitExceeded("Cannot exceed quota for GroupsPerUser: " + GROUPS_PER_USER);
            }
            return new AwsWorld.Change<>(before.withGroup(group), group);
        });
    }

    /** Removes a user. */
    public void remove(String groupName, String userName) {
        world.change(account, before -> {
            before.user(userName);
            IamGroup group = before.group(groupName).withoutMember(userName);
            return new AwsWorld.Change<>(before.withGroup(group), group);
        });
    }

    /** The groups that a user is in. */
    public List<IamGroup> of(String userName) {
        Account now = world.account(account);
        now.user(userName);
        return of(now, userName);
    }

    static List<IamGroup> of(Account account, String userName) {
        return account.groups().values().stream().filter(group -> group.members().contains(userName)).toList();
    }
}
