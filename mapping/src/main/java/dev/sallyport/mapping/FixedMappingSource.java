package dev.sallyport.mapping;

import java.util.List;

/** Rules that stand in no document, such as the one that makes a cluster's creator its administrator. */
public final class FixedMappingSource implements MappingSource {

    private final RuleSet rules;

    private FixedMappingSource(RuleSet rules) {
        this.rules = rules;
    }

    /** A source that gives these rules for good. */
    public static FixedMappingSource of(RuleSet rules) {
        return new FixedMappingSource(rules);
    }

    /**
     * The rule that a cluster on EKS keeps for whoever created it: administrator, under the name
     * {@code kubernetes-admin}. Source: Amazon EKS User Guide, "Grant IAM users and roles access to Kubernetes APIs".
     *
     * @param canonicalArn the creator's user or role
     */
    public static FixedMappingSource clusterCreator(String canonicalArn) {
        String source = "cluster creator";
        RulePlace place = new RulePlace(source, "", 0);
        return of(new RuleSet(source, List.of(
                new MappingRule.Role(canonicalArn, "kubernetes-admin", List.of("system:masters"), place))));
    }

    @Override
    public RuleSet rules() {
        return rules;
    }

    @Override
    public SourceHealth health() {
        return new SourceHealth.Current();
    }
}
