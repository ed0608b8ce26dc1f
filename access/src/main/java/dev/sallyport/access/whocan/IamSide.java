package dev.sallyport.access.whocan;

import dev.sallyport.access.trust.TrustPolicy;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.IamDirectory;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What IAM says to an answer: who may assume the roles that can, and which other users and roles of the account can become
 * one that can, or make themselves administrator past the map.
 *
 * <p>IAM has no question for "who may do this to that role", so each user and role is asked about in turn; where they may
 * not be listed, those that the map names are. What a permission boundary of an organization takes away does not show. Sources: Amazon
 * EKS User Guide, "Access policy permissions"; IAM API Reference, {@code SimulatePrincipalPolicy}.
 */
public final class IamSide {

    private static final int MOST_SOURCES = 100; // principals that are asked about: each costs a question for each target
    private static final int MOST_TARGETS = 10; // principals that can
    private static final int MOST_LISTED = 5_000; // roles, and users; an account's own quotas
    private static final int PROGRESS = 20; // principals between two words of progress

    private final IamPrincipals iam;
    private final IamDirectory directory;
    private final Consumer<String> progress;
    private final List<String> unasked = new ArrayList<>();
    private final Map<String, Optional<IamPrincipals.Role>> roles = new LinkedHashMap<>();
    private Optional<AwsFailure> refused = Optional.empty();
    private final List<AwsFailure> failures = new ArrayList<>();
    private boolean answered;

