package dev.sallyport.access.whocan;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.ClusterTraits;
import dev.sallyport.rbac.whocan.Reach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who can, down to IAM, held against signing in as every principal with every session name, in 500 worlds. A world that
 * breaks the law is named by its seed.
 */
class AuditorLawsTest {

    private static final int WORLDS = 500;
    private static final String ACCOUNT = "111111111111";
    private static final List<String> SESSIONS = List.of("ana", "bob", "ops", "nobody-knows-me");
    private static final List<String> TEMPLATES = List.of("ana", "{{SessionName}}", "dev:{{SessionName}}",
            "dev:{{SessionNameRaw}}", "x-{{AccountID}}", "{{SessionName}}-{{SessionName}}", "bob");
    private static final List<String> GROUPS = List.of("ops", "devs", "team-{{SessionName}}", "system:masters", "none");
    private static final List<String> USERS = List.of("ana", "bob", "dev:ana", "dev:bob", "x-" + ACCOUNT, "ops-ops",
            "arn:aws:iam::" + ACCOUNT + ":user/eve", "arn:aws:iam::" + ACCOUNT + ":role/r1");
    private static final List<String> BOUND_GROUPS = List.of("ops", "devs", "team-ana", "team-ops",
            "system:authenticated");
    private static final AccessRequest WANTED = new AccessRequest.Resource("delete", "", "secrets", "", "", "prod");

    private final Map<String, Integer> met = new HashMap<>();
    private MappingTable current = MappingTable.of(List.of());

    @Test
    void everyPrincipalThatCanIsNamedAndNoOther() {
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            RbacSnapshot rbac = rbac(random);
            current = MappingTable.of(List.of(new RuleSet("aws-auth", rules(random))));
            WhoCanAnswer answer = Auditor.over(current.rules(), rbac, ClusterTraits.EKS).whoCan(WANTED, 1);

            assertThat(said(answer)).as("seed %s", seed).isEqualTo(tried(rbac));
        }

