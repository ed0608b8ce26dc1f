package dev.sallyport.access.doctor;

import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.List;

/**
 * What an administrator pastes to let somebody in. Nobody is asked again ({@code --yes}), since it is pasted to be done;
 * what would lock others out is refused all the same.
 */
final class MapCures {

    private final CallerIdentity identity;
    private final List<String> where;

    /**
     * Cures for a principal.
     *
     * @param where the options that lead the commands to the cluster; none for whichever the administrator has
     */
    MapCures(CallerIdentity identity, List<String> where) {
        this.identity = identity;
        this.where = List.copyOf(where);
    }

    /** A user name for them: a user's own, a role's with its session behind. */
    String username() {
        String arn = identity.canonicalArn().value();
        String name = arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
        return section() == MapSection.ROLES ? name + ":{{SessionName}}" : name;
    }

    MapSection section() {
        return Arn.parse(identity.canonicalArn().value()).resource().startsWith("role/")
                ? MapSection.ROLES
                : MapSection.USERS;
    }

    /** An entry of their own. */
    Cure add(String what, List<String> groups) {
        return Cure.clusterAdministrator(what, addition(username(), groups));
    }

    /** An entry with this user name. */
    Cure addAs(String username, List<String> groups, String what) {
        return Cure.clusterAdministrator(what, addition(username, groups));
    }

    /** Their entry, in these groups too. */
    Cure joinGroups(MappingRule rule, List<String> groups) {
        return Cure.clusterAdministrator("put that entry into the groups", command(
                List.of("upsert", section() == MapSection.ROLES ? "--rolearn" : "--userarn", rule.subject(),
                        "--groups", String.join(",", groups), "--append", "--update-username=false")));
    }

    /** The entry that was meant for them and matches nobody, taken out and written anew. */
    Cure rewrite(MappingRule rule) {
        return Cure.clusterAdministrator("write that entry as STS writes the ARN",
                command(List.of("remove", rule.subject())), addition(rule.username(), rule.groups()));
    }

    /** An entry of their own, with what a like one gives. */
    Cure likeThat(MappingRule rule) {
        return Cure.clusterAdministrator("let you in as that entry does", addition(username(), rule.groups()));
    }

    /** An entry that stands in the way of another for the same ARN. */
    Cure remove(MappingRule rule, String what) {
        return Cure.clusterAdministrator(what, command(
                List.of("remove", rule.subject(), "--line", Integer.toString(rule.place().line()))));
    }

    /** Their entry, with a user name of their own. */
    Cure name() {
        return rename(identity.canonicalArn().value(), username());
    }

    /** An entry, with this user name. */
    Cure rename(String arn, String username) {
        return Cure.clusterAdministrator("give the entry a user name", command(List.of("upsert",
                section() == MapSection.ROLES ? "--rolearn" : "--userarn", arn, "--username", username)));
    }

    /** The whole map, repaired with as few changes as are enough. */
    Cure rescue() {
        return Cure.clusterAdministrator("repair it with as few changed lines as are enough",
                command(List.of("rescue")));
    }

    /** The whole map repaired, and then an entry of their own. */
    Cure rescueAndAdd() {
        return Cure.clusterAdministrator("repair it with as few changed lines as are enough, and let you in then",
                command(List.of("rescue")), addition(username(), List.of()));
    }

    /** The newest revision that Sallyport's history beside the map has. */
    Cure restore() {
        return Cure.clusterAdministrator("put back the last one that was written by sallyport mapping",
                command(List.of("rescue", "--from-history")));
    }

    /** What can be mended mechanically. */
    Cure lintFix() {
        return Cure.clusterAdministrator("mend what is mechanical in the map", command(List.of("lint", "--fix")));
    }

    /** Where to look first, with an administrator's eyes; changes nothing. */
    Cure look(String request) {
        List<String> words = new ArrayList<>(List.of("sallyport", "explain", identity.canonicalArn().value()));
        words.addAll(List.of(request.split(" ", -1)));
        words.addAll(where);
        return Cure.clusterAdministrator("see why, before or instead", ShellLine.of(words));
    }

    /** An access entry, for a cluster that asks those. */
    static Cure accessEntry(CallerIdentity identity, ClusterFacts cluster, String what) {
        return Cure.accountAdministrator(what, ShellLine.of("aws", "eks", "create-access-entry", "--cluster-name",
                cluster.name(), "--region", cluster.region(), "--principal-arn", identity.canonicalArn().value()));
    }

    private String addition(String username, List<String> groups) {
        List<String> words = new ArrayList<>(List.of("add", section().noun(), "--arn",
                identity.canonicalArn().value(), "--username", username));
        groups.forEach(group -> words.addAll(List.of("--group", group)));
        return command(words);
    }

    private String command(List<String> operation) {
        List<String> words = new ArrayList<>(List.of("sallyport", "mapping"));
        words.addAll(operation);
        words.addAll(where);
        words.add("--yes");
        return ShellLine.of(words);
    }
}
