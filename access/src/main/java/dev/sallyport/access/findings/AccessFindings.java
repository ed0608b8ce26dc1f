package dev.sallyport.access.findings;

import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.ClusterTraits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is dangerous, and what is in vain, over one map and one cluster's roles and bindings. */
public final class AccessFindings {

    private static final AccessRequest EVERYTHING = new AccessRequest.Resource("*", "*", "*", "", "", "");
    private static final int STEPS = 2; // before the request; longer ways are for who-can

    private AccessFindings() {}

    /**
     * What is looked at.
     *
     * @param rules of the map; empty where it could not be seen, and then nothing is said of who is in no group
     * @param serviceAccounts those that there are; empty where they could not be seen
     */
    public record Scene(Optional<List<MappingRule>> rules, RbacSnapshot rbac,
            Optional<Set<Subject.ServiceAccount>> serviceAccounts, ClusterTraits traits) {
        public Scene {
            rules = rules.map(List::copyOf);
            serviceAccounts = serviceAccounts.map(Set::copyOf);
        }
    }

    /** Who may do everything, or gets there in few steps. */
    public static WhoCanAnswer administrators(Auditor auditor) {
        return auditor.whoCan(EVERYTHING, STEPS);
    }

    /** The findings: by code, the gravest first, and for each code in the order of the map and of the bindings. */
    public static List<AccessFinding> of(Scene scene) {
        Auditor auditor = Auditor.over(scene.rules().orElse(List.of()), scene.rbac(), scene.traits());
        return of(scene, auditor, administrators(auditor));
    }

    /**
     * The same where a good part of the work is done already.
     *
     * @param auditor over the scene
     * @param administrators as {@link #administrators} says
     */
    public static List<AccessFinding> of(Scene scene, Auditor auditor, WhoCanAnswer administrators) {
        List<MappingRule> rules = scene.rules().orElse(List.of());
        List<AccessFinding> found = new ArrayList<>();
        found.addAll(BindingJudge.judge(scene, auditor));
        found.addAll(RoleJudge.judge(scene.rbac()));
        found.addAll(PowerJudge.judge(scene, auditor, administrators));
        rules.stream().filter(MappingRule.Account.class::isInstance)
                .forEach(rule -> found.add(new AccessFinding(AccessFindingCode.ACCOUNT, new About.Rule(rule),
                        "everybody in the account " + rule.subject() + " is let in, under their own ARN",
                        "Map the roles and users that are meant. Whoever may make a user or a role there is in, too.")));
        found.sort(Comparator.comparing(AccessFinding::code));
        return found;
    }
}