        assertThat(met.getOrDefault("direct", 0)).isGreaterThan(50);
        assertThat(met.getOrDefault("steps", 0)).isGreaterThan(50);
        assertThat(met.getOrDefault("never", 0)).isGreaterThan(50);
    }

    @Test
    void asManyMoreAreCountedInANamespaceAsTheAnswerThereNamesWhoMayNotEverywhere() {
        AccessRequest.Resource everywhere = new AccessRequest.Resource("delete", "", "secrets", "", "", "");
        int counted = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            RbacSnapshot rbac = rbac(random);
            Auditor auditor = Auditor.over(MappingTable.of(List.of(new RuleSet("aws-auth", rules(random)))).rules(),
                    rbac, ClusterTraits.EKS);
            List<Party> already = auditor.whoCan(everywhere, 0).direct().stream().map(WhoCanAnswer.Direct::party)
                    .toList();
            RbacAuthorizer authorizer = RbacAuthorizer.over(rbac);
            SortedMap<String, Integer> expected = new TreeMap<>();
            for (String namespace : List.of("prod", "test")) {
                long more = auditor.whoCan(new AccessRequest.Resource("delete", "", "secrets", "", "", namespace), 0)
                        .direct().stream().map(WhoCanAnswer.Direct::party).filter(party -> !already.contains(party))
                        .filter(party -> !authorizer.decide(user(party), everywhere).allowed()).count();
                if (more > 0) {
                    expected.put(namespace, (int) more);
                }
            }

            assertThat(auditor.moreInNamespaces(everywhere)).as("seed %s", seed).isEqualTo(expected);
            counted += expected.size();
        }
        assertThat(counted).isGreaterThan(50);
    }

    /** Somebody as the authorizer sees them; of those whom bindings name, what they are called by there. */
    private static RbacUser user(Party party) {
        return switch (party) {
            case Party.Mapped(MappingRule _, Guise guise) -> guise.user();
            case Party.ServiceAccount(String namespace, String name) ->
                new RbacUser(Subject.ServiceAccount.userName(namespace, name), List.of("system:serviceaccounts",
                        "system:serviceaccounts:" + namespace, "system:authenticated"));
            case Party.NamedUser(String name) -> new RbacUser(name, List.of());
            case Party.NamedGroup(String name) -> new RbacUser("", List.of(name));
            case Party.Everybody(String group) -> new RbacUser("", List.of(group));
        };
    }

    /** Every principal signs in, and tries. */
    private Set<String> tried(RbacSnapshot rbac) {
        Set<String> can = new TreeSet<>();
        RbacAuthorizer authorizer = RbacAuthorizer.over(rbac);
        for (CallerIdentity caller : callers()) {
            if (current.lookup(caller, PrivateDnsNames.NONE) instanceof MappingResult.Mapped(var user, var _)) {
                List<String> groups = new ArrayList<>(user.groups());
                groups.add("system:authenticated");
                RbacUser them = new RbacUser(user.username(), groups);
                boolean direct = authorizer.decide(them, WANTED).allowed();
                boolean steps = !direct
                        && !Reach.over(rbac, ClusterTraits.EKS).to(WANTED, 1).routesOf(them).isEmpty();
                met.merge(direct ? "direct" : steps ? "steps" : "never", 1, Integer::sum);
                if (direct || steps) {
                    can.add(caller.arn() + (direct ? " can" : " can in steps"));
                }
            }
        }
        return can;
    }

    /** Every principal that the answer's parties stand for. */
    private Set<String> said(WhoCanAnswer answer) {
        Set<String> can = new TreeSet<>();
        boolean everybody = answer.direct().stream().anyMatch(AuditorLawsTest::isEverybody);
        boolean everybodyInSteps = answer.indirect().stream().anyMatch(
                each -> each.party() instanceof Party.Everybody(String group) && group.equals("system:authenticated"));
        for (CallerIdentity caller : callers()) {
            boolean direct = answer.direct().stream().anyMatch(each -> isOf(each.party(), caller));
            boolean steps = answer.indirect().stream().anyMatch(each -> isOf(each.party(), caller));
            boolean in = isLetIn(caller);
            if (direct || (everybody && in)) {
                can.add(caller.arn() + " can");
            } else if (steps || (everybodyInSteps && in)) {
                can.add(caller.arn() + " can in steps");
            }
        }
        return can;
    }

    private boolean isLetIn(CallerIdentity caller) {
        return current.lookup(caller, PrivateDnsNames.NONE) instanceof MappingResult.Mapped;
    }

    private static boolean isEverybody(WhoCanAnswer.Direct each) {
        return each.party() instanceof Party.Everybody(String group) && group.equals("system:authenticated");
    }

    private boolean isOf(Party party, CallerIdentity caller) {
        if (!(party instanceof Party.Mapped(MappingRule rule, Guise guise))
                || !(current.lookup(caller, PrivateDnsNames.NONE) instanceof MappingResult.Mapped(var user, var by))
                || !by.equals(rule)) {
            return false;
        }
        if (guise.chosen().isEmpty()) {
            return true;
        }
        return guise.chosen().equals(Optional.of("being " + user.username()))
                || guise.chosen().equals(Optional.of("with a session named " + caller.sessionName()));
    }

    private static List<CallerIdentity> callers() {
        List<CallerIdentity> callers = new ArrayList<>();
        for (String role : List.of("r1", "r2", "r3")) {
            for (String session : SESSIONS) {
                callers.add(CallerIdentity.of(
                        Arn.parse("arn:aws:sts::" + ACCOUNT + ":assumed-role/" + role + "/" + session), ACCOUNT,
                        "AROAEXAMPLE:" + session, "ASIAEXAMPLE"));
            }
        }
        for (String user : List.of("eve", "u1")) {
            callers.add(CallerIdentity.of(Arn.parse("arn:aws:iam::" + ACCOUNT + ":user/" + user), ACCOUNT,
                    "AIDAEXAMPLE", "AKIAEXAMPLE"));
        }
        return callers;
    }

    private static List<MappingRule> rules(Random random) {
        List<MappingRule> rules = new ArrayList<>();
        RulePlace place = new RulePlace("aws-auth", "mapRoles", 1);
        for (String role : List.of("r1", "r2", "r3")) {
            if (random.nextInt(3) > 0) {
                rules.add(new MappingRule.Role("arn:aws:iam::" + ACCOUNT + ":role/" + role, of(random, TEMPLATES),
                        random.nextBoolean() ? List.of() : List.of(of(random, GROUPS), of(random, GROUPS)), place));
            }
        }
        if (random.nextBoolean()) {
            rules.add(new MappingRule.User("arn:aws:iam::" + ACCOUNT + ":user/u1", of(random, USERS),
                    List.of(of(random, GROUPS)), place));
        }
        if (random.nextInt(3) == 0) {
            rules.add(new MappingRule.Account(ACCOUNT, place));
        }
        return rules;
    }

    private static RbacSnapshot rbac(Random random) {
        List<Role> roles = List.of(
                new Role("", "deleter",
                        List.of(PolicyRule.resources(List.of("delete"), List.of(""), List.of("secrets")))),
                new Role("", "starter", List.of(PolicyRule.resources(List.of("create"), List.of(""), List.of("pods")))),
                new Role("", "imp", List.of(new PolicyRule(List.of("impersonate"), List.of(""), List.of("users"),
                        List.of("ana", "bob"), List.of()))),
                new Role("", "reader", List.of(PolicyRule.resources(List.of("get"), List.of(""), List.of("pods")))));
        List<Binding> bindings = new ArrayList<>();
        for (int i = random.nextInt(7); i >= 0; i--) {
            List<Subject> subjects = new ArrayList<>();
            for (int s = random.nextInt(2); s >= 0; s--) {
                subjects.add(switch (random.nextInt(5)) {
                    case 0, 1 -> new Subject.User(of(random, USERS));
                    case 2, 3 -> new Subject.Group(random.nextInt(10) == 0
                            ? "system:authenticated"
                            : of(random, BOUND_GROUPS.subList(0, 4)));
                    default -> new Subject.ServiceAccount("prod", "bot");
                });
            }
            bindings.add(new Binding(random.nextBoolean() ? "" : random.nextInt(3) == 0 ? "test" : "prod", "b" + i,
                    RoleRef.clusterRole(of(random, List.of("deleter", "starter", "imp", "reader", "gone"))), subjects));
        }
        return new RbacSnapshot(roles, bindings);
    }

    private static <T> T of(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
