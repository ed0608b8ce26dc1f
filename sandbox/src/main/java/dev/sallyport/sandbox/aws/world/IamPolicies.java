package dev.sallyport.sandbox.aws.world;

import dev.sallyport.sandbox.aws.policy.MalformedPolicy;
import dev.sallyport.sandbox.aws.policy.ManagedPolicies;
import dev.sallyport.sandbox.aws.policy.PolicyDocument;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Policies of an account: managed ones, and those of its users, groups and roles. Source: IAM API Reference. */
public final class IamPolicies {

    private static final int ATTACHED_AT_MOST = 10; // IAM quota

    private final AwsWorld world;
    private final String account;

    IamPolicies(AwsWorld world, String account) {
        this.world = world;
        this.account = account;
    }

    /** Creates a managed policy. */
    public ManagedPolicy create(String name, String document) {
        return create(name, "/", document, "");
    }

    /** Creates a managed policy under a path. */
    public ManagedPolicy create(String name, String path, String document, String description) {
        String checkedPath = Names.path(path);
        Names.entity("policyName", name, 128);
        PolicyDocument read = read(document, 6144, "PolicySize: 6144");
        return world.change(account, before -> {
            if (before.policies().values().stream().anyMatch(policy -> policy.name().equalsIgnoreCase(name))) {
                throw AwsFault.alreadyExists("A policy called " + name
                        + " already exists. Duplicate names are not allowed.");
            }
            ManagedPolicy policy = new ManagedPolicy(name, checkedPath, world.ids().unique("ANPA"),
                    world.iamArn(account, "policy" + checkedPath + name), world.now(), description, read);
            return new AwsWorld.Change<>(before.withPolicies(before.policies().with(policy.arn(), policy)), policy);
        });
    }

    /** Deletes a managed policy that is attached to nobody. */
    public void delete(String arn) {
        world.change(account, before -> {
            ManagedPolicy policy = before.policies().find(arn).orElseThrow(() -> noSuchPolicy(arn));
            if (attachments(arn) > 0) {
                throw AwsFault.deleteConflict("Cannot delete a policy attached to entities.");
            }
            return new AwsWorld.Change<>(before.withPolicies(before.policies().without(arn)), policy);
        });
    }

    /** A managed policy, the account's own or one of AWS's. */
    public ManagedPolicy get(String arn) {
        return world.account(account).policies().find(arn).or(() -> awsManaged(arn))
                .orElseThrow(() -> noSuchPolicy(arn));
    }

    /** The managed policies of the account, then those of AWS that the sandbox knows. */
    public List<ManagedPolicy> list() {
        Stream<ManagedPolicy> ofAws = ManagedPolicies.names().stream()
                .flatMap(name -> awsManaged(awsArn(name)).stream());
        return Stream.concat(world.account(account).policies().values().stream(), ofAws).toList();
    }

    /** The ARN of a policy of AWS's own, such as {@code AdministratorAccess}. */
    public String awsArn(String name) {
        return "arn:" + world.partition().id() + ":iam::aws:policy/" + name;
    }

    /** How many users, groups and roles a managed policy is attached to. */
    public int attachments(String arn) {
        Account now = world.account(account);
        return Stream.of(PolicyHolder.values()).mapToInt(
                kind -> Math.toIntExact(kind.all(now).filter(granted -> granted.attached().contains(arn)).count()))
                .sum();
    }

    /** Attaches a managed policy. Attaching it twice is as good as once. */
    public void attach(PolicyHolder kind, String name, String arn) {
        get(arn);
        change(kind, name, granted -> {
            if (granted.attached().size() >= ATTACHED_AT_MOST && !granted.attached().contains(arn)) {
                throw AwsFault.limitExceeded("Cannot exceed quota for PoliciesPer" + kind.word() + ": "
                        + ATTACHED_AT_MOST);
            }
            return granted.attach(arn);
        });
    }

    /** Detaches a managed policy. */
    public void detach(PolicyHolder kind, String name, String arn) {
        change(kind, name, granted -> {
            if (!granted.attached().contains(arn)) {
                throw AwsFault.noSuchEntity("Policy " + arn + " was not found.");
            }
            return granted.detach(arn);
        });
    }

    /** Writes an inline policy, over an older one of the same name. */
    public void put(PolicyHolder kind, String name, String policyName, String document) {
        Names.entity("policyName", policyName, 128);
        PolicyDocument read = read(document, kind.inlineLimit(),
                "maximum policy size of " + kind.inlineLimit() + " bytes exceeded for " + kind.word() + " " + name);
        change(kind, name, granted -> granted.withInline(policyName, read));
    }

    /** Deletes an inline policy. */
    public void deleteInline(PolicyHolder kind, String name, String policyName) {
        change(kind, name, granted -> {
            inline(granted, kind, policyName);
            return granted.withoutInline(policyName);
        });
    }

    /** An inline policy. */
    public PolicyDocument inline(PolicyHolder kind, String name, String policyName) {
        return inline(kind.of(world.account(account), name), kind, policyName);
    }

    /** What a user, group or role has been granted. */
    public GrantedPolicies granted(PolicyHolder kind, String name) {
        return kind.of(world.account(account), name);
    }

    /** The documents behind policies, inline ones first; an ARN that no longer leads anywhere is passed over. */
    List<PolicyDocument> documents(Collection<GrantedPolicies> all) {
        return all.stream().flatMap(granted -> Stream.concat(granted.inline().values().stream(),
                granted.attached().stream().flatMap(arn -> document(arn).stream()))).toList();
    }

    private Optional<PolicyDocument> document(String arn) {
        return world.account(account).policies().find(arn).map(ManagedPolicy::document)
                .or(() -> ManagedPolicies.byArn(arn));
    }

    private static PolicyDocument inline(GrantedPolicies granted, PolicyHolder kind, String policyName) {
        return granted.inline().find(policyName).orElseThrow(() -> AwsFault.noSuchEntity(
                "The " + kind.word().toLowerCase(java.util.Locale.ROOT) + " policy with name " + policyName
                        + " cannot be found."));
    }

    private void change(PolicyHolder kind, String name, UnaryOperator<GrantedPolicies> change) {
        world.change(account, before -> new AwsWorld.Change<>(
                kind.with(before, name, change.apply(kind.of(before, name))), name));
    }

    private Optional<ManagedPolicy> awsManaged(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return ManagedPolicies.byArn(arn).filter(found -> arn.equals(awsArn(name)))
                .map(document -> new ManagedPolicy(name, "/", "ANPA" + "AWS".repeat(5) + "00", arn,
                        java.time.Instant.EPOCH, "", document));
    }

    private static PolicyDocument read(String text, int limit, String quota) {
        try {
            PolicyDocument document = PolicyDocument.identityPolicy(text);
            if (text.chars().filter(character -> !Character.isWhitespace(character)).count() > limit) {
                throw AwsFault.limitExceeded("Cannot exceed quota for " + quota);
            }
            return document;
        } catch (MalformedPolicy problem) {
            throw AwsFault.malformedPolicy(problem);
        }
    }

    private static AwsFault noSuchPolicy(String arn) {
        return AwsFault.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }
}
