package dev.sallyport.mapping;

import java.util.List;

/**
 * The rules of one source at one moment, in the order in which they stand.
 *
 * @param source the source's name, as in {@link RulePlace#source()}
 * @param rules of two rules for one ARN the last wins, as in the reference reading of the ConfigMap
 */
public record RuleSet(String source, List<MappingRule> rules) {
    public RuleSet {
        rules = List.copyOf(rules);
    }
}
