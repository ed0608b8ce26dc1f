package dev.sallyport.access.doctor;

import dev.sallyport.access.explain.IamStop;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsReason.RoleRefused;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.Principal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why STS does not let somebody assume a role. Its answer is the same for a trust policy that does not name them, an
 * external id, a one-time code, a right of their own that is missing, and a role that does not exist; IAM tells them
 * apart where the caller may ask it.
 */
public final class RoleFaults {

    private static final List<CheckCode> ALIKE = List.of(CheckCode.D_ROLE_EXTERNAL_ID, CheckCode.D_ROLE_MFA,
            CheckCode.D_ROLE_MISSING);

    private final Clock clock;
    private final Optional<SignerCures> signers;

    /**
     * Faults of roles.
     *
     * @param signers what mends a role that does not exist; empty where it is not known how somebody signs
     */
    RoleFaults(Clock clock, Optional<SignerCures> signers) {
        this.clock = clock;
        this.signers = signers;
    }

    /**
     * The same for a question that is not doctor's.
     *
     * @param said what STS answered, in words
     * @param settings those with which it was asked
     */
    public static IamStop stop(RoleRefused refused, String said, AwsSettings settings, Clock clock) {
        Observation seen = new RoleFaults(clock, Optional.empty()).refused(refused, said, Optional.of(settings));
        return new IamStop(caller(refused, settings, clock).map(RoleFaults::principal), refused.request().roleArn(),
                seen.evidence(),
                seen.cures().stream().map(cure -> new IamStop.Mend(cure.what(), cure.commands(),
                        cure.by() == Cure.By.ACCOUNT_ADMINISTRATOR)).toList());
    }

    private static Optional<CallerIdentity> caller(RoleRefused refused, AwsSettings settings, Clock clock) {
        return CallerIdentityReader.of(settings, clock).read(refused.by().credentials()).optional();
    }

    Observation refused(RoleRefused refused, String said, Optional<AwsSettings> settings) {
        Optional<CallerIdentity> caller = settings.flatMap(read -> caller(refused, read, clock));
        Optional<Arn> role = Arn.tryParse(refused.request().roleArn());
        if (settings.isEmpty() || caller.isEmpty() || role.isEmpty()) {
            return Observation.fault(CheckCode.D_ROLE_DENIED, said).orElse(ALIKE);
        }
        boolean sameAccount = role.get().account().equals(caller.get().account());
        IamPrincipals iam = IamPrincipals.of(settings.get(), refused.by().credentials(), clock);
        AwsAnswer<Optional<IamPrincipals.Role>> asked = sameAccount
                ? iam.role(name(role.get()))
                : new AwsAnswer.Failed<>(new AwsFailure(AwsFailure.Kind.DENIED, "another account's role", ""));
        return switch (asked) {
            case AwsAnswer.Failed<Optional<IamPrincipals.Role>> unseen ->
                unseen(refused, said, caller.get(), role.get(),
                        sameAccount);
            case AwsAnswer.Got<Optional<IamPrincipals.Role>>(Optional<IamPrincipals.Role> found) -> found
                    .map(seen -> seen.arn().equals(refused.request().roleArn())
                            ? judged(refused, said, caller.get(), seen, iam, settings.get())
                            : elsewhere(refused, said, seen))
                    .orElseGet(() -> Observation.fault(CheckCode.D_ROLE_MISSING,
                            said + "\nIAM has no role " + name(role.get()) + " in account " + role.get().account()
                                    + ".",
                            signers.map(cures -> cures.otherProfiles(settings)).orElse(List.of())
                                    .toArray(Cure[]::new)));
        };
    }

    private Observation unseen(RoleRefused refused, String said, CallerIdentity caller, Arn role,
            boolean sameAccount) {
        String why = sameAccount
                ? "You may not ask IAM for the role (iam:GetRole), so these cannot be told apart."
                : "The role is another account's, so nobody here can look at it.";
        String get = "aws iam get-role --role-name " + ShellLine.word(name(role))
                + " --query Role.AssumeRolePolicyDocument --output json";
        String trust = "aws iam update-assume-role-policy --role-name " + ShellLine.word(name(role))
                + " --policy-document \"$(" + get + " | jq -c " + ShellLine.word(
                        ".Statement = ([.Statement] | flatten) + ["
                                + PolicyText.written(PolicyText.trusting(caller, principal(caller))) + "]")
                + ")\"";
        List<Cure> cures = new ArrayList<>();
        boolean mayHaveAPath = !caller.sessionName().isEmpty() && PermissionSet.of(caller).isEmpty();
        cures.add(Cure.accountAdministrator("let " + principal(caller) + " assume the role, if it should be able to"
                + " (needs jq" + (mayHaveAPath ? "; a role that has a path must be written with it" : "") + ")",
                trust));
        refused.profile().ifPresent(profile -> cures.add(Cure.you(
                "add the external id that the role's owner told you, with: aws configure set external_id ID --profile "
                        + ShellLine.word(profile))));
        return Observation.fault(CheckCode.D_ROLE_DENIED, said + "\n" + why, cures.toArray(Cure[]::new)).orElse(ALIKE);
    }

