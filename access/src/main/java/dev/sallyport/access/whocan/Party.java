package dev.sallyport.access.whocan;

import dev.sallyport.mapping.MappingRule;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Somebody whom an answer names. */
public sealed interface Party {

    /** Whether it is a part of Kubernetes by its name. */
    default boolean isPartOfKubernetes() {
        return switch (this) {
            case ServiceAccount(String namespace, String _) -> namespace.equals("kube-system");
            case NamedUser(String name) -> name.startsWith("system:");
            case NamedGroup(String name) -> name.startsWith("system:");
            case Mapped _,Everybody _ -> false;
        };
    }

    /** These, without the guises of a rule that somebody chooses where its plain guise is among them: that is everybody. */
    static Set<Party> withoutNeedless(Collection<Party> parties) {
        Set<MappingRule> whole = new HashSet<>();
        parties.forEach(party -> {
            if (party instanceof Mapped(MappingRule rule, Guise guise) && guise.chosen().isEmpty()) {
                whole.add(rule);
            }
        });
        Set<Party> needed = new LinkedHashSet<>(parties);
        needed.removeIf(party -> party instanceof Mapped(MappingRule rule, Guise guise)
                && guise.chosen().isPresent() && whole.contains(rule));
        return needed;
    }

    /**
     * Whoever comes in by a rule of a map.
     *
     * @param guise who they are in the cluster then
     */
    record Mapped(MappingRule rule, Guise guise) implements Party {}

    /** A service account; it passes neither IAM nor the map. */
    record ServiceAccount(String namespace, String name) implements Party {}

    /** A user whom a binding names and no rule makes of anybody. */
    record NamedUser(String name) implements Party {}

    /** A group that a binding names and no rule gives to anybody. */
    record NamedGroup(String name) implements Party {}

    /** Everybody of a kind: one of the groups that the API server gives by itself. */
    record Everybody(String group) implements Party {

        /** Who that is. */
        public String words() {
            return switch (group) {
                case "system:unauthenticated" -> "everybody, without signing in";
                case "system:authenticated" -> "everybody who is let in";
                case "system:serviceaccounts" -> "every service account";
                default -> "every service account of the namespace "
                        + group.substring("system:serviceaccounts:".length());
            };
        }

        /** Whether a group is one of these. */
        public static boolean is(String group) {
            return group.equals("system:unauthenticated") || group.equals("system:authenticated")
                    || group.equals("system:serviceaccounts") || group.startsWith("system:serviceaccounts:");
        }
    }
}
