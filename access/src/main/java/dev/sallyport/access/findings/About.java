package dev.sallyport.access.findings;

import dev.sallyport.access.whocan.Party;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.mapping.MappingRule;

/** What a finding speaks of. */
public sealed interface About {

    /** Somebody, as the map or a binding knows them. */
    record Somebody(Party party) implements About {}

    /** A line of the map, whoever comes in by it. */
    record Rule(MappingRule rule) implements About {}

    /** A binding or a role. */
    record Thing(ObjectKey key) implements About {}

    /** Where to look, such as {@code aws-auth mapRoles:7}, {@code RoleBinding dev/admins} or {@code group ops}. */
    default String place() {
        return switch (this) {
            case Somebody(Party.Mapped(var rule, var _)) -> rule.place().toString();
            case Somebody(Party.ServiceAccount(String namespace, String name)) ->
                "service account " + namespace + "/" + name;
            case Somebody(Party.NamedUser(String name)) -> "user " + name;
            case Somebody(Party.NamedGroup(String name)) -> "group " + name;
            case Somebody(Party.Everybody everybody) -> everybody.words();
            case Rule(var rule) -> rule.place().toString();
            case Thing(var key) -> key.toString();
        };
    }
}
