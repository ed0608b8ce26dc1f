package dev.sallyport.rbac;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What the aggregation controller writes. */
class AggregatedRolesTest {

    private static final PolicyRule PODS = PolicyRule.resources(List.of("get"), List.of(""), List.of("pods"));
    private static final PolicyRule JOBS = PolicyRule.resources(List.of("get"), List.of("batch"), List.of("jobs"));
    private static final PolicyRule STALE = PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"));

    @Test
    void rulesComeInTheOrderOfTheRolesNamesAndEachOnce() {
        var changes = AggregatedRoles.changes(List.of(
                gatherer("view", Map.of(), List.of(), LabelSelector.label("to-view", "true")),
                source("z", Map.of("to-view", "true"), PODS, JOBS),
                source("a", Map.of("to-view", "true"), JOBS)));

        assertThat(changes).containsExactly(Map.entry("view", List.of(JOBS, PODS)));
    }

    @Test
    void selectorsAreAskedOneAfterTheOther() {
        var changes = AggregatedRoles.changes(List.of(
                gatherer("view", Map.of(), List.of(), LabelSelector.label("second", ""),
                        LabelSelector.label("first", "")),
                source("a", Map.of("first", ""), PODS),
                source("b", Map.of("second", ""), JOBS)));

        assertThat(changes.get("view")).containsExactly(JOBS, PODS);
    }

    @Test
    void rulesWrittenByHandAreLostToThoseThatAreGathered() {
        var changes = AggregatedRoles.changes(List.of(
                gatherer("view", Map.of(), List.of(STALE), LabelSelector.label("to-view", "true")),
                source("pods", Map.of("to-view", "true"), PODS)));

        assertThat(changes).containsExactly(Map.entry("view", List.of(PODS)));
    }

    @Test
    void rulesWrittenByHandStayWhereNothingIsGathered() {
        assertThat(AggregatedRoles.changes(List.of(
                gatherer("view", Map.of(), List.of(STALE), LabelSelector.label("to-view", "true"))))).isEmpty();
    }

    @Test
    void gatheredRulesGoWithTheLastRoleThatGaveThem() {
        var changes = AggregatedRoles.changes(List.of(
                gatheredBefore("view", Map.of(), List.of(PODS), LabelSelector.label("to-view", "true"))));

        assertThat(changes).containsExactly(Map.entry("view", List.of()));
    }

    @Test
    void viewReachesAdminThroughEdit() {
        var changes = AggregatedRoles.changes(List.of(
                gatherer("admin", Map.of(), List.of(), LabelSelector.label("to-admin", "true")),
                gatherer("edit", Map.of("to-admin", "true"), List.of(), LabelSelector.label("to-edit", "true")),
                gatherer("view", Map.of("to-edit", "true"), List.of(), LabelSelector.label("to-view", "true")),
                source("pods", Map.of("to-view", "true"), PODS)));

        assertThat(changes).containsOnlyKeys("admin", "edit", "view");
        assertThat(changes.values()).containsOnly(List.of(PODS));
    }

    @Test
    void aRoleThatPicksItselfGathersNothingFromItself() {
        var changes = AggregatedRoles.changes(List.of(
                gatheredBefore("all", Map.of("x", "y"), List.of(PODS), LabelSelector.label("x", "y"))));

        assertThat(changes).containsExactly(Map.entry("all", List.of()));
    }

    @Test
    void aSettledClusterIsLeftAlone() {
        assertThat(AggregatedRoles.changes(List.of(
                gatherer("view", Map.of(), List.of(PODS), LabelSelector.label("to-view", "true")),
                source("pods", Map.of("to-view", "true"), PODS)))).isEmpty();
    }

    @Test
    void rolesThatGatherEachOtherInARingEnd() {
        var changes = AggregatedRoles.changes(List.of(
                gatherer("a", Map.of("n", "a"), List.of(PODS), LabelSelector.label("n", "b")),
                gatherer("b", Map.of("n", "b"), List.of(JOBS), LabelSelector.label("n", "c")),
                gatherer("c", Map.of("n", "c"), List.of(STALE), LabelSelector.label("n", "a"))));

        assertThat(changes).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1} picks env={2}: {3}")
    @CsvSource({
        "IN,             prod,  prod, true",
        "IN,             prod,  dev,  false",
        "IN,             prod,  -,    false",
        "NOT_IN,         prod,  prod, false",
        "NOT_IN,         prod,  dev,  true",
        "NOT_IN,         prod,  -,    true",
        "EXISTS,         -,     dev,  true",
        "EXISTS,         -,     -,    false",
        "DOES_NOT_EXIST, -,     dev,  false",
        "DOES_NOT_EXIST, -,     -,    true",
    })
    void requirements(LabelSelector.Operator operator, String values, String label, boolean picked) {
        LabelSelector selector = new LabelSelector(Map.of(), List.of(new LabelSelector.Requirement("env", operator,
                values.equals("-") ? List.of() : List.of(values))));

        assertThat(selector.matches(label.equals("-") ? Map.of() : Map.of("env", label))).isEqualTo(picked);
    }

    @Test
    void everyPartOfASelectorMustHoldAndTheEmptyOnePicksAll() {
        LabelSelector both = new LabelSelector(Map.of("team", "a"),
                List.of(new LabelSelector.Requirement("env", LabelSelector.Operator.EXISTS, List.of())));

        assertThat(both.matches(Map.of("team", "a"))).isFalse();
        assertThat(both.matches(Map.of("team", "a", "env", "dev"))).isTrue();
        assertThat(new LabelSelector(Map.of(), List.of()).matches(Map.of())).isTrue();
    }

    private static AggregatedRoles.Candidate source(String name, Map<String, String> labels, PolicyRule... rules) {
        return new AggregatedRoles.Candidate(name, labels, List.of(rules), List.of(), false);
    }

    private static AggregatedRoles.Candidate gatherer(String name, Map<String, String> labels, List<PolicyRule> rules,
            LabelSelector... selectors) {
        return new AggregatedRoles.Candidate(name, labels, rules, List.of(selectors), false);
    }

    private static AggregatedRoles.Candidate gatheredBefore(String name, Map<String, String> labels,
            List<PolicyRule> rules, LabelSelector... selectors) {
        return new AggregatedRoles.Candidate(name, labels, rules, List.of(selectors), true);
    }
}
