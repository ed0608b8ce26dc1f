package dev.sallyport.cli.access;

import dev.sallyport.access.explain.AccessStep;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.MappingStep;
import dev.sallyport.access.explain.Opening;
import dev.sallyport.access.explain.Remedy;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** An explanation as data, for {@code -o json|yaml}. */
final class ExplainFacts {

    private final RemedyCommands commands;

    ExplainFacts(RemedyCommands commands) {
        this.commands = commands;
    }

    /**
     * The explanation.
     *
     * @param remarks on how the question was understood
     */
    Map<String, Object> of(Explanation explanation, List<String> remarks) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("verdict", word(explanation.verdict()));
        facts.put("cluster", explanation.cluster());
        facts.put("request", AccessFacts.of(explanation.question().request()));
        facts.put("identity", switch (explanation.question().asker()) {
            case Asker.Iam iam -> ordered("arn", iam.given().toString(), "canonicalArn",
                    iam.identity().canonicalArn().value());
            case Asker.Kubernetes(RbacUser user) -> user(user);
        });
        explanation.stop().ifPresent(stop -> facts.put("stop", ordered("step", "identity", "caller",
                stop.caller().orElse(""), "role", stop.role(), "because", stop.because(), "mends",
                stop.mends().stream().map(mend -> ordered("what", mend.what(), "commands", mend.commands(), "opensRole",
                        mend.grants() ? stop.role() : "")).toList())));
        facts.put("mapping", of(explanation.mapping()));
        facts.put("access", of(explanation.access()));
        facts.put("remedies", explanation.remedies().stream().map(this::of).toList());
        facts.put("limits", explanation.limits());
        facts.put("remarks", Stream.concat(explanation.remarks().stream(), remarks.stream()).toList());
        return facts;
    }

    private static Map<String, Object> of(MappingStep step) {
        return switch (step) {
            case MappingStep.ByRule(MappingRule rule, KubernetesUser user) -> ordered("step", "rule", "source",
                    rule.place().source(), "place", rule.place().toString(), "principal", rule.subject(), "username",
                    user.username(), "groups", user.groups());
            case MappingStep.AsSeen(KubernetesUser user, String because) -> ordered("step", "seen", "username",
                    user.username(), "groups", user.groups(), "because", because);
            case MappingStep.NoRule none -> ordered("step", "noRule", "sources", none.sources().stream()
                    .map(source -> ordered("source", source.source(), "rules", source.rules().size())).toList(),
                    "nearest", none.nearest().stream().map(near -> ordered("place", near.rule().place().toString(),
                            "principal", near.rule().subject(), "because", near.reason().words())).toList());
            case MappingStep.Unfillable(MappingRule rule, String problem) -> ordered("step", "unfillable", "place",
                    rule.place().toString(), "problem", problem);
            case MappingStep.Inferred(String because) -> ordered("step", "inferred", "because", because);
            case MappingStep.NotKnown(String because) -> ordered("step", "notKnown", "because", because);
            case MappingStep.NotAsked _ -> ordered("step", "notAsked");
        };
    }

    private static Map<String, Object> of(AccessStep step) {
        return switch (step) {
            case AccessStep.NotReached _ -> ordered("step", "notReached");
            case AccessStep.ByRbac(RbacUser user, Decision decision) -> ordered("step", "decided", "authorizer", "RBAC",
                    "user", user(user), "allowed", decision.allowed(), "chains", chains(decision), "problems",
                    decision.problems());
            case AccessStep.ByServer(RbacUser user, boolean allowed, String reason) -> ordered("step", "decided",
                    "authorizer", "the API server, asked", "user", user(user), "allowed", allowed, "reason", reason);
            case AccessStep.ByNodeAuthorizer(RbacUser user, var answer, Decision decision) -> ordered("step",
                    "decided", "authorizer", "Node", "answer", word(answer), "user", user(user), "allowedByRBAC",
                    decision.allowed(), "chains", chains(decision), "problems", decision.problems());
        };
    }

    private static List<Map<String, Object>> chains(Decision decision) {
        return decision.chains().stream().map(AccessFacts::of).toList();
    }

    private Map<String, Object> of(Remedy remedy) {
        return ordered("kind", word(remedy.kind()), "note", remedy.note(), "commands",
                commands.of(remedy).stream().map(words -> String.join(" ", words)).toList(), "opens",
                remedy.openings().stream().map(ExplainFacts::of).toList(), "alsoLetsIn",
                remedy.others().stream()
                        .map(rule -> ordered("principal", rule.subject(), "place", rule.place().toString())).toList());
    }

    private static Map<String, Object> of(Opening opening) {
        Map<String, Object> facts = ordered("to", subject(opening.subject()), "onlyFor",
                opening.newcomer().orElse(""), "namespace", opening.namespace(), "via", opening.via());
        facts.put("rule", AccessFacts.of(opening.rule()));
        return facts;
    }

    private static String subject(Subject subject) {
        return switch (subject) {
            case Subject.User user -> "User " + user.name();
            case Subject.Group group -> "Group " + group.name();
            case Subject.ServiceAccount account -> "ServiceAccount " + account.namespace() + "/" + account.name();
        };
    }

    private static Map<String, Object> user(RbacUser user) {
        return ordered("username", user.name(), "groups", user.groups());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
