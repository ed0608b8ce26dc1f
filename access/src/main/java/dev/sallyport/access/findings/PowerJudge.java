package dev.sallyport.access.findings;

import dev.sallyport.access.findings.AccessFindings.Scene;
import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.Party;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges who has or can get the most. */
final class PowerJudge {

    private static final List<String> READING = List.of("list", "watch", "get"); // each gives the content
    private static final Subject ANONYMOUS = new Subject.User("system:anonymous");

    private final Scene scene;
    private final Auditor auditor;
    private final List<AccessFinding> found = new ArrayList<>();
    private final Set<Party> administrators = new HashSet<>();

    private PowerJudge(Scene scene, Auditor auditor) {
        this.scene = scene;
        this.auditor = auditor;
    }

    static List<AccessFinding> judge(Scene scene, Auditor auditor, WhoCanAnswer answer) {
        PowerJudge judge = new PowerJudge(scene, auditor);
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
                        ? new AccessFinding(AccessFindingCode.MASTERS, about(direct.party()),
                                rule.subject() + " is in system:masters" + chosen,
                                "Map it to a group of your own that is bound to what it needs, cluster-admin at most: no"
                                        + " role and no binding can take anything from system:masters.")
                        : new AccessFinding(AccessFindingCode.ADMIN, about(direct.party()),
                                rule.subject() + " may do everything" + chosen + ", by " + by(direct.chains()),
                                "Bind it to what it does. Keep one such rule for emergencies, and somebody watching"
                                        + " it."));
            }
            case Party.ServiceAccount(String namespace, String _) ->
                found.add(new AccessFinding(AccessFindingCode.SA_ADMIN, about(direct.party()),
                        "it may do everything, by " + by(direct.chains()),
                        "Bind it to what it does: whoever may start a Pod in " + namespace
                                + " is administrator, too."));
            case Party.NamedUser(String name) -> unmapped(direct, new Subject.User(name));
            case Party.NamedGroup(String name) -> unmapped(direct, new Subject.Group(name));
            case Party.Everybody _ -> {
                // found as R-EVERYBODY, R-SA-GROUP or R-ANONYMOUS, by the binding that says so
            }
        }
    }

    /** What is found as R-NOBODY or R-ANONYMOUS, by the binding that says so, is not found again. */
    private void unmapped(WhoCanAnswer.Direct direct, Subject subject) {
        if (!BindingJudge.isNobody(scene, subject) && !subject.equals(ANONYMOUS)) {
            found.add(new AccessFinding(AccessFindingCode.ADMIN, about(direct.party()),
                    "it may do everything, by " + by(direct.chains()),
                    "Find out who comes in as it: no rule that was read says so. Leave what Kubernetes or EKS bound"
                            + " themselves, and bind anything else to what it does."));
        }
    }

    private static String by(Collection<Decision.Chain> chains) {
        return chains.stream().flatMap(chain -> chain instanceof Decision.Chain.ByBinding binding
                ? Stream.of(ObjectKey.of(binding.binding()).toString())
                : Stream.empty()).distinct().collect(Collectors.joining(" and "));
    }

    private void climber(WhoCanAnswer.Indirect indirect) {
        WhoCanAnswer.Way way = indirect.ways().getFirst();
        String steps = way.route().steps().stream().map(PowerJudge::words).collect(Collectors.joining(", then "));
        found.add(new AccessFinding(AccessFindingCode.ESCALATION, about(indirect.party()),
                who(indirect.party()) + " can do everything in " + (way.route().steps().size() + 1) + " steps: "
                        + steps,
                "Take away the step: sallyport who-can '*' '*' --steps " + (way.route().steps().size() + 1)
                        + " shows what it needs and which binding gives it."));
    }

    private static String words(Step step) {
        return step.technique().deed() + ", to " + step.gain().words();
    }

    private void readers() {
        Map<Party, List<Decision.Chain>> readers = new LinkedHashMap<>();
        for (String verb : READING) {
            auditor.whoCan(new AccessRequest.Resource(verb, "", "secrets", "", "", ""), 0).direct().stream()
                    .filter(each -> !each.isKubernetesOwn() && !administrators.contains(each.party()))
                    .filter(each -> !(each.party() instanceof Party.Everybody))
                    .forEach(each -> readers.computeIfAbsent(each.party(), absent -> new ArrayList<>())
                            .addAll(each.chains()));
        }
        readers.keySet().retainAll(Party.withoutNeedless(readers.keySet()));
        readers.entrySet().stream().sorted(Map.Entry.comparingByKey(order())).forEach(reader -> found.add(
                new AccessFinding(AccessFindingCode.SECRETS, about(reader.getKey()),
                        who(reader.getKey()) + " reads the Secrets of all namespaces, by " + by(reader.getValue()),
                        "Bind it in the namespaces that it works in, or to the Secrets by name. Tokens of service"
                                + " accounts may lie in Secrets.")));
    }

    /** As an answer about one verb has them: the map's own in its order, then the others by their names. */
    private Comparator<Party> order() {
        Map<MappingRule, Integer> places = new HashMap<>();
        scene.rules().orElse(List.of()).forEach(rule -> places.putIfAbsent(rule, places.size()));
        return Comparator.<Party>comparingInt(party -> switch (party) {
            case Party.Mapped(var rule, var _) -> places.getOrDefault(rule, 0);
            case Party.ServiceAccount _ -> places.size();
            case Party.NamedUser _ -> places.size() + 1;
            case Party.NamedGroup _,Party.Everybody _ -> places.size() + 2;
        }).thenComparing(PowerJudge::who);
    }

    private static About about(Party party) {
        return new About.Somebody(party);
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
