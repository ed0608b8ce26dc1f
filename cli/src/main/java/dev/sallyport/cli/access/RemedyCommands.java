package dev.sallyport.cli.access;

import dev.sallyport.access.explain.Change;
import dev.sallyport.access.explain.Remedy;
import dev.sallyport.access.world.ResourceWords;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cluster.snapshot.ResourceKind;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A remedy as commands to paste: each a list of its words, quoted where a shell would understand them otherwise. */
final class RemedyCommands {

    /** What {@code kubectl create role} takes for a resource, and what for a path; of the rest it refuses a part. */
    private static final Set<String> VERBS = Set.of("get", "list", "watch", "create", "update", "patch", "delete",
            "deletecollection", "*");
    private static final Set<String> PATH_VERBS = Set.of("get", "post", "put", "patch", "delete", "head", "options",
            "*");
    /** Verbs that it takes for these resources alone. */
    private static final Map<String, Set<String>> VERBS_OF_SOME = Map.of("impersonate",
            Set.of("users", "groups", "serviceaccounts"), "bind", Set.of("roles", "clusterroles"), "escalate",
            Set.of("roles", "clusterroles"));
    /** Resources that rules speak of and no API server serves. */
    private static final Set<String> NOT_SERVED = Set.of("users", "groups", "signers");

    private final TypedOptions typed;
    private final ResourceWords served;

    /**
     * Commands for a cluster.
     *
     * @param typed by which it was found
     * @param kinds what the cluster serves besides Kubernetes' own
     */
    RemedyCommands(TypedOptions typed, List<ResourceKind> kinds) {
        this.typed = typed;
        this.served = ResourceWords.with(kinds);
    }

    List<List<String>> of(Remedy remedy) {
        return remedy.changes().stream().flatMap(change -> of(change).stream()).toList();
    }

    List<List<String>> of(Change change) {
        return switch (change) {
            case Change.OfMap(MappingEdit edit) -> ofMap(edit);
            case Change.NewRole(Role role) -> List.of(role(role));
            case Change.NewBinding(Binding binding) -> List.of(binding(binding));
        };
    }

    private List<List<String>> ofMap(MappingEdit edit) {
        return switch (edit) {
            case MappingEdit.AddPrincipal add -> List.of(added(add));
            case MappingEdit.Change change -> List.of(changed(change));
            case MappingEdit.Remove remove -> List.of(removed(remove.entry()));
            default -> throw new IllegalArgumentException("no remedy does this");
        };
    }

    private List<String> added(MappingEdit.AddPrincipal add) {
        List<String> words = new ArrayList<>(
                List.of("sallyport", "mapping", "add", add.section().noun(), "--arn", add.arn(), "--username",
                        add.username()));
        add.groups().forEach(group -> words.addAll(List.of("--group", group)));
        return inCluster(words);
    }

    private List<String> removed(EntryName entry) {
        List<String> words = new ArrayList<>(List.of("sallyport", "mapping", "remove", entry.subject()));
        entry.line().ifPresent(line -> words.addAll(List.of("--line", Integer.toString(line))));
        return inCluster(words);
    }

    private List<String> changed(MappingEdit.Change change) {
        List<String> words = new ArrayList<>(List.of("sallyport", "mapping", "upsert",
                change.section() == MapSection.ROLES ? "--rolearn" : "--userarn", change.entry().subject()));
        change.username().ifPresentOrElse(name -> words.addAll(List.of("--username", name)),
                () -> words.add("--update-username=false"));
        List<String> groups = change.groups().orElse(List.of());
        if (groups.stream().anyMatch(group -> group.contains(","))) {
            groups.forEach(group -> words.addAll(List.of("--group", group)));
        } else {
            words.addAll(List.of("--groups", String.join(",", groups)));
        }
        return inCluster(words);
    }

    private List<String> role(Role role) {
        PolicyRule rule = role.rules().getFirst();
        if (!isForCreate(rule)) {
            return piped(RbacManifest.of(role));
        }
        List<String> words = new ArrayList<>(
                List.of("kubectl", "create", role.isClusterRole() ? "clusterrole" : "role", role.name()));
        rule.verbs().forEach(verb -> words.add("--verb=" + verb));
        rule.resources()
                .forEach(resource -> words.add("--resource=" + resource(resource, rule.apiGroups().getFirst())));
        rule.resourceNames().forEach(name -> words.add("--resource-name=" + name));
        rule.nonResourceUrls().forEach(url -> words.add("--non-resource-url=" + url));
        return inNamespace(words, role.namespace());
    }

