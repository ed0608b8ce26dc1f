package dev.sallyport.cli.access;

import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.Party;
import dev.sallyport.access.whocan.Profile;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.identity.Principal;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.rbac.RbacUser;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom a lookup is about, as people write it: an ARN, {@code user:NAME}, {@code group:NAME}, {@code sa:NAMESPACE/NAME}, or
 * a bare name, which may be a user's and a group's.
 */
final class SubjectText {

    private static final String ACCOUNT = "system:serviceaccount:";

    private final Auditor auditor;
    private final MappingTable table;

    SubjectText(Auditor auditor, MappingTable table) {
        this.auditor = auditor;
        this.table = table;
    }

    /** Everybody who is meant; nobody for an ARN that no rule lets in, and for a name that nothing knows. */
    List<Profile> read(String text) {
        if (text.startsWith("arn:")) {
            return ofArn(text);
        }
        if (text.startsWith("sa:") || text.startsWith(ACCOUNT)) {
            String rest = text.startsWith("sa:")
                    ? text.substring(3)
                    : text.substring(ACCOUNT.length()).replaceFirst(":", "/");
            int slash = rest.indexOf('/');
            if (slash <= 0 || slash == rest.length() - 1) {
                throw new CommandFailure(ExitCode.USAGE, Printable.shellWord(text)
                        + " is no service account; one looks like sa:NAMESPACE/NAME.");
            }
            return List.of(auditor.profile(
                    new Party.ServiceAccount(rest.substring(0, slash), rest.substring(slash + 1))));
        }
        if (text.startsWith("user:")) {
            return List.of(auditor.user(named(text, "user:")));
        }
        if (text.startsWith("group:")) {
            return List.of(auditor.group(named(text, "group:")));
        }
        List<Profile> both = new ArrayList<>();
        if (auditor.knowsUser(text)) {
            both.add(auditor.user(text));
        }
        if (auditor.knowsGroup(text)) {
            both.add(auditor.group(text));
        }
        return both;
    }

    private static String named(String text, String prefix) {
        String name = text.substring(prefix.length());
        if (name.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "there is no name behind " + prefix);
        }
        return name;
    }

    private List<Profile> ofArn(String text) {
        Principal principal;
        try {
            principal = Principal.of(Arn.parse(text));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Printable.name(String.valueOf(e.getMessage())) + ".");
        }
        Arn arn = principal.arn();
        // STS leaves a role's path out, so its name is all that the map is asked for.
        CanonicalArn canonical = principal instanceof Principal.Role role
                ? new CanonicalArn("arn:" + arn.partition() + ":iam::" + arn.account() + ":role/" + role.name())
                : CanonicalArn.of(arn);
        String session = principal instanceof Principal.AssumedRoleSession of ? of.sessionName() : "";
        CallerIdentity identity = new CallerIdentity(arn, canonical, arn.account(), "", session, "");
        return switch (table.lookup(identity, PrivateDnsNames.NONE)) {
            case MappingResult.Unmapped _ -> List.of();
            case MappingResult.Unfillable(MappingRule rule, String _) -> auditor.profiles(rule);
            case MappingResult.Unavailable(MappingRule rule, String _) -> auditor.profiles(rule);
            case MappingResult.Mapped(KubernetesUser user, MappingRule rule) -> {
                if (session.isEmpty() && principal instanceof Principal.Role
                        && !(rule instanceof MappingRule.Account)) {
                    yield auditor.profiles(rule);
                }
                List<String> groups = new ArrayList<>(user.groups());
                groups.add("system:authenticated");
                yield List.of(auditor.profile(rule, new RbacUser(user.username(), groups)));
            }
        };
    }
}