    /** The role has another path than it is asked for with. */
    private Observation elsewhere(RoleRefused refused, String said, IamPrincipals.Role seen) {
        return Observation.fault(CheckCode.D_ROLE_MISSING, said + "\nThe role's ARN is " + seen.arn() + ".",
                refused.profile().map(profile -> new Cure[]{Cure.you("name the role by its ARN",
                        ShellLine.of("aws", "configure", "set", "role_arn", seen.arn(), "--profile", profile))})
                        .orElseGet(() -> new Cure[]{Cure.you("name the role by its ARN",
                                signers.map(cures -> cures.inRole(seen.arn())).orElse(new String[0]))}));
    }

    private Observation judged(RoleRefused refused, String said, CallerIdentity caller, IamPrincipals.Role seen,
            IamPrincipals iam, AwsSettings settings) {
        TrustReading trust = TrustReading.of(seen.trustPolicy(), caller, refused.request());
        String name = name(Arn.parse(seen.arn()));
        if (trust.named() == TrustReading.Named.NOT) {
            return Observation.fault(CheckCode.D_ROLE_DENIED,
                    said + "\nThe role's trust policy does not name " + principal(caller) + ".",
                    PolicyText.with(seen.trustPolicy(), PolicyText.trusting(caller, withPath(caller, iam)))
                            .map(policy -> new Cure[]{
                                Cure.accountAdministrator("name them in the role's trust policy, beside whom it names",
                                        ShellLine.of("aws", "iam", "update-assume-role-policy", "--role-name", name,
                                                "--policy-document", policy))})
                            .orElse(new Cure[0]));
        }
        if (trust.externalId().isPresent()) {
            return Observation.fault(CheckCode.D_ROLE_EXTERNAL_ID,
                    said + "\nThe role's trust policy asks for an external id"
                            + (refused.request().externalId().isPresent() ? ", and for another one." : "."),
                    refused.profile().map(profile -> new Cure[]{Cure.you("say the external id",
                            ShellLine.of("aws", "configure", "set", "external_id", trust.externalId().get(),
                                    "--profile",
                                    profile))})
                            .orElseGet(() -> new Cure[]{
                                Cure.you(
                                        "make a profile with role_arn and external_id and name it in place of --role-arn,"
                                                + " as aws eks get-token has no option for it")}));
        }
        if (trust.code()) {
            return Observation.fault(CheckCode.D_ROLE_MFA,
                    said + "\nThe role's trust policy asks for a one-time code.", code(refused, settings));
        }
        if (trust.named() == TrustReading.Named.BY_ACCOUNT && trust.others().isEmpty()) {
            return Observation.fault(CheckCode.D_ROLE_DENIED, said
                    + "\nThe role's trust policy leaves it to the account's own policies, and none lets "
                    + principal(caller) + " do sts:AssumeRole.",
                    OwnPolicy
                            .allowing(caller, "sts:AssumeRole", seen.arn(), "let them assume the role",
                                    "assume-" + name)
                            .stream()
                            .toArray(Cure[]::new));
        }
        return Observation.fault(CheckCode.D_ROLE_DENIED, said + "\nThe role's trust policy names them"
                + (trust.others().isEmpty()
                        ? ", so a policy somewhere denies it: their own, a boundary, or the organization's."
                        : ", on a condition: " + String.join(", ", trust.others()) + "."));
    }

    private static Cure[] code(RoleRefused refused, AwsSettings settings) {
        return refused.profile().map(profile -> {
            String word = ShellLine.word(profile);
            String source = settings.profileOption(profile, "source_profile")
                    .map(name -> " --profile " + ShellLine.word(name)).orElse("");
            return new Cure[]{Cure.you("name the device in the profile, and give its code once",
                    "aws configure set mfa_serial \"$(aws iam list-mfa-devices" + source
                            + " --query 'MFADevices[0].SerialNumber' --output text)\" --profile " + word,
                    "aws sts get-caller-identity --profile " + word)};
        }).orElseGet(
                () -> new Cure[]{
                    Cure.you("make a profile with role_arn and mfa_serial and name it in place of --role-arn,"
                            + " as aws eks get-token has no option for it")});
    }

    /** A session's role with its path, without which IAM would refuse it; as it is known, where IAM does not say. */
    private static String withPath(CallerIdentity caller, IamPrincipals iam) {
        return Principal.of(caller.arn()) instanceof Principal.AssumedRoleSession session
                ? iam.role(session.roleName()).optional().flatMap(role -> role).map(IamPrincipals.Role::arn)
                        .orElse(principal(caller))
                : principal(caller);
    }

    /** Whom a trust policy would name: a user by themselves, a session by its role. */
    private static String principal(CallerIdentity caller) {
        return caller.canonicalArn().value();
    }

    private static String name(Arn role) {
        return role.resource().substring(role.resource().lastIndexOf('/') + 1);
    }
}
