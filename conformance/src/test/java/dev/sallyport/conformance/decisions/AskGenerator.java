package dev.sallyport.conformance.decisions;

import dev.sallyport.conformance.decisions.World.WrittenBinding;
import dev.sallyport.conformance.decisions.World.WrittenRole;
import dev.sallyport.conformance.decisions.World.WrittenSubject;
import dev.sallyport.rbac.PolicyRule;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Asks what a world can decide: most questions are read off one of its chains, and some of these are changed in one word.
 * The others are put together from all words.
 */
final class AskGenerator {

    private static final List<String> OF_EVERYBODY = List.of("system:authenticated", "system:unauthenticated");

    private final RandomGenerator random;
    private final Words words;

    AskGenerator(RandomGenerator random) {
        this.random = random;
        this.words = new Words(random);
    }

    /** A rule of a role that somebody is bound to. */
    private record Grant(WrittenBinding binding, PolicyRule rule) {}

    Ask next(World world) {
        List<Grant> grants = grants(world);
        if (random.nextInt(10) < 2 || grants.isEmpty()) {
            return random.nextInt(8) == 0 ? byTheServersOwn() : anything();
        }
        if (random.nextInt(8) == 0) {
            WrittenBinding binding = world.bindings().get(random.nextInt(world.bindings().size()));
            return binding.subjects().isEmpty() ? anything() : by(binding, anything());
        }
        Grant grant = grants.get(random.nextInt(grants.size()));
        Ask ask = by(grant.binding(), allowedBy(grant.rule(), grant.binding().namespace()));
        return random.nextInt(10) < 3 ? changed(ask) : ask;
    }

    private static List<Grant> grants(World world) {
        return world.bindings().stream().filter(binding -> !binding.subjects().isEmpty())
                .flatMap(binding -> world.roles().stream().filter(role -> isBound(role, binding))
                        .flatMap(role -> role.rules().stream()).map(rule -> new Grant(binding, rule)))
                .toList();
    }

    private static boolean isBound(WrittenRole role, WrittenBinding binding) {
        return role.name().equals(binding.roleName()) && role.namespace().equals(binding.roleKind().equals("Role")
                ? binding.namespace()
                : "");
    }

    /** A question that a rule allows by itself, if any. */
    private Ask allowedBy(PolicyRule rule, String namespace) {
        String verb = concrete(words.of(rule.verbs()), Words.VERBS);
        if (!rule.nonResourceUrls().isEmpty()) {
            String url = words.of(rule.nonResourceUrls());
            String path = url.endsWith("*") ? url.substring(0, url.indexOf('*')) + "etcd" : url;
            return path.isEmpty() ? anything() : Ask.path("%ann", List.of(), verb, path);
        }
        String resource = concrete(words.of(rule.resources()), Words.PLAIN_RESOURCES);
        int slash = resource.indexOf('/');
        String parent = slash < 0 ? resource : resource.substring(0, slash);
        return Ask.resource("%ann", List.of(), verb, concrete(words.of(rule.apiGroups()), Words.API_GROUPS),
                parent.equals("*") && slash >= 0 ? words.of(Words.PLAIN_RESOURCES) : parent,
                slash < 0 ? "" : resource.substring(slash + 1),
                rule.resourceNames().isEmpty() ? words.of(Words.NAMES) : words.of(rule.resourceNames()),
                namespace.isEmpty() && random.nextBoolean() ? words.of(Words.NAMESPACES) : namespace);
    }

    private String concrete(String word, List<String> instead) {
        return word.equals("*") ? words.of(instead) : word;
    }