    private IamSide(IamPrincipals iam, IamDirectory directory, Consumer<String> progress) {
        this.iam = iam;
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * A fact of IAM about one principal, such as {@code may be assumed by …}.
     *
     * @param principal its ARN
     * @param target the rule of the map by whose principal it gets there; the answer says what that one does then. Empty
     *     where this is no way to somebody else
     */
    public record Fact(String principal, String words, Optional<MappingRule> target) {}

    /** A user or role that could become another. */
    private record Source(String arn, boolean isMapped) {}

    /**
     * What was found out.
     *
     * @param unasked why some was not, a sentence each
     * @param failure why this is no answer of IAM's: it gave none at all, or could not be reached for the rest
     */
    public record Report(List<Fact> facts, List<String> unasked, Optional<AwsFailure> failure) {
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
                    : List.of(), Optional.empty());
        }
    }

    /**
     * Asks.
     *
     * @param rules of the map
     * @param cluster the cluster's ARN, or {@code *} where it is not known
     * @param progress is told now and then how far it is, in a few words
     */
    public static Report ask(WhoCanAnswer answer, List<MappingRule> rules, IamPrincipals iam, IamDirectory directory,
            String cluster, Consumer<String> progress) {
        return new IamSide(iam, directory, progress).report(answer, rules, cluster);
    }

    private Report report(WhoCanAnswer answer, List<MappingRule> rules, String cluster) {
        Set<MappingRule> can = new LinkedHashSet<>();
        answer.direct().forEach(each -> mapped(each.party()).ifPresent(can::add));
        answer.indirect().forEach(each -> mapped(each.party()).ifPresent(can::add));
        List<MappingRule> allTargets = can.stream().filter(IamSide::isPrincipal).toList();
        List<MappingRule> targets = allTargets.stream().limit(MOST_TARGETS).toList();
        List<String> others = others(rules);
        List<MappingRule> mapped = rules.stream().filter(rule -> isPrincipal(rule) && !can.contains(rule)).toList();
        List<Source> asked = sources(mapped, others);
        List<Fact> facts = new ArrayList<>();
        can.stream().limit(MOST_SOURCES).forEach(rule -> facts.addAll(assumers(rule)));
        for (int i = 0; i < asked.size(); i++) {
            if (i > 0 && i % PROGRESS == 0) {
                progress.accept("asked IAM about " + i + " of " + asked.size() + " users and roles …");
            }
            facts.addAll(climbs(asked.get(i), targets, cluster));
        }
        refused.ifPresent(failure -> unasked.add("IAM did not answer all: " + failure.message()));
        if (mapped.size() + others.size() > MOST_SOURCES) {
            unasked.add("Of " + (mapped.size() + others.size()) + " users and roles IAM was asked about the first "
                    + MOST_SOURCES + ", those of the map before others.");
        }
        if (can.size() > MOST_SOURCES) {
            unasked.add("Of the " + can.size() + " lines of the map that can, IAM was asked for the first "
                    + MOST_SOURCES + " who may assume their roles.");
        }
        if (allTargets.size() > MOST_TARGETS) {
            unasked.add("Of the " + allTargets.size() + " principals that can, IAM was asked for the first "
                    + MOST_TARGETS + " who can become one of them.");
        }
        return new Report(facts, unasked,
                failures.stream().filter(failure -> !answered || switch (failure.kind()) {
                    case UNREACHABLE, THROTTLED, NONSENSE -> true;
                    case CONFIGURATION, NO_CREDENTIALS, EXPIRED, KEYS_REFUSED, DENIED, NOT_FOUND, NO_REGION, REFUSED ->
                        false;
                }).findFirst());
    }

    /** Those of the map first: they are in already, and a step is all that they lack. */
    private List<Source> sources(List<MappingRule> mapped, List<String> others) {
        List<Source> sources = new ArrayList<>();
        mapped.stream().limit(MOST_SOURCES)
                .forEach(rule -> arn(rule).ifPresent(arn -> sources.add(new Source(arn, true))));
        others.stream().limit(MOST_SOURCES - Math.min(MOST_SOURCES, mapped.size()))
                .forEach(arn -> sources.add(new Source(arn, false)));
        return sources;
    }

    /** The users and roles of the account that the map does not name. */
    private List<String> others(List<MappingRule> rules) {
        Set<String> known = new HashSet<>();
        rules.forEach(rule -> known.add(ArnCase.folded(rule.subject())));
        List<String> others = new ArrayList<>(listed("users", directory.users(MOST_LISTED, count -> progress
                .accept("listed " + count + " users …"))));
        listed("roles", directory.roles(MOST_LISTED, count -> progress.accept("listed " + count + " roles …")))
                .forEach(role -> {
                    roles.putIfAbsent(role.arn().substring(role.arn().lastIndexOf('/') + 1), Optional.of(role));
                    if (!role.arn().contains(":role/aws-service-role/")) { // nobody can act as a service's own
                        others.add(role.arn());
                    }
                });
        // the map names a role without its path
        return others.stream().filter(arn -> !known.contains(ArnCase.folded(arn))
                && !known.contains(ArnCase.folded(arn.replaceFirst(":role/.*/", ":role/")))).toList();
    }

    private <T> List<T> listed(String what, AwsAnswer<IamDirectory.Found<T>> answer) {
        return switch (answer) {
            case AwsAnswer.Got<IamDirectory.Found<T>>(IamDirectory.Found<T> found) -> {
                answered = true;
                if (found.more()) {
                    unasked.add("There are more than " + MOST_LISTED + " " + what + "; the rest was not looked at.");
                }
                yield found.all();
            }
            case AwsAnswer.Failed<IamDirectory.Found<T>>(AwsFailure failure) -> {
                failures.add(failure);
                unasked.add("The account's " + what + " could not be listed, so of these IAM was asked about those that"
                        + " the map names alone: " + failure.message());
                yield List.of();
            }
        };
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
                    : List.of(new Fact(rule.subject(), "is no role of the account that was asked", Optional.empty()));
        }
        return List.of(new Fact(rule.subject(), TrustPolicy.tryParse(role.get().trustPolicy()).map(TrustPolicy::words)
                .orElse("has a trust policy that cannot be read"), Optional.empty()));
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

    private List<Fact> climbs(Source source, List<MappingRule> targets, String cluster) {
        List<Fact> facts = new ArrayList<>();
        List<String> entry = List.of("eks:CreateAccessEntry", "eks:AssociateAccessPolicy");
        if (allowed(source.arn(), entry, cluster).containsAll(entry)) {
            facts.add(new Fact(source.arn(), "can make itself administrator, where access entries are in force:"
                    + " eks:CreateAccessEntry and eks:AssociateAccessPolicy", Optional.empty()));
        }
        for (MappingRule target : targets) {
            arn(target).filter(to -> !to.equals(source.arn())).flatMap(to -> becomes(source.arn(), target, to))
                    .ifPresent(by -> facts.add(new Fact(source.arn(), "can become " + target.subject() + ": " + by
                            + (source.isMapped() ? "" : " (the map does not name it)"), Optional.of(target))));
        }
        return facts;
    }

    private Optional<String> becomes(String from, MappingRule target, String to) {
        if (!isRole(target)) {
            return allowed(from, List.of("iam:CreateAccessKey"), to).isEmpty()
                    ? Optional.empty()
                    : Optional.of("iam:CreateAccessKey");
        }
        Optional<TrustPolicy> trust = role(target).map(IamPrincipals.Role::trustPolicy).flatMap(TrustPolicy::tryParse);
        Set<String> may = allowed(from, List.of("sts:AssumeRole", "iam:UpdateAssumeRolePolicy", "iam:PassRole"), to);
        if (may.contains("sts:AssumeRole") && trust.filter(policy -> policy.trusts(from)).isPresent()) {
            return Optional.of("sts:AssumeRole, and the role's trust policy lets it");
        }
        if (trust.filter(policy -> policy.names(from)).isPresent()) {
            return Optional.of("the role's trust policy names it, which is enough unless its own policies deny"
                    + " sts:AssumeRole");
        }
        if (may.contains("iam:UpdateAssumeRolePolicy")) {
            return Optional.of("iam:UpdateAssumeRolePolicy");
        }
        return trust.filter(TrustPolicy::letsInstancesIn).isPresent() && may.contains("iam:PassRole")
                && !allowed(from, List.of("ec2:RunInstances"), "*").isEmpty()
                        ? Optional.of("iam:PassRole with ec2:RunInstances")
                        : Optional.empty();
    }

    /** Which of these actions are; none where IAM does not say. */
    private Set<String> allowed(String arn, List<String> actions, String resource) {
        if (refused.isPresent()) {
            return Set.of();
        }
        Set<String> allowed = new HashSet<>(actions);
        given(iam.mayNotDo(arn, actions, resource)).ifPresentOrElse(allowed::removeAll, allowed::clear);
        return allowed;
    }

    /** An answer's value; when IAM refuses once it is not asked again. */
    private <T> Optional<T> given(AwsAnswer<T> answer) {
        return switch (answer) {
            case AwsAnswer.Got<T>(T value) -> {
                answered = true;
                yield Optional.of(value);
            }
            case AwsAnswer.Failed<T>(AwsFailure failure) -> {
                refused = Optional.of(failure);
                failures.add(failure);
                yield Optional.empty();
            }
        };
    }
}
