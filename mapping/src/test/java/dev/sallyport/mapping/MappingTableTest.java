package dev.sallyport.mapping;

import dev.sallyport.identity.CallerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static dev.sallyport.mapping.Callers.session;
import static dev.sallyport.mapping.Callers.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MappingTableTest {

    private static final String INSTANCE = "i-0123456789abcdef0";
    private static final String DNS_NAME = "ip-192-168-12-34.ap-northeast-2.compute.internal";
    private static final PrivateDnsNames DNS = id -> id.equals(INSTANCE) ? Optional.of(DNS_NAME) : Optional.empty();

    private static MappingTable table(String mapRoles) {
        return MappingTable.of(List.of(AwsAuth.parse(Map.of("mapRoles", mapRoles)).referenceReading()));
    }

    private static MappingTable table(RuleSet... sources) {
        return MappingTable.of(List.of(sources));
    }

    private static RulePlace at(String source) {
        return new RulePlace(source, "", 0);
    }

    private static String arn(String resource) {
        return "arn:aws:iam::" + Callers.ACCOUNT + ":" + resource;
    }

    private static MappingResult.Mapped mapped(MappingTable table, CallerIdentity caller) {
        MappingResult result = table.lookup(caller, DNS);
        assertThat(result).isInstanceOf(MappingResult.Mapped.class);
        return (MappingResult.Mapped) result;
    }

    private static String username(MappingTable table, CallerIdentity caller) {
        return mapped(table, caller).user().username();
    }

    @ParameterizedTest
    @ValueSource(strings = {"adm\u0130n", "ADM\u0130N", "Admin"})
    void aLettersCaseIsFoldedByItselfAsOnEks(String written) {
        MappingTable table = table("- rolearn: " + arn("role/" + written) + "\n  username: somebody\n");

        assertThat(username(table, session("admin", "s"))).isEqualTo("somebody");
    }

    @Test
    void aRoleBecomesItsUserWithGroupsUidAndExtra() {
        MappingTable table = table("""
                - rolearn: arn:aws:iam::123456789012:role/testrole
                  username: testrole
                  groups:
                  - dev-admins
                """);

        MappingResult.Mapped result = mapped(table, session("testrole", "ci"));

        assertThat(result.user()).isEqualTo(
                new KubernetesUser("testrole", "aws-iam-authenticator:123456789012:AROAEXAMPLE", List.of("dev-admins"),
                        Map.of("arn", List.of("arn:aws:sts::123456789012:assumed-role/testrole/ci"), "canonicalArn",
                                List.of(arn("role/testrole")), "sessionName", List.of("ci"), "accessKeyId",
                                List.of("ASIAEXAMPLE"), "principalId", List.of("AROAEXAMPLE"),
                                "sigs.k8s.io/aws-iam-authenticator/principalId", List.of("AROAEXAMPLE"))));
        assertThat(result.rule().place()).hasToString("aws-auth mapRoles:1");
    }

    @Test
    void anIamUserHasAnEmptySessionName() {
        RuleSet users = AwsAuth.parse(Map.of("mapUsers", "- {userarn: '" + arn("user/me") + "', username: me}"))
                .referenceReading();

        assertThat(mapped(table(users), user("me")).user().extra()).containsEntry("sessionName", List.of(""))
                .containsEntry("principalId", List.of("AIDAEXAMPLE"));
    }

    @Test
    void aRoleArnWithAPathNeverMatches() {
        MappingTable table = table("- {rolearn: '" + arn("role/team/dev") + "', username: dev}\n");

        assertThat(table.lookup(session("dev", "me"), DNS)).isInstanceOf(MappingResult.Unmapped.class);
    }

    @Test
    void aRoleAndAUserOfOneNameAreTwo() {
        MappingTable table = table("- {rolearn: '" + arn("role/dev") + "', username: dev}\n");

        assertThat(table.lookup(user("dev"), DNS)).isInstanceOf(MappingResult.Unmapped.class);
    }

    @Test
    void aUsersArnAmongTheRolesMatches() {
        assertThat(username(table("- {rolearn: '" + arn("user/dev") + "', username: dev}\n"), user("dev")))
                .isEqualTo("dev");
    }

    @Test
    void ofTwoRulesForOneArnTheLastWins() {
        MappingTable table = table("- {rolearn: '" + arn("role/dev") + "', username: first}\n- {rolearn: '"
                + arn("role/DEV") + "', username: last}\n");

        assertThat(username(table, session("dev", "me"))).isEqualTo("last");
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.rules()).singleElement().extracting(rule -> rule.place().line()).isEqualTo(2);
    }

    @Test
    void ofOneArnInBothSectionsTheRoleWins() {
        RuleSet both = AwsAuth.parse(Map.of("mapRoles", "- {rolearn: '" + arn("user/dev") + "', username: role}",
                "mapUsers", "- {userarn: '" + arn("user/dev") + "', username: user}")).referenceReading();

        assertThat(username(table(both), user("dev"))).isEqualTo("role");
    }

    @Test
    void theFirstSourceThatKnowsThePrincipalDecides() {
        RuleSet first = new RuleSet("first",
                List.of(new MappingRule.Role(arn("role/a"), "first", List.of(), at("first"))));
        RuleSet second = new RuleSet("second",
                List.of(new MappingRule.Role(arn("role/a"), "second", List.of(), at("second")),
                        new MappingRule.Role(arn("role/b"), "second", List.of(), at("second"))));
        MappingTable table = table(first, second);

        assertThat(username(table, session("a", "me"))).isEqualTo("first");
        assertThat(username(table, session("b", "me"))).isEqualTo("second");
    }

    @Test
    void accountsAreCheckedWithinEachSourceAfterItsOwnLookup() {
        RuleSet first = new RuleSet("first", List.of(new MappingRule.Account(Callers.ACCOUNT, at("first")),
                new MappingRule.Role(arn("role/a"), "a", List.of("g"), at("first"))));
        RuleSet second = new RuleSet("second",
                List.of(new MappingRule.Role(arn("role/b"), "b", List.of("g"), at("second"))));
        MappingTable table = table(first, second);

        assertThat(username(table, session("a", "me"))).isEqualTo("a");
        MappingResult.Mapped byAccount = mapped(table, session("b", "me"));
        assertThat(byAccount.user().username()).isEqualTo(arn("role/b"));
        assertThat(byAccount.user().groups()).isEmpty();
        assertThat(byAccount.rule()).isInstanceOf(MappingRule.Account.class);
    }

    @Test
    void anExactArnComesBeforeAPatternAndAPatternBeforeAnAccount() {
        RulePlace place = at("s");
        RuleSet rules = new RuleSet("s", List.of(new MappingRule.Account(Callers.ACCOUNT, place),
                new MappingRule.ArnPattern(arn("role/AWSReservedSSO_View_*"), "pattern", List.of(), place),
                new MappingRule.User(arn("role/AWSReservedSSO_View_1"), "exact", List.of(), place)));
        MappingTable table = table(rules);

        assertThat(username(table, session("AWSReservedSSO_View_1", "me"))).isEqualTo("exact");
        assertThat(username(table, session("AWSReservedSSO_View_2", "me"))).isEqualTo("pattern");
        assertThat(username(table, session("AWSReservedSSO_Other_2", "me"))).isEqualTo(
                arn("role/AWSReservedSSO_Other_2"));
    }

    @Test
    void ofSeveralPatternsTheMostExplicitWinsThenTheLast() {
        RulePlace place = at("s");
        RuleSet rules = new RuleSet("s",
                List.of(new MappingRule.ArnPattern(arn("role/AWSReservedSSO_View_*"), "long", List.of(), place),
                        new MappingRule.ArnPattern(arn("role/*_1"), "first", List.of(), place),
                        new MappingRule.ArnPattern(arn("role/*1"), "last", List.of(), place)));
        MappingTable table = table(rules);

        assertThat(username(table, session("AWSReservedSSO_View_1", "me"))).isEqualTo("long");
        assertThat(username(table, session("AWSReservedSSO_Edit_1", "me"))).isEqualTo("last");
    }

    static Stream<Arguments> templates() {
        return Stream.of(arguments("plain", "plain"), arguments("{{AccountID}}", "123456789012"),
                arguments("{{SessionName}}", "me-example.com"), arguments("{{SessionNameRaw}}", "me@example.com"),
                arguments("{{AccessKeyID}}", "ASIAEXAMPLE"),
                arguments("a{{AccountID}}b{{SessionName}}c", "a123456789012bme-example.comc"),
                arguments("{{{{AccountID}}}}", "{{123456789012}}"), arguments("{{accountid}}", "{{accountid}}"),
                arguments("{{ AccountID }}", "{{ AccountID }}"), arguments("{{Session}}", "{{Session}}"),
                arguments("$1\\", "$1\\"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templatesAreFilledInNamesAndGroups(String template, String filled) {
        RuleSet rules = new RuleSet("s",
                List.of(new MappingRule.Role(arn("role/dev"), template, List.of(template), at("s"))));

        KubernetesUser user = mapped(table(rules), session("dev", "me@example.com")).user();

        assertThat(user.username()).isEqualTo(filled);
        assertThat(user.groups()).containsExactly(filled);
    }

    @Test
    void aSessionNameThatIsATemplateStaysText() {
        MappingTable table = table("- {rolearn: '" + arn("role/dev") + "', username: 'dev:{{SessionName}}'}\n");

        assertThat(username(table, session("dev", "{{AccessKeyID}}"))).isEqualTo("dev:{{AccessKeyID}}");
    }

    private static MappingTable nodes() {
        return table("""
                - groups: [system:bootstrappers, system:nodes]
                  rolearn: arn:aws:iam::123456789012:role/eks-node-role
                  username: system:node:{{EC2PrivateDNSName}}
                """);
    }

    @Test
    void aNodeIsNamedAfterItsInstance() {
        KubernetesUser node = mapped(nodes(), session("eks-node-role", INSTANCE)).user();

        assertThat(node.username()).isEqualTo("system:node:" + DNS_NAME);
        assertThat(node.groups()).containsExactly("system:bootstrappers", "system:nodes");
    }

    @Test
    void ec2IsAskedOnceAndOnlyForAnInstancesId() {
        List<String> asked = new ArrayList<>();
        PrivateDnsNames counting = id -> {
            asked.add(id);
            return Optional.of(DNS_NAME);
        };
        MappingTable table = table("- {rolearn: '" + arn("role/n")
                + "', username: 'x:{{EC2PrivateDNSName}}', groups: ['g:{{EC2PrivateDNSName}}', h]}\n");

        for (String session : List.of("me", "i-0123456789abcdef", "i-0123456789abcdef01", "I-0123456789abcdef0",
                INSTANCE + "\n", "i-0123456789abcdeé0")) {
            assertThat(table.lookup(session("n", session), counting)).as(session)
                    .isInstanceOf(MappingResult.Unfillable.class);
        }
        assertThat(asked).isEmpty();
        assertThat(table.lookup(session("n", INSTANCE), counting)).isInstanceOf(MappingResult.Mapped.class);
        assertThat(table.lookup(session("n", "i-12345678"), counting)).isInstanceOf(MappingResult.Mapped.class);
        assertThat(asked).containsExactly(INSTANCE, "i-12345678");
    }

    @Test
    void aSessionThatIsNoInstancesIsRefusedAndSaysWhy() {
        assertThat(nodes().lookup(session("eks-node-role", "me"), DNS))
                .isInstanceOfSatisfying(MappingResult.Unfillable.class, refused -> {
                    assertThat(refused.problem()).contains("named after an instance", "\"me\"");
                    assertThat(refused.rule().place()).hasToString("aws-auth mapRoles:1");
                });
    }

    @Test
    void anInstanceThatEc2DoesNotKnowIsRefused() {
        assertThat(nodes().lookup(session("eks-node-role", "i-00000000"), DNS))
                .isInstanceOfSatisfying(MappingResult.Unfillable.class, refused -> assertThat(refused.problem())
                        .isEqualTo("EC2 knows no private DNS name of the instance i-00000000"));
    }

    @Test
    void whenEc2CannotBeAskedNobodyKnows() {
        PrivateDnsNames down = _ -> {
            throw new PrivateDnsNames.UnavailableException("EC2 did not answer");
        };

        assertThat(nodes().lookup(session("eks-node-role", INSTANCE), down)).isInstanceOfSatisfying(
                MappingResult.Unavailable.class,
                unknown -> assertThat(unknown.problem()).isEqualTo("EC2 did not answer"));
    }

    @Test
    void aRefusedRuleDoesNotFallThroughToTheNextSource() {
        RuleSet creator = FixedMappingSource.clusterCreator(arn("role/eks-node-role")).rules();
        MappingTable table = table(AwsAuth
                .parse(Map.of("mapRoles",
                        "- {rolearn: '" + arn("role/eks-node-role") + "', username: '{{EC2PrivateDNSName}}'}"))
                .referenceReading(), creator);

        assertThat(table.lookup(session("eks-node-role", "me"), DNS)).isInstanceOf(MappingResult.Unfillable.class);
    }

    @Test
    void aScrubbedAccountHasNeitherUidNorExtra() {
        RuleSet rules = AwsAuth.parse(Map.of("mapAccounts", "- \"123456789012\"")).referenceReading();
        MappingTable table = MappingTable.of(List.of(rules), new MappingSettings(Set.of(Callers.ACCOUNT), Map.of()));

        KubernetesUser user = mapped(table, session("dev", "me")).user();

        assertThat(user.uid()).isEqualTo("aws-iam-authenticator:administrative:" + arn("role/dev"));
        assertThat(user.extra()).isEmpty();
        assertThat(table.isScrubbed(Callers.ACCOUNT)).isTrue();
    }

    @Test
    void aReservedPrefixIsRefusedInTheSourcesItIsSetFor() {
        RuleSet file = new RuleSet("file",
                List.of(new MappingRule.Role(arn("role/a"), "{{SessionName}}", List.of(), at("file"))));
        RuleSet map = new RuleSet("map",
                List.of(new MappingRule.Role(arn("role/b"), "{{SessionName}}", List.of(), at("map"))));
        MappingTable table = MappingTable.of(List.of(file, map),
                new MappingSettings(Set.of(), Map.of("file", List.of("", "kube-"))));

        assertThat(table.lookup(session("a", "kube-me"), DNS)).isInstanceOfSatisfying(MappingResult.Unfillable.class,
                refused -> assertThat(refused.problem())
                        .isEqualTo("the user name \"kube-me\" begins with \"kube-\", which is reserved"));
        assertThat(username(table, session("a", "me"))).isEqualTo("me");
        assertThat(username(table, session("b", "kube-me"))).isEqualTo("kube-me");
    }

    @Test
    void anEmptyTableMapsNobody() {
        assertThat(table().lookup(user("me"), DNS)).isInstanceOf(MappingResult.Unmapped.class);
        assertThat(table().size()).isZero();
    }

    private static MappingTable tableOf(int rules) {
        List<MappingRule> all = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            RulePlace place = new RulePlace("s", "mapRoles", i + 1);
            all.add(new MappingRule.Role(arn("role/r" + i), "r" + i, List.of(), place));
            all.add(new MappingRule.User(arn("user/u" + i), "u" + i, List.of(), place));
            all.add(new MappingRule.Account("9" + i, place));
            all.add(new MappingRule.ArnPattern(arn("role/AWSReservedSSO_P%06d_*".formatted(i)), "p" + i, List.of(),
                    place));
        }
        return table(new RuleSet("s", all));
    }

    @Test
    void aLookupTakesTheSameStepsHoweverManyRulesThereAre() {
        MappingTable few = tableOf(10);
        MappingTable many = tableOf(25_000);

        assertThat(many.size()).isEqualTo(100_000);
        for (CallerIdentity caller : List.of(session("r7", "me"), user("u7"), session("AWSReservedSSO_P000007_1", "me"),
                session("nobody", "me"))) {
            assertThat(many.steps(caller)).as(caller.arn().toString()).isEqualTo(few.steps(caller))
                    .isLessThanOrEqualTo(5);
        }
        assertThat(username(many, session("AWSReservedSSO_P024999_1", "me"))).isEqualTo("p24999");
    }
}
