package dev.sallyport.access.doctor;

import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.Principal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The permission set of IAM Identity Center that made somebody's role.
 *
 * <p>Its role cannot be changed in IAM, and is another one, with another suffix, when the set is assigned anew. Source: IAM
 * Identity Center User Guide, "Referencing permission sets in resource policies".
 *
 * @param name as administrators know it
 * @param suffix of the role that there is now
 */
record PermissionSet(String name, String suffix) {

    private static final Pattern ROLE = Pattern.compile("AWSReservedSSO_(.+)_([0-9a-f]+)");

    /** Empty for everybody whose role is another. */
    static Optional<PermissionSet> of(CallerIdentity caller) {
        return Optional.of(Principal.of(caller.arn())).filter(Principal.AssumedRoleSession.class::isInstance)
                .map(session -> ROLE.matcher(((Principal.AssumedRoleSession) session).roleName()))
                .filter(Matcher::matches).map(found -> new PermissionSet(found.group(1), found.group(2)));
    }

    /** The name of its role, whichever the suffix is. */
    String anyRole() {
        return "AWSReservedSSO_" + name + "_" + "?".repeat(suffix.length());
    }
}
