package dev.sallyport.access.whocan;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What IAM says to an answer: who may assume the roles that can, and which other principals of the map can become one that
 * can, or make themselves administrator past the map.
 *
 * <p>IAM is asked about principals of one's own account that the map names, and about no others: it has no question for
 * "who may do this to that role". What a permission boundary of an organization takes away does not show. Sources: Amazon
 * EKS User Guide, "Access policy permissions"; IAM API Reference, {@code SimulatePrincipalPolicy}.
 */
public final class IamSide {

    private static final int MOST_SOURCES = 50; // principals that are asked about: each costs some questions
    private static final int MOST_TARGETS = 10; // principals that can

    private final IamPrincipals iam;
    private final Map<String, Optional<IamPrincipals.Role>> roles = new LinkedHashMap<>();
    private Optional<AwsFailure> refused = Optional.empty();

    private IamSide(IamPrincipals iam) {
        this.iam = iam;
    }

    /** A fact of IAM about one principal of the map, such as {@code may be assumed by …}. */
    public record Fact(MappingRule rule, String words) {}

    /**
     * What was found out.
     *
     * @param unasked why some was not, a sentence each
     */
    public record Report(List<Fact> facts, List<String> unasked) {
        public Report {
            facts = List.copyOf(facts);
            unasked = List.copyOf(unasked);
        }

        /** What is to be said where nobody asked; nothing where no principal of IAM is among those who can. */
        public static Report notAsked(WhoCanAnswer answer) {
            boolean principals = answer.direct().stream().anyMatch(each -> mapped(each.party()).isPresent())
                    || answer.indirect().stream().anyMatch(each -> mapped(each.party()).isPresent());
            return new Report(List.of(), principals
                    ? List.of("IAM was not asked who may assume these roles, or become one that can (--iam asks).")
                    : List.of());
        }
    }

    /**
     * Asks.
     *
     * @param rules of the map
     * @param cluster the cluster's ARN, or {@code *} where it is not known
     */
    public static Report ask(WhoCanAnswer answer, List<MappingRule> rules, IamPrincipals iam, String cluster) {
        return new IamSide(iam).report(answer, rules, cluster);
    }

    private Report report(WhoCanAnswer answer, List<MappingRule> rules, String cluster) {
        Set<MappingRule> can = new LinkedHashSet<>();
        answer.direct().forEach(each -> mapped(each.party()).ifPresent(can::add));
        answer.indirect().forEach(each -> mapped(each.party()).ifPresent(can::add));
        List<Fact> facts = new ArrayList<>();
        can.stream().limit(MOST_SOURCES).forEach(rule -> facts.addAll(assumers(rule)));
        List<MappingRule> allTargets = can.stream().filter(IamSide::isPrincipal).toList();
        List<MappingRule> targets = allTargets.stream().limit(MOST_TARGETS).toList();
        rules.stream().filter(rule -> isPrincipal(rule) && !can.contains(rule)).limit(MOST_SOURCES)
                .forEach(rule -> facts.addAll(climbs(rule, targets, cluster)));
        List<String> unasked = new ArrayList<>();
        refused.ifPresent(failure -> unasked.add("IAM did not answer all: " + failure.message()));
        if (rules.size() > MOST_SOURCES) {
            unasked.add("IAM was asked about " + MOST_SOURCES + " principals of the map at most.");
        }
        if (allTargets.size() > MOST_TARGETS) {
            unasked.add("Of the " + allTargets.size() + " principals that can, IAM was asked for the first "
                    + MOST_TARGETS + " who can become one of them.");
        }
        return new Report(facts, unasked);
    }

    private static Optional<MappingRule> mapped(Party party) {
        return party instanceof Party.Mapped(MappingRule rule, Guise _) ? Optional.of(rule) : Optional.empty();
    }

    private static boolean isPrincipal(MappingRule rule) {
        return isRole(rule) || resource(rule).startsWith("user/");
    }

    private static boolean isRole(MappingRule rule) {
        return resource(rule).startsWith("role/");
    }

    private static String resource(MappingRule rule) {
        return Arn.tryParse(rule.subject()).map(Arn::resource).orElse("");
    }

