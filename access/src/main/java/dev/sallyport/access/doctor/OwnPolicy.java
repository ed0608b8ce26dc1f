package dev.sallyport.access.doctor;

import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.Principal;

import java.util.Optional;

/** Puts an action into somebody's own policies, where it can be put. */
final class OwnPolicy {

    private OwnPolicy() {}

    /**
     * Allows one action on one resource; empty for whoever has no policies of their own.
     *
     * @param what half a sentence for people
     * @param name of the policy
     */
    static Optional<Cure> allowing(CallerIdentity who, String action, String resource, String what, String name) {
        Optional<PermissionSet> set = PermissionSet.of(who);
        if (set.isPresent()) {
            return Optional.of(Cure.accountAdministrator("allow " + action + " on " + resource
                    + " in the permission set " + set.get().name() + " of IAM Identity Center"));
        }
        return switch (Principal.of(who.arn())) {
            case Principal.User user -> Optional.of(line("user", user.name(), action, resource, what, name));
            case Principal.Role role -> Optional.of(line("role", role.name(), action, resource, what, name));
            case Principal.AssumedRoleSession session ->
                Optional.of(line("role", session.roleName(), action, resource, what, name));
            case Principal.FederatedUser _ -> Optional.empty();
            case Principal.Root _ -> Optional.empty();
        };
    }

    private static Cure line(String kind, String holder, String action, String resource, String what, String name) {
        return Cure.accountAdministrator(what, ShellLine.of("aws", "iam", "put-" + kind + "-policy",
                "--" + kind + "-name", holder, "--policy-name", name, "--policy-document",
                PolicyText.allowing(action, resource)));
    }
}
