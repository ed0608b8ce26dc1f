package dev.sallyport.webhook;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.MappingSource;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.mapping.SourceHealth;

import java.util.ArrayList;
import java.util.List;

/** A source whose rules and health a test sets. */
final class RulesInMemory implements MappingSource {

    private final String name;
    private volatile RuleSet rules;
    private volatile SourceHealth health = new SourceHealth.Current();

    RulesInMemory(String name) {
        this.name = name;
        this.rules = new RuleSet(name, List.of());
    }

    RulesInMemory user(String iamUser, String username, String... groups) {
        return adding(new MappingRule.User("arn:aws:iam::123456789012:user/" + iamUser, username, List.of(groups),
                new RulePlace(name, "mapUsers", rules.rules().size() + 1)));
    }

    RulesInMemory role(String role, String username, String... groups) {
        return adding(new MappingRule.Role("arn:aws:iam::123456789012:role/" + role, username, List.of(groups),
                new RulePlace(name, "mapRoles", rules.rules().size() + 1)));
    }

    private RulesInMemory adding(MappingRule rule) {
        List<MappingRule> all = new ArrayList<>(rules.rules());
        all.add(rule);
        rules = new RuleSet(name, all);
        return this;
    }

    void clear() {
        rules = new RuleSet(name, List.of());
    }

    void health(SourceHealth now) {
        health = now;
    }

    @Override
    public RuleSet rules() {
        return rules;
    }

    @Override
    public SourceHealth health() {
        return health;
    }
}
