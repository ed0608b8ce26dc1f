package dev.sallyport.sandbox.aws.world;

import dev.sallyport.identity.Arn;
import dev.sallyport.sandbox.aws.policy.MalformedPolicy;
import dev.sallyport.sandbox.aws.policy.PolicyDocument;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles of an account and the instance profiles that carry them. Source: IAM API Reference. */
public final class IamRoles {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final AwsWorld world;
    private final String account;

    IamRoles(AwsWorld world, String account) {
        this.world = world;
        this.account = account;
    }

    /** Creates a role with a trust policy, sessions of an hour and no permission. */
    public IamRole create(String name, String trustPolicy) {
        return create(name, "/", trustPolicy, "", SHORTEST, Map.of());
    }

    /** Creates a role. */
    public IamRole create(String name, String path, String trustPolicy, String description, Duration maxSession,
            Map<String, String> tags) {
        String checkedPath = Names.path(path);
        Names.entity("roleName", name, 64);
        checkMaxSession(maxSession);
        PolicyDocument trust = readTrust(trustPolicy);
        return world.change(account, before -> {
            if (before.roles().holdsIgnoringCase(name)) {
                throw AwsFault.alreadyExists("Role with name " + name + " already exists.");
            }
            IamRole role = new IamRole(name, checkedPath, world.ids().unique("AROA"),
                    world.iamArn(account, "role" + checkedPath + name), world.now(), description, maxSession, trust,
                    owners(trust), GrantedPolicies.NONE, Tags.ofPrincipal(Table.empty(), tags));
            return new AwsWorld.Change<>(before.withRole(role), role);
        });
    }

    /** Replaces a role's trust policy. */
    public void setTrust(String name, String trustPolicy) {
        PolicyDocument trust = readTrust(trustPolicy);
        world.change(account, before -> {
            IamRole role = before.role(name).withTrust(trust, owners(trust));
            return new AwsWorld.Change<>(before.withRole(role), role);
        });
    }

    /** Changes what is given and keeps the rest. */
    public void update(String name, Optional<String> description, Optional<Duration> maxSession) {
        maxSession.ifPresent(IamRoles::checkMaxSession);
        world.change(account, before -> {
            IamRole old = before.role(name);
            IamRole role = old.described(description.orElse(old.description()), maxSession.orElse(old.maxSession()));
            return new AwsWorld.Change<>(before.withRole(role), role);
        });
    }

    /** A second set of tags over the first. */
    public void tag(String name, Map<String, String> tags) {
        world.change(account, before -> {
            IamRole role = before.role(name);
            IamRole tagged = role.withTags(Tags.ofPrincipal(role.tags(), tags));
            return new AwsWorld.Change<>(before.withRole(tagged), tagged);
        });
    }

    /** Takes tags away. */
    public void untag(String name, List<String> keys) {
        world.change(account, before -> {
            IamRole role = before.role(name);
            IamRole untagged = role.withTags(Tags.without(role.tags(), keys));
            return new AwsWorld.Change<>(before.withRole(untagged), untagged);
        });
    }

