package dev.sallyport.access.whocan;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.IamDirectory;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.whocan.ClusterTraits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class IamSideTest {

    private static final String ACCOUNT = "arn:aws:iam::123456789012:";
    private static final RulePlace PLACE = new RulePlace("aws-auth", "mapRoles", 1);
    private static final MappingRule ADMIN = new MappingRule.Role(ACCOUNT + "role/admin", "admin",
            List.of("system:masters"), PLACE);
    private static final MappingRule CI = new MappingRule.Role(ACCOUNT + "role/ci", "ci", List.of(), PLACE);
    private static final MappingRule ROOTLIKE = new MappingRule.User(ACCOUNT + "user/eve", "eve",
            List.of("system:masters"), PLACE);
    private static final AccessRequest WANTED = new AccessRequest.Resource("delete", "", "secrets", "", "", "prod");

    /** An IAM in memory: roles with their trust policies, users, and who may do what to whom. */
    private record Iam(Map<String, String> trust, Set<String> users, Set<String> rights) implements IamPrincipals {
        @Override
        public AwsAnswer<Optional<Role>> role(String name) {
            return new AwsAnswer.Got<>(
                    Optional.ofNullable(trust.get(name)).map(policy -> new Role(ACCOUNT + "role/" + name, policy)));
        }

        @Override
        public AwsAnswer<Optional<String>> user(String name) {
            return new AwsAnswer.Got<>(Optional.of(ACCOUNT + "user/" + name).filter(arn -> users.contains(name)));
        }

        @Override
        public AwsAnswer<Boolean> mayDo(String arn, String action, String resource) {
            return new AwsAnswer.Got<>(rights.contains(arn.replace(ACCOUNT, "") + " " + action + " "
                    + resource.replace(ACCOUNT, "")));
        }
    }

    /** Lists of users and roles, each with a trust policy that names nobody. */
    private record Listed(List<String> userNames, List<String> roleNames, boolean denied) implements IamDirectory {
        @Override
        public AwsAnswer<Found<IamPrincipals.Role>> roles(int most, IntConsumer progress) {
            return answer(roleNames.stream().map(name -> new IamPrincipals.Role(ACCOUNT + "role/" + name, trust("{}")))
                    .toList());
        }

        @Override
        public AwsAnswer<Found<String>> users(int most, IntConsumer progress) {
            return answer(userNames.stream().map(name -> ACCOUNT + "user/" + name).toList());
        }

        private <T> AwsAnswer<Found<T>> answer(List<T> all) {
            return denied
                    ? new AwsAnswer.Failed<>(new AwsFailure(AwsFailure.Kind.DENIED, "You may not list.", ""))
                    : new AwsAnswer.Got<>(new Found<>(all, false));
        }
    }

    private static final IamDirectory NOBODY_ELSE = new Listed(List.of(), List.of(), false);

    private static IamSide.Report report(IamPrincipals iam, IamDirectory directory, MappingRule... rules) {
        WhoCanAnswer answer = Auditor.over(List.of(rules), RbacSnapshot.empty(), ClusterTraits.EKS).whoCan(WANTED, 0);
        return IamSide.ask(answer, List.of(rules), iam, directory, "*", _ -> {});
    }

    @Test
    void aUserWhomTheMapDoesNotNameIsAskedAboutToo() {
        Iam iam = new Iam(Map.of("admin", trust("{}")), Set.of(),
                Set.of("user/mallory iam:UpdateAssumeRolePolicy role/admin"));

        assertThat(report(iam, new Listed(List.of("mallory", "ana"), List.of("admin"), false), ADMIN).facts())
                .contains(new IamSide.Fact(ACCOUNT + "user/mallory", "can become " + ACCOUNT
                        + "role/admin: iam:UpdateAssumeRolePolicy (the map does not name it)", Optional.of(ADMIN)));
    }

    @Test
    void aServicesOwnRoleIsNobodyWhoCanClimb() {
        String own = "aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS";
        Iam iam = new Iam(Map.of("admin", trust("{}")), Set.of(),
                Set.of("role/" + own + " iam:UpdateAssumeRolePolicy role/admin"));

        assertThat(report(iam, new Listed(List.of(), List.of(own), false), ADMIN).facts())
                .noneMatch(fact -> fact.principal().contains(own));
    }

    @Test
    void whereNobodyMayBeListedTheMapsOwnAreAskedAboutAndThatIsSaid() {
        Iam iam = new Iam(Map.of("ci", trust("{}"), "admin", trust("{}")), Set.of(),
                Set.of("role/ci iam:UpdateAssumeRolePolicy role/admin"));

        IamSide.Report report = report(iam, new Listed(List.of(), List.of(), true), ADMIN, CI);

        assertThat(report.facts()).anyMatch(fact -> fact.principal().equals(ACCOUNT + "role/ci"));
        assertThat(report.unasked()).hasSize(2).allMatch(sentence -> sentence.contains("the map names alone"));
    }

    @Test
    void ofManyThatWereListedTheFirstHundredAreAskedAboutAndThatIsSaid() {
        List<String> many = IntStream.range(0, 150).mapToObj(i -> "user" + i).toList();

        assertThat(report(new Iam(Map.of("admin", trust("{}")), Set.of(), Set.of()),
                new Listed(many, List.of(), false), ADMIN).unasked())
                .containsExactly("Of 150 users and roles IAM was asked about the first 100, those of the map before"
                        + " others.");
    }

    @Test
    void linesOfTheMapBeyondTheFirstHundredAreCountedWhereNobodyMayBeListed() {
        List<MappingRule> rules = new ArrayList<>(List.of(ADMIN));
        IntStream.range(0, 150).forEach(i -> rules.add(new MappingRule.User(ACCOUNT + "user/user" + i, "u", List.of(),
                PLACE)));

        assertThat(report(new Iam(Map.of("admin", trust("{}")), Set.of(), Set.of()),
                new Listed(List.of(), List.of(), true), rules.toArray(MappingRule[]::new)).unasked())
                .contains("Of 150 users and roles IAM was asked about the first 100, those of the map before others.");
    }

    @Test
    void rolesBeyondTheFirstHundredThatCanAreCounted() {
        MappingRule[] admins = IntStream.range(0, 101).mapToObj(i -> new MappingRule.Role(ACCOUNT + "role/admin" + i,
                "admin", List.of("system:masters"), PLACE)).toArray(MappingRule[]::new);

        assertThat(report(new Iam(Map.of(), Set.of(), Set.of()), NOBODY_ELSE, admins).unasked()).contains(
                "Of the 101 lines of the map that can, IAM was asked for the first 100 who may assume their roles.");
    }

    /** An IAM that answers every question so. */
    private record Failing(AwsFailure failure) implements IamPrincipals, IamDirectory {
        @Override
        public AwsAnswer<Optional<Role>> role(String name) {
            return new AwsAnswer.Failed<>(failure);
        }

        @Override
        public AwsAnswer<Optional<String>> user(String name) {
            return new AwsAnswer.Failed<>(failure);
        }

        @Override
        public AwsAnswer<Boolean> mayDo(String arn, String action, String resource) {
            return new AwsAnswer.Failed<>(failure);
        }

        @Override
        public AwsAnswer<Found<IamPrincipals.Role>> roles(int most, IntConsumer progress) {
            return new AwsAnswer.Failed<>(failure);
        }

        @Override
        public AwsAnswer<Found<String>> users(int most, IntConsumer progress) {
            return new AwsAnswer.Failed<>(failure);
        }
    }

    @Test
    void anIamThatSaysNothingAtAllIsNoAnswer() {
        Failing iam = new Failing(new AwsFailure(AwsFailure.Kind.DENIED, "You may not.", ""));

        assertThat(report(iam, iam, ADMIN).failure()).contains(iam.failure());
    }

    @Test
    void anIamThatFallsSilentInBetweenIsNoAnswerEither() {
        Failing iam = new Failing(new AwsFailure(AwsFailure.Kind.UNREACHABLE, "No answer.", ""));

        assertThat(report(iam, NOBODY_ELSE, ADMIN).failure()).contains(iam.failure());
    }

    @Test
    void anIamThatFallsSilentAfterItDeniedSomethingIsNoAnswerEither() {
        Failing iam = new Failing(new AwsFailure(AwsFailure.Kind.UNREACHABLE, "No answer.", ""));
        IamDirectory rolesAlone = new IamDirectory() {
            @Override
            public AwsAnswer<Found<IamPrincipals.Role>> roles(int most, IntConsumer progress) {
                return new AwsAnswer.Got<>(new Found<>(List.of(), false));
            }

            @Override
            public AwsAnswer<Found<String>> users(int most, IntConsumer progress) {
                return new AwsAnswer.Failed<>(new AwsFailure(AwsFailure.Kind.DENIED, "You may not list.", ""));
            }
        };

        assertThat(report(iam, rolesAlone, ADMIN).failure()).contains(iam.failure());
    }

    @Test
    void whatMayNotBeAskedBesideWhatMayIsSaidAndNoFailure() {
        IamSide.Report report = report(new Iam(Map.of("admin", trust("{}")), Set.of(), Set.of()),
                new Listed(List.of(), List.of(), true), ADMIN);

        assertThat(report.failure()).isEmpty();
        assertThat(report.unasked()).isNotEmpty();
    }

    private static String trust(String principal) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":\"sts:AssumeRole\"}]}";
    }

    private static List<String> asked(IamPrincipals iam, MappingRule... rules) {
        WhoCanAnswer answer = Auditor.over(List.of(rules), RbacSnapshot.empty(), ClusterTraits.EKS).whoCan(WANTED, 0);
        return IamSide.ask(answer, List.of(rules), iam, NOBODY_ELSE, "*", _ -> {}).facts().stream()
                .map(fact -> fact.principal().replace(ACCOUNT, "") + " " + fact.words()).toList();
    }

    @Test
    void whoMayAssumeARoleThatCanIsNamed() {
        Iam iam = new Iam(Map.of("admin", trust("{\"AWS\":[\"" + ACCOUNT + "user/eve\",\"" + ACCOUNT
                + "root\"],\"Service\":\"ec2.amazonaws.com\",\"Federated\":\"arn:aws:iam::123456789012:saml-provider/x\"}")),
                Set.of(), Set.of());

        assertThat(asked(iam, ADMIN)).containsExactly("role/admin may be assumed by " + ACCOUNT + "user/eve; whoever in"
                + " account 123456789012 may sts:AssumeRole; the service ec2.amazonaws.com; whom"
                + " arn:aws:iam::123456789012:saml-provider/x vouches for");
    }

    @Test
    void principalsThatNobodyWasAskedToBecomeAreCounted() {
        List<MappingRule> admins = IntStream.range(0, 11).<MappingRule>mapToObj(i -> new MappingRule.Role(
                ACCOUNT + "role/admin" + i, "admin", List.of("system:masters"), PLACE)).toList();
        WhoCanAnswer answer = Auditor.over(admins, RbacSnapshot.empty(), ClusterTraits.EKS).whoCan(WANTED, 0);

        assertThat(IamSide.ask(answer, admins, new Iam(Map.of(), Set.of(), Set.of()), NOBODY_ELSE,
                "*", _ -> {}).unasked()).containsExactly(
                        "Of the 11 principals that can, IAM was asked for the first 10 who can become one of them.");
    }

    @Test
    void aRoleThatIamDoesNotKnowIsSaidToBeNone() {
        assertThat(asked(new Iam(Map.of(), Set.of(), Set.of()), ADMIN))
                .containsExactly("role/admin is no role of the account that was asked");
    }

    @Test
    void whoMayWriteAccessEntriesCanMakeThemselvesAdministrator() {
        Iam iam = new Iam(Map.of("ci", trust("{}")), Set.of(),
                Set.of("role/ci eks:CreateAccessEntry *", "role/ci eks:AssociateAccessPolicy *"));

        assertThat(asked(iam, CI)).containsExactly("role/ci can make itself administrator, where access entries are in"
                + " force: eks:CreateAccessEntry and eks:AssociateAccessPolicy");
    }

    @Test
    void oneOfTheTwoRightsToAccessEntriesIsNotEnough() {
        Iam iam = new Iam(Map.of("ci", trust("{}")), Set.of(), Set.of("role/ci eks:CreateAccessEntry *"));

        assertThat(asked(iam, CI)).isEmpty();
    }

    @Test
    void whoMayRewriteATrustPolicyCanBecomeThatRole() {
        Iam iam = new Iam(Map.of("ci", trust("{}"), "admin", trust("{}")), Set.of(),
                Set.of("role/ci iam:UpdateAssumeRolePolicy role/admin"));

        assertThat(asked(iam, ADMIN, CI)).contains("role/ci can become " + ACCOUNT
                + "role/admin: iam:UpdateAssumeRolePolicy");
    }

    @Test
    void assumingTakesTheRightAndTheTrust() {
        Set<String> right = Set.of("role/ci sts:AssumeRole role/admin");
        Iam untrusted = new Iam(Map.of("ci", trust("{}"), "admin", trust("{}")), Set.of(), right);
        Iam trusted = new Iam(
                Map.of("ci", trust("{}"), "admin", trust("{\"AWS\":\"" + ACCOUNT + "role/ci\"}")), Set.of(), right);

        assertThat(asked(untrusted, ADMIN, CI)).noneMatch(fact -> fact.startsWith("role/ci"));
        assertThat(asked(trusted, ADMIN, CI)).contains("role/ci can become " + ACCOUNT
                + "role/admin: sts:AssumeRole, and the role's trust policy lets it");
    }

    @Test
    void whomATrustPolicyNamesByItselfNeedsNoRightToAssume() {
        Iam iam = new Iam(Map.of("ci", trust("{}"), "admin", trust("{\"AWS\":\"" + ACCOUNT + "role/ci\"}")), Set.of(),
                Set.of());

        assertThat(asked(iam, ADMIN, CI)).contains("role/ci can become " + ACCOUNT
                + "role/admin: the role's trust policy names it, which is enough unless its own policies deny sts:AssumeRole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"*\"", "{\"AWS\":\"123456789012\"}",
        "{\"AWS\":\"arn:aws:iam::123456789012:role/ci\"}},{\"Effect\":\"Deny\",\"Principal\":\"*\""})
    void aTrustPolicyThatLeavesItToTheirOwnPoliciesOrDeniesIsNotEnough(String principal) {
        Iam iam = new Iam(Map.of("ci", trust("{}"), "admin", trust(principal)), Set.of(), Set.of());

        assertThat(asked(iam, ADMIN, CI)).noneMatch(fact -> fact.startsWith("role/ci "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":\"123456789012\"}",
        "{\"AWS\":[\"arn:aws:iam::123456789012:root\"]}",
        "{\"AWS\":\"arn:aws:iam::123456789012:role/ci\"},\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}"})
    void aTrustPolicyLetsInByNameByAccountAsAnybodyAndUnderAConditionPerhaps(String principal) {
        Iam iam = new Iam(Map.of("ci", trust("{}"), "admin", trust(principal)), Set.of(),
                Set.of("role/ci sts:AssumeRole role/admin"));

        assertThat(asked(iam, ADMIN, CI)).contains("role/ci can become " + ACCOUNT
                + "role/admin: sts:AssumeRole, and the role's trust policy lets it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"AWS\":\"arn:aws:iam::123456789012:role/ci2\"}", "{\"AWS\":\"210987654321\"}",
        "{\"Federated\":\"arn:aws:iam::123456789012:role/ci\"}",
        "\"*\"},{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:role/ci\"}"})
    void aTrustPolicyThatNamesOthersOrDeniesDoesNotLetIn(String principal) {
        Iam iam = new Iam(Map.of("ci", trust("{}"), "admin", trust(principal)), Set.of(),
                Set.of("role/ci sts:AssumeRole role/admin"));

        assertThat(asked(iam, ADMIN, CI)).noneMatch(fact -> fact.startsWith("role/ci "));
    }

    @Test
    void aRoleOfAnotherAccountIsNotTheOneOfTheSameNameHere() {
        MappingRule theirAdmin = new MappingRule.Role("arn:aws:iam::210987654321:role/admin", "admin",
                List.of("system:masters"), PLACE);
        MappingRule theirCi = new MappingRule.Role("arn:aws:iam::210987654321:role/ci", "ci", List.of(), PLACE);
        MappingRule theirEve = new MappingRule.User("arn:aws:iam::210987654321:user/eve", "eve", List.of(), PLACE);
        Iam iam = new Iam(Map.of("ci", trust("{}"), "admin", trust("\"*\"")), Set.of("eve"),
                Set.of("role/ci sts:AssumeRole role/admin", "user/eve sts:AssumeRole role/admin",
                        "role/ci iam:UpdateAssumeRolePolicy role/admin"));

        assertThat(asked(iam, theirAdmin, CI))
                .containsExactly("arn:aws:iam::210987654321:role/admin is no role of the account that was asked");
        assertThat(asked(iam, ADMIN, theirCi, theirEve)).containsExactly("role/admin may be assumed by anybody in AWS");
    }

    @Test
    void whoMayMakeKeysOfAUserCanBecomeThem() {
        Iam iam = new Iam(Map.of("ci", trust("{}")), Set.of("eve"), Set.of("role/ci iam:CreateAccessKey user/eve"));

        assertThat(asked(iam, ROOTLIKE, CI)).containsExactly("role/ci can become " + ACCOUNT
                + "user/eve: iam:CreateAccessKey");
    }

    @Test
    void whoMayStartInstancesWithARoleCanBecomeIt() {
        Iam iam = new Iam(Map.of("ci", trust("{}"), "admin", trust("{\"Service\":\"ec2.amazonaws.com\"}")), Set.of(),
                Set.of("role/ci iam:PassRole role/admin", "role/ci ec2:RunInstances *"));

        assertThat(asked(iam, ADMIN, CI)).contains("role/ci can become " + ACCOUNT
                + "role/admin: iam:PassRole with ec2:RunInstances");
    }

    @Test
    void anIamThatRefusesIsAskedOnceAndThatIsSaid() {
        AwsFailure denied = new AwsFailure(AwsFailure.Kind.DENIED, "You may not iam:GetRole.", "");
        int[] questions = new int[1];
        IamPrincipals refusing = new IamPrincipals() {
            @Override
            public AwsAnswer<Optional<Role>> role(String name) {
                questions[0]++;
                return new AwsAnswer.Failed<>(denied);
            }

            @Override
            public AwsAnswer<Optional<String>> user(String name) {
                questions[0]++;
                return new AwsAnswer.Failed<>(denied);
            }

            @Override
            public AwsAnswer<Boolean> mayDo(String arn, String action, String resource) {
                questions[0]++;
                return new AwsAnswer.Failed<>(denied);
            }
        };
        List<MappingRule> rules = List.of(ADMIN, CI, ROOTLIKE);
        WhoCanAnswer answer = Auditor.over(rules, RbacSnapshot.empty(), ClusterTraits.EKS).whoCan(WANTED, 0);

        IamSide.Report report = IamSide.ask(answer, rules, refusing, NOBODY_ELSE, "*", _ -> {});

        assertThat(questions[0]).isEqualTo(1);
        assertThat(report.unasked()).containsExactly("IAM did not answer all: You may not iam:GetRole.");
    }
}