    private static String name(MappingRule rule) {
        return resource(rule).substring(resource(rule).lastIndexOf('/') + 1);
    }

    private List<Fact> assumers(MappingRule rule) {
        if (!isRole(rule)) {
            return List.of();
        }
        Optional<IamPrincipals.Role> role = role(rule);
        if (role.isEmpty()) {
            return refused.isPresent()
                    ? List.of()
                    : List.of(new Fact(rule, "is no role of the account that was asked"));
        }
        return List.of(new Fact(rule, Assumers.of(role.get().trustPolicy())
                .map(who -> who.isEmpty() ? "may be assumed by nobody" : "may be assumed by " + String.join("; ", who))
                .orElse("has a trust policy that cannot be read")));
    }

    private Optional<IamPrincipals.Role> role(MappingRule rule) {
        Optional<IamPrincipals.Role> known = roles.get(name(rule));
        if (known == null) {
            known = refused.isPresent() ? Optional.empty() : given(iam.role(name(rule))).flatMap(found -> found);
            roles.put(name(rule), known);
        }
        return known.filter(found -> isOfAccount(rule, found.arn()));
    }

    /** IAM knows the principals of one account by their names alone: another account's may be called the same. */
    private static boolean isOfAccount(MappingRule rule, String arn) {
        return Arn.tryParse(rule.subject()).map(Arn::account).equals(Arn.tryParse(arn).map(Arn::account));
    }

    private Optional<String> arn(MappingRule rule) {
        if (isRole(rule)) {
            return role(rule).map(IamPrincipals.Role::arn);
        }
        return refused.isPresent()
                ? Optional.empty()
                : given(iam.user(name(rule))).flatMap(found -> found)
                        .filter(found -> isOfAccount(rule, found));
    }

    private List<Fact> climbs(MappingRule rule, List<MappingRule> targets, String cluster) {
        Optional<String> arn = arn(rule);
        if (arn.isEmpty()) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        if (may(arn.get(), "eks:CreateAccessEntry", cluster) && may(arn.get(), "eks:AssociateAccessPolicy", cluster)) {
            facts.add(new Fact(rule, "can make itself administrator, where access entries are in force:"
                    + " eks:CreateAccessEntry and eks:AssociateAccessPolicy"));
        }
        for (MappingRule target : targets) {
            arn(target).flatMap(to -> becomes(arn.get(), target, to))
                    .ifPresent(by -> facts.add(new Fact(rule, "can become " + target.subject() + ": " + by)));
        }
        return facts;
    }

    private Optional<String> becomes(String from, MappingRule target, String to) {
        if (!isRole(target)) {
            return may(from, "iam:CreateAccessKey", to) ? Optional.of("iam:CreateAccessKey") : Optional.empty();
        }
        String trustPolicy = role(target).map(IamPrincipals.Role::trustPolicy).orElse("");
        if (Assumers.trusts(trustPolicy, from) && may(from, "sts:AssumeRole", to)) {
            return Optional.of("sts:AssumeRole, and the role's trust policy lets it");
        }
        if (may(from, "iam:UpdateAssumeRolePolicy", to)) {
            return Optional.of("iam:UpdateAssumeRolePolicy");
        }
        boolean forInstances = Assumers.of(trustPolicy).orElse(List.of()).stream()
                .anyMatch(words -> words.startsWith("the service ec2."));
        return forInstances && may(from, "iam:PassRole", to) && may(from, "ec2:RunInstances", "*")
                ? Optional.of("iam:PassRole with ec2:RunInstances")
                : Optional.empty();
    }

    private boolean may(String arn, String action, String resource) {
        return refused.isEmpty() && given(iam.mayDo(arn, action, resource)).orElse(false);
    }

    /** An answer's value; when IAM refuses once it is not asked again. */
    private <T> Optional<T> given(AwsAnswer<T> answer) {
        return switch (answer) {
            case AwsAnswer.Got<T>(T value) -> Optional.of(value);
            case AwsAnswer.Failed<T>(AwsFailure failure) -> {
                refused = Optional.of(failure);
                yield Optional.empty();
            }
        };
    }
}