    /** Whether {@code kubectl create role} has words for it: it cuts some values at commas, and asks what is served. */
    private boolean isForCreate(PolicyRule rule) {
        if (!Stream.of(rule.resourceNames(), rule.nonResourceUrls()).flatMap(List::stream)
                .allMatch(RemedyCommands::isVisible)) {
            return false;
        }
        if (!rule.nonResourceUrls().isEmpty()) {
            return PATH_VERBS.containsAll(rule.verbs())
                    && rule.nonResourceUrls().stream().noneMatch(url -> url.contains(",") || url.contains("\""));
        }
        return rule.resources().stream()
                .allMatch(resource -> isServed(resource, rule.apiGroups().getFirst(), rule.verbs()));
    }

    private boolean isServed(String resource, String group, List<String> verbs) {
        String plural = resource.contains("/") ? resource.substring(0, resource.indexOf('/')) : resource;
        if (verbs.stream().anyMatch(verb -> VERBS_OF_SOME.getOrDefault(verb, Set.of()).contains(plural))) {
            return true;
        }
        boolean there = resource.equals("*") || (!NOT_SERVED.contains(plural)
                && served.find(group.isEmpty() ? plural : plural + "." + group)
                        .filter(kind -> kind.group().equals(group) && kind.plural().equals(plural)).isPresent());
        return there && !resource.contains(",") && VERBS.containsAll(verbs);
    }

    /** A character that no terminal shows would be pasted as its escape, which is another name. */
    private static boolean isVisible(String name) {
        return Printable.name(name).equals(name);
    }

    private List<String> piped(String json) {
        return piped(json, "create");
    }

    /** Writes a manifest, whether the object is there or not. */
    List<String> applied(String json) {
        return piped(json, "apply");
    }

    private List<String> piped(String json, String verb) {
        List<String> words = new ArrayList<>(words("printf", "%s", json));
        words.add("|");
        words.addAll(inCluster(new ArrayList<>(List.of("kubectl", verb, "-f", "-"))));
        return words;
    }

    /** kubectl writes the group between the resource and its subresource. */
    private static String resource(String resource, String group) {
        if (group.isEmpty()) {
            return resource;
        }
        int slash = resource.indexOf('/');
        return slash < 0
                ? resource + "." + group
                : resource.substring(0, slash) + "." + group + resource.substring(slash);
    }

    private List<String> binding(Binding binding) {
        if (!binding.subjects().stream().map(Subject::name).allMatch(RemedyCommands::isVisible)) {
            return piped(RbacManifest.of(binding));
        }
        List<String> words = new ArrayList<>(List.of("kubectl", "create",
                binding.isClusterRoleBinding() ? "clusterrolebinding" : "rolebinding", binding.name(),
                (binding.role().kind() == RoleRef.Kind.ROLE ? "--role=" : "--clusterrole=") + binding.role().name()));
        binding.subjects().forEach(subject -> words.add(switch (subject) {
            case Subject.User user -> "--user=" + user.name();
            case Subject.Group group -> "--group=" + group.name();
            case Subject.ServiceAccount account -> "--serviceaccount=" + account.namespace() + ":" + account.name();
        }));
        return inNamespace(words, binding.namespace());
    }

    private List<String> inNamespace(List<String> words, String namespace) {
        if (!namespace.isEmpty()) {
            words.addAll(List.of("-n", namespace));
        }
        return inCluster(words);
    }

    private List<String> inCluster(List<String> words) {
        words.addAll(typed.cluster());
        return words(words.toArray(String[]::new));
    }

    /** Of the AWS CLI, as the same caller. */
    List<String> inAws(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(typed.aws());
        return words(all.toArray(String[]::new));
    }

    /** Of sallyport, with the same cluster and the same caller. */
    List<String> inBoth(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(typed.cluster());
        return inAws(all);
    }

    private static List<String> words(String... words) {
        return Arrays.stream(words).map(Printable::shellWord).toList();
    }
}
