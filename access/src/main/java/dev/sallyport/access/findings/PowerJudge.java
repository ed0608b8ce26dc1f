package dev.sallyport.access.findings;

import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.Party;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.whocan.Step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges who has or can get the most. */
final class PowerJudge {

    private static final AccessRequest EVERYTHING = new AccessRequest.Resource("*", "*", "*", "", "", "");
    private static final AccessRequest ALL_SECRETS = new AccessRequest.Resource("list", "", "secrets", "", "", "");
    private static final int STEPS = 2; // before the request; longer ways are for who-can

    private final Auditor auditor;
    private final List<AccessFinding> found = new ArrayList<>();
    private final Set<Party> administrators = new HashSet<>();

    private PowerJudge(Auditor auditor) {
        this.auditor = auditor;
    }

    static List<AccessFinding> judge(Auditor auditor) {
        PowerJudge judge = new PowerJudge(auditor);
        WhoCanAnswer answer = auditor.whoCan(EVERYTHING, STEPS);
        answer.direct().stream().filter(each -> !each.isKubernetesOwn()).forEach(judge::administrator);
        answer.indirect().stream().filter(each -> !each.isKubernetesOwn()).forEach(judge::climber);
        judge.readers();
        return judge.found;
    }

    private void administrator(WhoCanAnswer.Direct direct) {
        administrators.add(direct.party());
        switch (direct.party()) {
            case Party.Mapped(var rule, var guise) -> {
                boolean masters = direct.chains().stream().anyMatch(Decision.Chain.ByMasters.class::isInstance);
                String chosen = guise.chosen().map(words -> ", " + words).orElse("");
                found.add(masters
                        ? new AccessFinding(AccessFindingCode.MASTERS, rule.place().toString(),
                                rule.subject() + " is in system:masters" + chosen,
                                "Map it to a group of your own that is bound to what it needs, cluster-admin at most: no"
                                        + " role and no binding can take anything from system:masters.")
                        : new AccessFinding(AccessFindingCode.ADMIN, rule.place().toString(),
                                rule.subject() + " may do everything" + chosen + ", by " + by(direct),
                                "Bind it to what it does. Keep one such rule for emergencies, and somebody watching"
                                        + " it."));
            }
            case Party.ServiceAccount(String namespace, String name) ->
                found.add(new AccessFinding(AccessFindingCode.SA_ADMIN, "service account " + namespace + "/" + name,
                        "it may do everything, by " + by(direct),
                        "Bind it to what it does: whoever may start a Pod in " + namespace
                                + " is administrator, too."));
            case Party.NamedUser _,Party.NamedGroup _,Party.Everybody _ -> {
                // found as R-NOBODY, R-EVERYBODY or R-ANONYMOUS, by the binding that says so
            }
        }
    }

    private static String by(WhoCanAnswer.Direct direct) {
        return direct.chains().stream().flatMap(chain -> chain instanceof Decision.Chain.ByBinding binding
                ? Stream.of(binding.binding().isClusterRoleBinding()
                        ? "ClusterRoleBinding " + binding.binding().name()
                        : "RoleBinding " + binding.binding().namespace() + "/" + binding.binding().name())
                : Stream.empty()).distinct().collect(Collectors.joining(" and "));
    }

    private void climber(WhoCanAnswer.Indirect indirect) {
        WhoCanAnswer.Way way = indirect.ways().getFirst();
        String steps = way.route().steps().stream().map(PowerJudge::words).collect(Collectors.joining(", then "));
        found.add(new AccessFinding(AccessFindingCode.ESCALATION, place(indirect.party()),
                who(indirect.party()) + " can do everything in " + (way.route().steps().size() + 1) + " steps: "
                        + steps,
                "Take away the step: sallyport who-can '*' '*' --steps " + (way.route().steps().size() + 1)
                        + " shows what it needs and which binding gives it."));
    }

    private static String words(Step step) {
        return step.technique().deed() + ", to " + step.gain().words();
    }

    private void readers() {
        auditor.whoCan(ALL_SECRETS, 0).direct().stream()
                .filter(each -> !each.isKubernetesOwn() && !administrators.contains(each.party()))
                .filter(each -> !(each.party() instanceof Party.Everybody))
                .forEach(each -> found.add(new AccessFinding(AccessFindingCode.SECRETS, place(each.party()),
                        who(each.party()) + " reads the Secrets of all namespaces, by " + by(each),
                        "Bind it in the namespaces that it works in, or to the Secrets by name. Tokens of service"
                                + " accounts may lie in Secrets.")));
    }

    private static String place(Party party) {
        return party instanceof Party.Mapped(var rule, var _) ? rule.place().toString() : who(party);
    }

    private static String who(Party party) {
        return switch (party) {
            case Party.Mapped(var rule, var guise) ->
                rule.subject() + guise.chosen().map(words -> ", " + words + ",").orElse("");
            case Party.ServiceAccount(String namespace, String name) -> "service account " + namespace + "/" + name;
            case Party.NamedUser(String name) -> "user " + name;
            case Party.NamedGroup(String name) -> "group " + name;
            case Party.Everybody everybody -> everybody.words();
        };
    }
}