    /** Deletes a role that no policy and no instance profile hangs on. */
    public void delete(String name) {
        world.change(account, before -> {
            IamRole role = before.role(name);
            if (!profilesOf(before, name).isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            if (!role.policies().attached().isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must detach all policies first.");
            }
            if (!role.policies().isEmpty()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must delete policies first.");
            }
            return new AwsWorld.Change<>(before.withRoles(before.roles().without(name)), role);
        });
    }

    /** Creates an instance profile without a role. */
    public InstanceProfile createProfile(String name) {
        return createProfile(name, "/");
    }

    /** Creates an instance profile under a path. */
    public InstanceProfile createProfile(String name, String path) {
        String checkedPath = Names.path(path);
        Names.entity("instanceProfileName", name, 128);
        return world.change(account, before -> {
            if (before.instanceProfiles().holdsIgnoringCase(name)) {
                throw AwsFault.alreadyExists("Instance Profile " + name + " already exists.");
            }
            InstanceProfile profile = new InstanceProfile(name, checkedPath, world.ids().unique("AIPA"),
                    world.iamArn(account, "instance-profile" + checkedPath + name), world.now(), Optional.empty());
            return new AwsWorld.Change<>(before.withInstanceProfile(profile), profile);
        });
    }

    /** Puts a role into an instance profile, which holds one at most. */
    public void addToProfile(String profileName, String roleName) {
        world.change(account, before -> {
            InstanceProfile profile = before.instanceProfile(profileName);
            before.role(roleName);
            if (profile.roleName().isPresent()) {
                throw AwsFault.limitExceeded("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
            }
            InstanceProfile filled = profile.withRole(Optional.of(roleName));
            return new AwsWorld.Change<>(before.withInstanceProfile(filled), filled);
        });
    }

    /** Takes the role out of an instance profile. */
    public void removeFromProfile(String profileName, String roleName) {
        world.change(account, before -> {
            InstanceProfile profile = before.instanceProfile(profileName);
            before.role(roleName);
            if (!profile.roleName().equals(Optional.of(roleName))) {
                throw AwsFault
                        .noSuchEntity("The role with name " + roleName + " cannot be found in the instance profile "
                                + profileName + ".");
            }
            InstanceProfile emptied = profile.withRole(Optional.empty());
            return new AwsWorld.Change<>(before.withInstanceProfile(emptied), emptied);
        });
    }

    /** Deletes an instance profile without a role. */
    public void deleteProfile(String name) {
        world.change(account, before -> {
            InstanceProfile profile = before.instanceProfile(name);
            if (profile.roleName().isPresent()) {
                throw AwsFault.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            return new AwsWorld.Change<>(before.withInstanceProfiles(before.instanceProfiles().without(name)),
                    profile);
        });
    }

    /** The instance profiles that hold a role. */
    public List<InstanceProfile> profilesOf(String roleName) {
        Account now = world.account(account);
        now.role(roleName);
        return profilesOf(now, roleName);
    }

    private static List<InstanceProfile> profilesOf(Account account, String roleName) {
        return account.instanceProfiles().values().stream()
                .filter(profile -> profile.roleName().equals(Optional.of(roleName))).toList();
    }

    private static void checkMaxSession(Duration maxSession) {
        if (maxSession.compareTo(SHORTEST) < 0 || maxSession.compareTo(LONGEST) > 0) {
            throw AwsFault.validation("1 validation error detected: Value '" + maxSession.toSeconds()
                    + "' at 'maxSessionDuration' failed to satisfy constraint: Member must have value between "
                    + SHORTEST.toSeconds() + " and " + LONGEST.toSeconds());
        }
    }

    private static PolicyDocument readTrust(String text) {
        try {
            return PolicyDocument.trustPolicy(text);
        } catch (MalformedPolicy problem) {
            throw AwsFault.malformedPolicy(problem);
        }
    }

    /**
     * The unique ids behind a trust policy's ARNs, taken when it is stored, as IAM does. A user or role of an account that
     * this world holds must exist; of other accounts everything is believed.
     */
    private Map<String, String> owners(PolicyDocument trust) {
        Map<String, String> owners = new HashMap<>();
        trust.awsPrincipals().filter(name -> !name.equals("*") && !name.matches("\\d{12}|A(IDA|ROA)[A-Z0-9]+"))
                .forEach(name -> {
                    Arn arn = Arn.tryParse(name).filter(parsed -> parsed.account().matches("\\d{12}"))
                            .filter(parsed -> parsed.partition().equals(world.partition().id()))
                            .filter(parsed -> !parsed.resource().contains("*")).orElseThrow(() -> invalid(name));
                    boolean isEntity = arn.service().equals("iam") && !arn.resource().equals("root");
                    Optional<String> owner = world.uniqueIdsOf(name).findFirst();
                    if (isEntity && owner.isEmpty() && world.findAccount(arn.account()).isPresent()) {
                        throw invalid(name);
                    }
                    owner.ifPresent(id -> owners.put(name, id));
                });
        return owners;
    }

    private static AwsFault invalid(String name) {
        return AwsFault.malformedPolicy("Invalid principal in policy: \"AWS\":\"" + name + "\"");
    }
}
