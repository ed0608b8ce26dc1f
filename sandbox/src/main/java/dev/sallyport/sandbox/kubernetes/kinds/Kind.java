package dev.sallyport.sandbox.kubernetes.kinds;

import dev.sallyport.sandbox.kubernetes.schema.Shape;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A kind that the API serves.
 *
 * @param group the API group; empty for core
 * @param plural as it stands in paths and rules
 * @param verbs what may be done with it, in discovery's order
 * @param fields the field paths beside {@code metadata.name} and {@code metadata.namespace} that can be selected by
 * @param columns what kubectl shows
 * @param shape its fields
 * @param deprecation what clients are warned of whenever they use the kind; empty for nothing
 */
public record Kind(String group, String version, String name, String plural, String singular, boolean namespaced,
        List<String> shortNames, List<String> categories, List<String> verbs, List<Subresource> subresources,
        List<String> fields, List<Column> columns, NameRule nameRule, Set<Trait> traits, Supplier<Shape> shape,
        String deprecation) {

    private static final List<String> ALL_VERBS = List.of("create", "delete", "deletecollection", "get", "list",
            "patch", "update", "watch");

    public Kind {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = List.copyOf(verbs);
        subresources = List.copyOf(subresources);
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
        traits = Set.copyOf(traits);
    }

    /** What a name may look like. Source: Kubernetes, "Object Names and IDs". */
    public enum NameRule {
        SUBDOMAIN, LABEL, LABEL_FROM_A_LETTER, PATH_SEGMENT
    }

    /** How objects of the kind behave. */
    public enum Trait {
        /** {@code metadata.generation} counts the changes of what is wished for. */
        GENERATION,
        /** The status can be given when the object is made. */
        STATUS_ON_CREATE,
        /** A replace of an object that is not there makes it. */
        CREATE_ON_UPDATE,
        /** The answer to a delete is the object and not a Status. */
        RETURNS_DELETED,
        /** A replace must name the resourceVersion that it replaces. */
        VERSION_ON_UPDATE,
        /** Nothing is stored: the answer to a create is computed. */
        REVIEW,
        /** A custom resource: no strategic merge patch, unstructured errors. */
        CUSTOM
    }

    /**
     * Something below an object, such as {@code status} or {@code scale}.
     *
     * @param group the API group of what is read and written there, when it is another than the kind's
     */
    public record Subresource(String name, String group, String version, String kind, List<String> verbs) {
        public Subresource {
            verbs = List.copyOf(verbs);
        }
    }

    /** {@code v1}, {@code apps/v1}: as objects name it. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether objects of the kind have this trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** The subresource of this name. */
    public Optional<Subresource> subresource(String wanted) {
        return subresources.stream().filter(one -> one.name().equals(wanted)).findFirst();
    }

    /** Whether the object's status is written apart from the rest. */
    public boolean hasStatus() {
        return subresource("status").isPresent();
    }

    static Builder named(String apiVersion, String name, String plural) {
        return new Builder(apiVersion, name, plural);
    }

    /** Collects what is special of a kind; the rest is as with most. */
    static final class Builder {
        private final String group;
        private final String version;
        private final String name;
        private final String plural;
        private String singular;
        private boolean namespaced = true;
        private List<String> shortNames = List.of();
        private List<String> categories = List.of();
        private List<String> verbs = ALL_VERBS;
        private final List<Subresource> subresources = new ArrayList<>();
        private List<String> fields = List.of();
        private List<Column> columns = List.of(Column.NAME, Column.AGE);
        private NameRule nameRule = NameRule.SUBDOMAIN;
        private String deprecation = "";
        private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

        private Builder(String apiVersion, String name, String plural) {
            int slash = apiVersion.indexOf('/');
            this.group = slash < 0 ? "" : apiVersion.substring(0, slash);
            this.version = apiVersion.substring(slash + 1);
            this.name = name;
            this.plural = plural;
            this.singular = name.toLowerCase(Locale.ROOT);
        }

        Builder clusterScoped() {
            namespaced = false;
            return this;
        }

        Builder singular(String word) {
            singular = word;
            return this;
        }

        Builder shortNames(String... words) {
            shortNames = List.of(words);
            return this;
        }

        Builder categories(String... words) {
            categories = List.of(words);
            return this;
        }

        Builder verbs(String... words) {
            verbs = List.of(words);
            return this;
        }

        Builder status() {
            return subresource("status", "", "", name, "get", "patch", "update");
        }

        Builder scale() {
            return subresource("scale", "autoscaling", "v1", "Scale", "get", "patch", "update");
        }

        Builder subresource(String word, String otherGroup, String otherVersion, String kind, String... itsVerbs) {
            subresources.add(new Subresource(word, otherGroup, otherVersion, kind, List.of(itsVerbs)));
            return this;
        }

        Builder fields(String... paths) {
            fields = List.of(paths);
            return this;
        }

        Builder columns(Column... all) {
            columns = List.of(all);
            return this;
        }

        Builder deprecated(String warning) {
            deprecation = warning;
            return this;
        }

        Builder names(NameRule rule) {
            nameRule = rule;
            return this;
        }

        Builder traits(Trait... all) {
            traits.addAll(List.of(all));
            return this;
        }

        Kind shaped(Supplier<Shape> shape) {
            return new Kind(group, version, name, plural, singular, namespaced, shortNames, categories, verbs,
                    subresources, fields, columns, nameRule, traits, shape, deprecation);
        }

        String group() {
            return group;
        }

        String version() {
            return version;
        }

        String name() {
            return name;
        }
    }
}
