package dev.sallyport.access.minimize;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What roles are to allow beyond what was seen, because tomorrow's requests have other names.
 *
 * @param anyName resources whose names are left out, such as {@code pods}, {@code pods/log} or {@code deployments.apps};
 *     {@value #ALL} for each
 * @param anyNamespace whether what was seen in some namespaces is allowed in all
 * @param together verbs of which one brings the others
 */
public record Broadening(Set<String> anyName, boolean anyNamespace, Set<Verbs> together) {

    /** Each resource. */
    public static final String ALL = "all";

    public Broadening {
        anyName = Set.copyOf(anyName);
        together = Set.copyOf(together);
    }

    /** Verbs that go together. */
    public enum Verbs {
        /** {@code get}, {@code list}, {@code watch}. */
        READ,
        /** {@code create}, {@code update}, {@code patch}, {@code delete}. */
        WRITE;

        private List<String> all() {
            return switch (this) {
                case READ -> List.of("get", "list", "watch");
                case WRITE -> List.of("create", "update", "patch", "delete");
            };
        }
    }

    /** Nothing beyond what was seen. */
    public static Broadening none() {
        return new Broadening(Set.of(), false, EnumSet.noneOf(Verbs.class));
    }

    /** What is allowed in place of one need. */
    Stream<Need> of(Need need) {
        return switch (need) {
            case Need.Path path -> Stream.of(path);
            case Need.Resource resource -> verbs(resource.verb()).map(verb -> new Need.Resource(
                    anyNamespace ? "" : resource.namespace(), resource.group(), resource.resource(), verb,
                    isAnyName(resource) ? "" : resource.name()));
        };
    }

    /** Which of {@link #anyName} nobody asked for: typed wrong, or not in this log. In the order of the alphabet. */
    public SortedSet<String> idle(Collection<Asked> asked) {
        SortedSet<String> idle = new TreeSet<>(anyName);
        idle.remove(ALL);
        for (Asked one : asked) {
            if (Need.of(one.request()) instanceof Need.Resource resource) {
                idle.removeAll(words(resource));
            }
        }
        return idle;
    }

    private boolean isAnyName(Need.Resource resource) {
        return anyName.contains(ALL) || words(resource).stream().anyMatch(anyName::contains);
    }

    /** What a resource may be called: as in rules, with its group behind that or, as for kubectl, before the slash. */
    private static List<String> words(Need.Resource resource) {
        String whole = resource.resource();
        int slash = whole.indexOf('/');
        String inside = slash < 0
                ? whole + "." + resource.group()
                : whole.substring(0, slash) + "." + resource.group() + whole.substring(slash);
        return List.of(whole, whole + "." + resource.group(), inside);
    }

    private Stream<String> verbs(String verb) {
        return Stream.concat(Stream.of(verb), together.stream().map(Verbs::all)
                .filter(all -> all.contains(verb)).flatMap(List::stream)).distinct();
    }
}
