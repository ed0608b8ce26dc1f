package dev.sallyport.access.console;

import dev.sallyport.access.awsauth.AccessEntryCommands;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.FreshNames;
import dev.sallyport.access.explain.Grants;
import dev.sallyport.access.explain.MappingStep;
import dev.sallyport.access.explain.Opening;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lets somebody see a cluster's objects in the console, and nothing more: an inline policy, a ClusterRole with its
 * binding, and a line of the map. What is there already is left out.
 *
 * @param policy for IAM
 * @param role to be applied, a ClusterRole
 * @param binding to be applied
 * @param edit of aws-auth
 * @param openings all that the cluster's half opens
 * @param others the rules of the map that give others the group too
 * @param notes what this cannot do and somebody must, a sentence each
 */
public record ConsoleGrant(Optional<Policy> policy, Optional<Role> role, Optional<Binding> binding,
        Optional<MappingEdit> edit, List<Opening> openings, List<MappingRule> others, List<String> notes) {

    private static final String SSO = "AWSReservedSSO_";

    public ConsoleGrant {
        openings = List.copyOf(openings);
        others = List.copyOf(others);
        notes = List.copyOf(notes);
    }

    /**
     * An inline policy.
     *
     * @param principal the user or role, with its path
     * @param document as JSON
     */
    public record Policy(Arn principal, String name, String document) {}

    /** Whether there is nothing that this would change. */
    public boolean isNothing() {
        return policy.isEmpty() && role.isEmpty() && binding.isEmpty() && edit.isEmpty();
    }

    /** What a report lacks. */
    public static ConsoleGrant of(ConsoleReport report, AccessWorld world) {
        if (report.mapping() instanceof MappingStep.ByRule(MappingRule rule, var _)
                && rule.groups().contains("system:nodes")) {
            return nothing(List.of(rule.place() + " is for nodes, and whatever runs on one could read this too: sign in"
                    + " to the console as somebody else."));
        }
        List<String> notes = new ArrayList<>();
        Optional<Policy> policy = policy(report, notes);
        if (report.missing().isEmpty() && report.isLetIn()) {
            if (!report.unseen().isEmpty()) {
                notes.add(
                        "Whether RBAC lets them read what the console shows could not be seen, so the cluster's half is"
                                + " left as it is: let somebody ask who may read roles and bindings.");
            }
            return new ConsoleGrant(policy, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(),
                    notes);
        }
        List<Opening> openings = new ArrayList<>();
        Optional<MappingEdit> edit = edit(report, world, openings, notes);
        boolean inTheGroup = report.mapping() instanceof MappingStep.ByRule(MappingRule rule, var _)
                && rule.groups().contains(ConsoleView.NAME);
        if (edit.isEmpty() && !inTheGroup && !(report.mapping() instanceof MappingStep.NotKnown)
                && !(report.mapping() instanceof MappingStep.AsSeen)) {
            return new ConsoleGrant(policy, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(),
                    notes); // nobody would be in the group that is bound
        }
        RbacSnapshot rbac = world.cluster().rbac();
        Role role = ConsoleView.role();
        Binding binding = ConsoleView.binding();
        if (edit.isPresent()) {
            role.rules().forEach(rule -> openings.add(new Opening(Optional.empty(), binding.subjects().getFirst(), rule,
                    "", "ClusterRoleBinding " + ConsoleView.NAME)));
        }
        rbac.roles().stream().filter(there -> there.isClusterRole() && there.name().equals(role.name()))
                .filter(there -> !there.equals(role)).findFirst()
                .ifPresent(
                        _ -> notes.add("There is a ClusterRole " + role.name() + " with other rules; it gets these."));
        List<MappingRule> others = world.rulesInForce().stream()
                .filter(rule -> rule.groups().contains(ConsoleView.NAME))
                .filter(rule -> !(report.mapping() instanceof MappingStep.ByRule(MappingRule own, var _)
                        && own.equals(rule)))
                .toList();
        return new ConsoleGrant(policy, Optional.of(role).filter(it -> !rbac.roles().contains(it)),
                Optional.of(binding).filter(it -> !rbac.bindings().contains(it)), edit, openings, others, notes);
    }

    private static ConsoleGrant nothing(List<String> notes) {
        return new ConsoleGrant(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                List.of(), notes);
    }

    private static Optional<Policy> policy(ConsoleReport report, List<String> notes) {
        ConsolePolicy policy = ConsolePolicy.of(report.cluster());
        Optional<Arn> found = switch (report.iam()) {
            case ConsoleIam.Asked(Arn principal, List<String> missing) ->
                Optional.of(principal).filter(_ -> !missing.isEmpty());
            case ConsoleIam.NoSuchPrincipal(Arn principal) -> {
                notes.add("IAM knows no " + principal.resource() + " in account " + principal.account()
                        + ", so there is nobody to give a policy to.");
                yield Optional.empty();
            }
            case ConsoleIam.OtherAccount(Arn principal, String asked) -> {
                notes.add("You ask IAM of account " + asked + ", and only somebody in " + principal.account()
                        + " can give " + principal.resource() + " this policy: " + policy.document());
                yield Optional.empty();
            }
            case ConsoleIam.NotKnown _ -> Optional.of(Arn.parse(report.asker().identity().canonicalArn().value()));
        };
        return found.flatMap(who -> policyOf(who, policy, notes));
    }

    private static Optional<Policy> policyOf(Arn who, ConsolePolicy policy, List<String> notes) {
        String name = who.resource().substring(who.resource().lastIndexOf('/') + 1);
        if (name.startsWith(SSO)) {
            notes.add("IAM Identity Center writes this role, so its policy goes into the permission set: "
                    + policy.document());
            return Optional.empty();
        }
        if (!who.service().equals("iam") || !who.resource().matches("(user|role)/.+")) {
            notes.add("A policy belongs to a user or a role, and " + who.resource() + " is neither.");
            return Optional.empty();
        }
        return Optional.of(new Policy(who, policy.name(), policy.document()));
    }

    private static Optional<MappingEdit> edit(ConsoleReport report, AccessWorld world, List<Opening> openings,
            List<String> notes) {
        if (report.iam() instanceof ConsoleIam.NoSuchPrincipal) {
            return Optional.empty(); // a line for nobody waits for whoever takes the name
        }
        Asker.Iam asker = report.asker();
        String arn = asker.identity().canonicalArn().value();
        return switch (report.mapping()) {
            case MappingStep.NoRule _ -> newcomer(asker, arn, new FreshNames(world).user(asker), world, openings);
            // a principal of a mapped account keeps the name that bindings may know
            case MappingStep.ByRule(MappingRule.Account _, var user) ->
                newcomer(asker, arn, user.username(), world, openings);
            case MappingStep.ByRule(MappingRule rule, var _) -> changed(rule, notes);
            case MappingStep.AsSeen(var user, String _) -> {
                notes.add("The cluster lets them in by something that was not seen, as " + user.username()
                        + "; bind that name: kubectl create clusterrolebinding " + ConsoleView.NAME
                        + "-2 --clusterrole="
                        + ConsoleView.NAME + " --user=" + quoted(user.username()));
                yield Optional.empty();
            }
            case MappingStep.Unfillable(MappingRule rule, String _) -> {
                notes.add(rule.place() + " is for nodes, and people do not come in by it.");
                yield Optional.empty();
            }
            case MappingStep.NotKnown(String because) -> {
                if (world.mode() == AuthenticationMode.API) {
                    AccessEntryCommands.member(report.cluster().name(), report.cluster().region(), arn,
                            ConsoleView.NAME).forEach(command -> notes.add("Run also: " + command));
                } else {
                    notes.add("Who is let in is not known (" + because + "), so the map is left as it is.");
                }
                yield Optional.empty();
            }
            case MappingStep.Inferred(String because) -> {
                notes.add(because + ".");
                yield Optional.empty();
            }
            case MappingStep.NotAsked _ -> Optional.empty();
        };
    }

    private static Optional<MappingEdit> newcomer(Asker.Iam asker, String arn, String username, AccessWorld world,
            List<Opening> openings) {
        List<String> groups = List.of(ConsoleView.NAME);
        openings.addAll(new Grants(world).ofNewcomer(arn, username, groups));
        MapSection section = asker.isRole() ? MapSection.ROLES : MapSection.USERS;
        return Optional.of(new MappingEdit.AddPrincipal(section, arn, username, groups));
    }

    private static Optional<MappingEdit> changed(MappingRule rule, List<String> notes) {
        Optional<MapSection> section = MapSection.byKey(rule.place().section());
        if (section.isEmpty()) {
            notes.add(rule.place() + " is no entry of aws-auth: add the group " + ConsoleView.NAME + " to it.");
            return Optional.empty();
        }
        if (rule.groups().contains(ConsoleView.NAME)) {
            return Optional.empty();
        }
        List<String> groups = new ArrayList<>(rule.groups());
        groups.add(ConsoleView.NAME);
        return Optional.of(new MappingEdit.Change(EntryName.of(section.get(), rule), Optional.empty(), Optional.empty(),
                Optional.of(groups)));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_+=,.@%/:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
