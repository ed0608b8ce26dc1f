package dev.sallyport.conformance.decisions;

import dev.sallyport.conformance.decisions.World.WrittenBinding;
import dev.sallyport.conformance.decisions.World.WrittenRole;
import dev.sallyport.conformance.decisions.World.WrittenSubject;
import dev.sallyport.rbac.PolicyRule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One question in one world. */
record DecisionCase(World world, Ask ask) {

    /** The cases that are one thing smaller, those that lose most first. */
    Stream<DecisionCase> smaller() {
        return Stream.of(
                fewer(world.bindings()).map(world::withBindings).map(this::in),
                fewer(world.roles()).map(world::withRoles).map(this::in),
                fewer(ask.groups()).map(ask::withGroups).map(less -> new DecisionCase(world, less)),
                eachBinding(),
                eachRole()).flatMap(Function.identity());
    }

    private DecisionCase in(World other) {
        return new DecisionCase(other, ask);
    }

    private Stream<DecisionCase> eachBinding() {
        return IntStream.range(0, world.bindings().size()).boxed().flatMap(at -> {
            WrittenBinding binding = world.bindings().get(at);
            Stream<List<WrittenSubject>> subjects = fewer(binding.subjects());
            return subjects.map(less -> in(world.withBindings(with(world.bindings(), at, binding.withSubjects(less)))));
        });
    }

    private Stream<DecisionCase> eachRole() {
        return IntStream.range(0, world.roles().size()).boxed().flatMap(at -> {
            WrittenRole role = world.roles().get(at);
            return Stream.concat(fewer(role.rules()), smallerRules(role.rules()))
                    .map(less -> in(world.withRoles(with(world.roles(), at, role.withRules(less)))));
        });
    }

    private static Stream<List<PolicyRule>> smallerRules(List<PolicyRule> rules) {
        return IntStream.range(0, rules.size()).boxed()
                .flatMap(at -> smaller(rules.get(at)).map(less -> with(rules, at, less)));
    }

    /** A rule with one word less; a list that must not be empty keeps its last word. */
    private static Stream<PolicyRule> smaller(PolicyRule rule) {
        return Stream.of(
                shorter(rule, rule.verbs(), 1, (r, less) -> new PolicyRule(less, r.apiGroups(), r.resources(),
                        r.resourceNames(), r.nonResourceUrls())),
                shorter(rule, rule.apiGroups(), 1, (r, less) -> new PolicyRule(r.verbs(), less, r.resources(),
                        r.resourceNames(), r.nonResourceUrls())),
                shorter(rule, rule.resources(), 1, (r, less) -> new PolicyRule(r.verbs(), r.apiGroups(), less,
                        r.resourceNames(), r.nonResourceUrls())),
                shorter(rule, rule.resourceNames(), 0, (r, less) -> new PolicyRule(r.verbs(), r.apiGroups(),
                        r.resources(), less, r.nonResourceUrls())),
                shorter(rule, rule.nonResourceUrls(), 1, (r, less) -> new PolicyRule(r.verbs(), r.apiGroups(),
                        r.resources(), r.resourceNames(), less)))
                .flatMap(Function.identity());
    }

    private static Stream<PolicyRule> shorter(PolicyRule rule, List<String> words, int least,
            BiFunction<PolicyRule, List<String>, PolicyRule> with) {
        return words.size() <= least ? Stream.empty() : fewer(words).map(less -> with.apply(rule, less));
    }

    /** The lists without one element. */
    private static <T> Stream<List<T>> fewer(List<T> list) {
        return IntStream.range(0, list.size()).mapToObj(at -> {
            List<T> less = new ArrayList<>(list);
            less.remove(at);
            return less;
        });
    }

    private static <T> List<T> with(List<T> list, int at, T other) {
        List<T> changed = new ArrayList<>(list);
        changed.set(at, other);
        return changed;
    }
}
