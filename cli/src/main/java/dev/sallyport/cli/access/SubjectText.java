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
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom a lookup is about, as people write it: an ARN, {@code user:NAME}, {@code group:NAME}, {@code sa:NAMESPACE/NAME}, or
 * a bare name, which may be a user's and a group's.
 */
final class SubjectText {

    private static final PrivateDnsNames EC2_NOT_ASKED = _ -> {
        throw new PrivateDnsNames.UnavailableException("EC2 was not asked");
    };

    private final Auditor auditor;
    private final MappingTable table;

    SubjectText(Auditor auditor, MappingTable table) {
        this.auditor = auditor;
        this.table = table;
    }

    /**
     * Who was found.
     *
     * @param profiles everybody who is meant; nobody for an ARN that no rule lets in, and for a name that nothing knows
     * @param problem why a rule that speaks of them lets them in as nobody
     */
    record Found(List<Profile> profiles, Optional<String> problem) {
        Found {
            profiles = List.copyOf(profiles);
        }
    }

    /** Whoever is meant. */
    Found read(String text) {
        if (text.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "SUBJECT is empty.");
        }
        return text.startsWith("arn:") ? ofArn(text) : new Found(named(text), Optional.empty());
    }

    private List<Profile> named(String text) {
        if (!MinimizeSubject.isBare(text)) {
            return switch (MinimizeSubject.named(text)) {
                case Subject.User(String name) -> user(name);
                case Subject.Group(String name) -> group(name);
                case Subject.ServiceAccount(String namespace, String name) ->
                    List.of(auditor.profile(new Party.ServiceAccount(namespace, name)));
            };
        }
        List<Profile> both = new ArrayList<>(user(text));
        both.addAll(group(text));
        return both;
    }

    private List<Profile> user(String name) {
        return auditor.knowsUser(name) ? List.of(auditor.user(name)) : List.of();
    }

    private List<Profile> group(String name) {
        return auditor.knowsGroup(name) ? List.of(auditor.group(name)) : List.of();
    }

    private Found ofArn(String text) {
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
        boolean anySession = principal instanceof Principal.Role;
        return switch (table.lookup(identity, EC2_NOT_ASKED)) {
            case MappingResult.Unmapped _ -> found(List.of());
            case MappingResult.Unfillable(MappingRule rule, String problem) -> anySession
                    ? found(auditor.profiles(rule))
                    : new Found(List.of(), Optional.of(rule.place() + " gives " + text + " no name: " + problem));
            case MappingResult.Unavailable(MappingRule rule, String _) -> found(auditor.profiles(rule));
            case MappingResult.Mapped(KubernetesUser user, MappingRule rule) -> {
                if (anySession && !(rule instanceof MappingRule.Account)) {
                    yield found(auditor.profiles(rule));
                }
                List<String> groups = new ArrayList<>(user.groups());
                groups.add("system:authenticated");
                yield found(List.of(auditor.profile(rule, new RbacUser(user.username(), groups))));
            }
        };
    }

    private static Found found(List<Profile> profiles) {
        return new Found(profiles, Optional.empty());
    }
}
