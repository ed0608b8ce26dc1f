package dev.sallyport.sandbox.aws.world;

/**
 * One account and all that is in it.
 *
 * @param id twelve digits
 * @param users by name
 * @param groups by name
 * @param roles by name
 * @param instanceProfiles by name
 * @param policies the account's own managed ones, by ARN
 * @param clusters by ARN
 * @param instances by id
 * @param identityProviders by ARN
 */
public record Account(String id, Table<IamUser> users, Table<IamGroup> groups, Table<IamRole> roles,
        Table<InstanceProfile> instanceProfiles, Table<ManagedPolicy> policies, Table<Cluster> clusters,
        Table<Instance> instances, Table<IdentityProvider> identityProviders) {

    static Account empty(String id) {
        return new Account(id, Table.empty(), Table.empty(), Table.empty(), Table.empty(), Table.empty(), Table.empty(),
                Table.empty(), Table.empty());
    }

    Account withUser(IamUser user) {
        return withUsers(users.with(user.name(), user));
    }

    Account withUsers(Table<IamUser> other) {
        return new Account(id, other, groups, roles, instanceProfiles, policies, clusters, instances,
                identityProviders);
    }

    Account withGroup(IamGroup group) {
        return withGroups(groups.with(group.name(), group));
    }

    Account withGroups(Table<IamGroup> other) {
        return new Account(id, users, other, roles, instanceProfiles, policies, clusters, instances, identityProviders);
    }

    Account withRole(IamRole role) {
        return withRoles(roles.with(role.name(), role));
    }

    Account withRoles(Table<IamRole> other) {
        return new Account(id, users, groups, other, instanceProfiles, policies, clusters, instances,
                identityProviders);
    }

    Account withInstanceProfile(InstanceProfile profile) {
        return withInstanceProfiles(instanceProfiles.with(profile.name(), profile));
    }

    Account withInstanceProfiles(Table<InstanceProfile> other) {
        return new Account(id, users, groups, roles, other, policies, clusters, instances, identityProviders);
    }

    Account withPolicies(Table<ManagedPolicy> other) {
        return new Account(id, users, groups, roles, instanceProfiles, other, clusters, instances, identityProviders);
    }

    Account withClusters(Table<Cluster> other) {
        return new Account(id, users, groups, roles, instanceProfiles, policies, other, instances, identityProviders);
    }

    Account withInstance(Instance instance) {
        return new Account(id, users, groups, roles, instanceProfiles, policies, clusters,
                instances.with(instance.id(), instance), identityProviders);
    }

    Account withIdentityProviders(Table<IdentityProvider> other) {
        return new Account(id, users, groups, roles, instanceProfiles, policies, clusters, instances, other);
    }

    /** The user of this name. */
    public IamUser user(String name) {
        return users.find(name).orElseThrow(
                () -> AwsFault.noSuchEntity("The user with name " + name + " cannot be found."));
    }

    /** The group of this name. */
    public IamGroup group(String name) {
        return groups.find(name).orElseThrow(
                () -> AwsFault.noSuchEntity("The group with name " + name + " cannot be found."));
    }

    /** The role of this name. */
    public IamRole role(String name) {
        return roles.find(name).orElseThrow(
                () -> AwsFault.noSuchEntity("The role with name " + name + " cannot be found."));
    }

    /** The instance profile of this name. */
    public InstanceProfile instanceProfile(String name) {
        return instanceProfiles.find(name).orElseThrow(
                () -> AwsFault.noSuchEntity("Instance Profile " + name + " cannot be found."));
    }
}
