package dev.sallyport.cli.access;

import dev.sallyport.access.explain.AccessStep;
import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.MappingStep;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An explanation as a graph from the principal to the request, in the languages of Graphviz and of Mermaid. */
final class ExplainPicture {

    private static final String NOBODY = "nobody";
    private static final String NOT_KNOWN = "not known";

    /** An arrow between two boxes, which are known by their texts. */
    private record Arrow(String from, String to, String words) {}

    private final List<Arrow> arrows = new ArrayList<>();

    private ExplainPicture(Explanation explanation) {
        String who = ExplainWords.who(explanation.question().asker());
        String request = AccessWords.request(explanation.question().request());
        Optional<RbacUser> user = switch (explanation.access()) {
            case AccessStep.NotReached _ -> Optional.empty();
            case AccessStep.ByRbac rbac -> Optional.of(rbac.user());
            case AccessStep.ByNodeAuthorizer node -> Optional.of(node.user());
            case AccessStep.ByServer server -> Optional.of(server.user());
        };
        if (explanation.stop().isPresent()) {
            arrows.add(new Arrow(explanation.stop().get().caller().map(ExplainWords::resource).orElse("you"), NOBODY,
                    "STS does not give them " + who));
            return;
        }
        if (user.isEmpty()) {
            arrows.add(switch (explanation.mapping()) {
                case MappingStep.NoRule _ -> new Arrow(who, NOBODY, "no rule of the map");
                case MappingStep.Unfillable(MappingRule rule, String problem) ->
                    new Arrow(who, NOBODY, rule.place() + " gives no name: " + problem);
                case MappingStep.Inferred(String because) -> new Arrow(who, NOBODY, because);
                case MappingStep.NotKnown(String because) -> new Arrow(who, NOT_KNOWN, because);
                case MappingStep.ByRule rule -> new Arrow(who, NOT_KNOWN, rule.rule().place().toString());
                case MappingStep.AsSeen(KubernetesUser _, String because) -> new Arrow(who, NOT_KNOWN, because);
                case MappingStep.NotAsked _ -> new Arrow(who, NOT_KNOWN, "");
            });
            return;
        }
        String name = ExplainWords.user(user.get().name(), user.get().groups());
        arrows.add(new Arrow(who, name, switch (explanation.mapping()) {
            case MappingStep.ByRule rule -> rule.rule().place().toString();
            case MappingStep.AsSeen _ -> "as the API server says";
            case MappingStep.NotAsked _ -> "as given";
            case MappingStep.NoRule _,MappingStep.Unfillable _,MappingStep.Inferred _,MappingStep.NotKnown _ -> "";
        }));
        for (Decision.Chain chain : explanation.chains()) {
            switch (chain) {
                case Decision.Chain.ByMasters _ -> arrows.add(new Arrow(name, request, "group system:masters"));
                case Decision.Chain.ByBinding by -> {
                    String role = AccessWords.role(by.role());
                    arrows.add(new Arrow(name, role, AccessWords.binding(by.binding())));
                    arrows.add(new Arrow(role, request, "rule " + (by.ruleIndex() + 1)));
                }
            }
        }
        if (explanation.chains().isEmpty()) {
            arrows.add(new Arrow(name, request, explanation.verdict() == Verdict.YES
                    ? explanation.access() instanceof AccessStep.ByServer server
                            ? "the API server says yes: " + server.reason()
                            : "Node authorizer"
                    : explanation.verdict() == Verdict.NO ? "NO" : NOT_KNOWN));
        }
    }

    static String dot(Explanation explanation) {
        StringBuilder text = new StringBuilder("digraph passage {\n  rankdir=LR;\n  node [shape=box];\n");
        new ExplainPicture(explanation).arrows.stream().distinct().forEach(arrow -> text.append("  ")
                .append(quoted(arrow.from())).append(" -> ").append(quoted(arrow.to())).append(" [label=")
                .append(quoted(arrow.words())).append("];\n"));
        return text.append("}\n").toString();
    }

    static String mermaid(Explanation explanation) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<String, String> ids = new LinkedHashMap<>();
        List<Arrow> arrows = new ExplainPicture(explanation).arrows.stream().distinct().toList();
        arrows.forEach(arrow -> List.of(arrow.from(), arrow.to()).forEach(box -> ids.computeIfAbsent(box, name -> {
            String id = "n" + ids.size();
            text.append("  ").append(id).append("[\"").append(escaped(name)).append("\"]\n");
            return id;
        })));
        arrows.forEach(arrow -> text.append("  ").append(ids.get(arrow.from())).append(" -->|\"")
                .append(escaped(arrow.words())).append("\"| ").append(ids.get(arrow.to())).append('\n'));
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + Printable.name(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Mermaid writes special characters as entities between hashes and semicolons. */
    private static String escaped(String text) {
        return Printable.name(text).replace("#", "#35;").replace("\"", "#quot;").replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
