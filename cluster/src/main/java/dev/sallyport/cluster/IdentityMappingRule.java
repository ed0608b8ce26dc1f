package dev.sallyport.cluster;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.identity.Principal;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;

import java.util.List;

/**
 * The rule that a custom resource {@code IAMIdentityMapping} makes. Its ARN is compared in its canonical form, so one of
 * a session stands for its role. Source: aws-iam-authenticator, {@code pkg/mapper/crd}.
 */
public final class IdentityMappingRule {

    private IdentityMappingRule() {}

    /**
     * The rule.
     *
     * @param name the resource's
     * @param text {@code spec.arn}
     * @throws IllegalArgumentException when the ARN names nobody, with a sentence that says why
     */
    public static MappingRule of(String name, String text, String username, List<String> groups) {
        Arn arn = Arn.parse(text);
        String canonical = CanonicalArn.of(arn).value();
        RulePlace place = new RulePlace(IamIdentityMappingWatch.SOURCE, name, 0);
        return switch (Principal.of(arn)) {
            case Principal.Role _ -> new MappingRule.Role(canonical, username, groups, place);
            case Principal.AssumedRoleSession _ -> new MappingRule.Role(canonical, username, groups, place);
            case Principal.User _ -> new MappingRule.User(canonical, username, groups, place);
            case Principal.FederatedUser _ -> new MappingRule.User(canonical, username, groups, place);
            case Principal.Root _ -> new MappingRule.User(canonical, username, groups, place);
        };
    }
}