    /** The same question, asked by somebody whom the binding speaks of. */
    private Ask by(WrittenBinding binding, Ask ask) {
        WrittenSubject subject = binding.subjects().get(random.nextInt(binding.subjects().size()));
        String namespace = subject.namespace().isEmpty() ? binding.namespace() : subject.namespace();
        return switch (subject.kind()) {
            case "User" -> as(ask, subject.name(), groups(List.of()));
            case "Group" ->
                as(ask, random.nextInt(8) == 0 ? "" : words.of(Words.USERS), groups(List.of(subject.name())));
            default -> as(ask, "system:serviceaccount:" + namespace + ":" + subject.name(),
                    groups(List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace)));
        };
    }

    private static Ask as(Ask ask, String user, List<String> groups) {
        return new Ask(user, groups, ask.verb(), ask.group(), ask.resource(), ask.subresource(), ask.name(),
                ask.namespace(), ask.path());
    }

    private List<String> groups(List<String> atLeast) {
        List<String> groups = new ArrayList<>(atLeast);
        if (random.nextInt(4) == 0) {
            groups.add(random.nextInt(groups.size() + 1), words.of(Words.GROUPS));
        }
        if (random.nextInt(3) == 0) {
            groups.add(words.of(OF_EVERYBODY));
        }
        return groups.stream().distinct().toList();
    }

    private Ask changed(Ask ask) {
        String verb = ask.verb();
        if (ask.isForPath()) {
            return random.nextBoolean()
                    ? Ask.path(ask.user(), ask.groups(), words.of(Words.VERBS), ask.path())
                    : Ask.path(ask.user(), ask.groups(), verb, words.of(Words.PATHS));
        }
        return switch (random.nextInt(7)) {
            case 0 -> Ask.resource(ask.user(), ask.groups(), words.of(Words.VERBS), ask.group(), ask.resource(),
                    ask.subresource(), ask.name(), ask.namespace());
            case 1 -> Ask.resource(ask.user(), ask.groups(), verb, words.of(Words.API_GROUPS), ask.resource(),
                    ask.subresource(), ask.name(), ask.namespace());
            case 2 -> Ask.resource(ask.user(), ask.groups(), verb, ask.group(), words.of(Words.PLAIN_RESOURCES),
                    ask.subresource(), ask.name(), ask.namespace());
            case 3 -> Ask.resource(ask.user(), ask.groups(), verb, ask.group(), ask.resource(),
                    words.of(Words.SUBRESOURCES), ask.name(), ask.namespace());
            case 4 -> Ask.resource(ask.user(), ask.groups(), verb, ask.group(), ask.resource(), ask.subresource(),
                    words.of(Words.NAMES), ask.namespace());
            case 5 -> Ask.resource(ask.user(), ask.groups(), verb, ask.group(), ask.resource(), ask.subresource(),
                    ask.name(), random.nextBoolean() ? "" : words.of(Words.NAMESPACES));
            default -> as(ask, words.of(Words.USERS), ask.groups());
        };
    }

    private Ask anything() {
        String user = words.of(Words.USERS);
        List<String> groups = groups(List.of(words.of(Words.GROUPS)));
        return random.nextInt(4) == 0
                ? Ask.path(user, groups, words.of(Words.VERBS), words.of(Words.PATHS))
                : Ask.resource(user, groups, words.of(Words.VERBS), words.of(Words.API_GROUPS),
                        words.of(Words.PLAIN_RESOURCES), words.of(Words.SUBRESOURCES), words.of(Words.NAMES),
                        random.nextInt(4) == 0 ? "" : words.of(Words.NAMESPACES));
    }

    /** Those to whom the server itself gives roles. */
    private Ask byTheServersOwn() {
        Ask ask = anything();
        return switch (random.nextInt(5)) {
            case 0 -> as(ask, "root", List.of("system:masters"));
            case 1 -> as(ask, "system:kube-scheduler", List.of());
            case 2 -> as(ask, "system:kube-controller-manager", List.of());
            case 3 -> as(ask, "system:serviceaccount:kube-system:generic-garbage-collector", List.of());
            default -> as(ask, "system:node:ip-10-0-0-1", List.of("system:nodes"));
        };
    }
}
