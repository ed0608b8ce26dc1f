package dev.sallyport.cli.access;

import dev.sallyport.access.explain.AccessStep;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.IamStop;
import dev.sallyport.access.explain.MappingStep;
import dev.sallyport.access.explain.NodeAuthorizer;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An explanation's passage in the words that people get to read. */
final class ExplainWords {

    private static final int RULES_SHOWN = 4; // of the map, for whoever is not in it
    private static final int CHAINS_SHOWN = 12;

    private final Explanation explanation;
    private final Map<ObjectKey, String> places;

    ExplainWords(Explanation explanation, Map<ObjectKey, String> places) {
        this.explanation = explanation;
        this.places = places;
    }

    /** Such as {@code NO   user/eks-test may not list nodes in eks-cluster}. */
    String headline() {
        String request = AccessWords.request(explanation.question().request());
        String who = explanation.stop().flatMap(IamStop::caller).map(arn -> resource(arn) + ", as ").orElse("")
                + who(explanation.question().asker())
                + (explanation.stop().flatMap(IamStop::caller).isPresent() ? "," : "");
        String where = ", in " + explanation.cluster();
        return switch (explanation.verdict()) {
            case YES -> "YES  " + who + " may " + request + where;
            case NO -> "NO   " + who + " may not " + request + where;
            case NOT_KNOWN -> "?    whether " + who + " may " + request + " is not known" + where;
        };
    }

    /** What an ARN is called without its account, such as {@code user/ana}. */
    static String resource(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    static String who(Asker asker) {
        return switch (asker) {
            case Asker.Iam iam -> iam.given().resource();
            case Asker.Kubernetes(RbacUser user) -> "user " + user.name();
        };
    }

    ReportLines passage() {
        ReportLines lines = new ReportLines();
        identity(lines);
        mapping(lines);
        access(lines);
        return lines;
    }

    /** Adds a line with names from outside, which may hold line breaks: none of them begins a line of the report. */
    static void named(ReportLines lines, String label, String text, String status) {
        lines.add(label, Printable.name(text), status);
    }

    private void identity(ReportLines lines) {
        switch (explanation.question().asker()) {
            case Asker.Kubernetes(RbacUser user) -> {
                lines.add("1  identity", "a Kubernetes user, whose token is not looked at", "given");
                lines.add("2  token", "not looked at");
            }
            case Asker.Iam iam -> {
                boolean path = iam.given().service().equals("iam")
                        && iam.given().resource().matches("role/.*/.*");
                if (explanation.stop().isPresent()) {
                    named(lines, "1  identity", iam.given().toString(), "stops here");
                    explanation.stop().get().because().lines().forEach(line -> named(lines, "", line, ""));
                    lines.add("2  token", "none: nobody signs in as this role here");
                    return;
                }
                named(lines, "1  identity", iam.given().toString(), "given");
                if (path) {
                    named(lines, "", "signs in as " + iam.identity().canonicalArn() + ": STS leaves the path out", "");
                }
                lines.add("2  token", "STS vouches for whoever holds its keys; no token was tried", "inferred");
            }
        }
    }

    private void mapping(ReportLines lines) {
        String label = "3  mapping";
        switch (explanation.mapping()) {
            case MappingStep.ByRule(MappingRule rule, KubernetesUser user) -> {
                named(lines, label, rule.place() + "   " + rule.subject(), "ok");
                named(lines, "", "-> " + user(user.username(), user.groups()), "");
            }
            case MappingStep.AsSeen(KubernetesUser user, String because) -> {
                named(lines, label, "the API server says: " + user(user.username(), user.groups()), "seen");
                lines.add("", because);
            }
            case MappingStep.NoRule none -> {
                lines.add(label, "no rule matches", "stops here");
                none.sources().forEach(source -> named(lines, "", read(source), ""));
                if (none.sources().isEmpty()) {
                    lines.add("", "there is no aws-auth");
                }
                none.nearest().forEach(near -> named(lines, "", "nearest: " + near.rule().place() + " "
                        + near.rule().subject() + ": " + near.reason().words(), ""));
                if (none.nearest().isEmpty()) {
                    lines.add("", "nearest: none with a name like this");
                }
            }
            case MappingStep.Unfillable(MappingRule rule, String problem) -> {
                lines.add(label, rule.place() + " speaks of them and gives no name", "stops here");
                named(lines, "", problem, "");
            }
            case MappingStep.Inferred(String because) ->
                lines.add(label, because, "stops here");
            case MappingStep.NotKnown(String because) ->
                lines.add(label, because, explanation.stop().isPresent() ? "" : "not known");
            case MappingStep.NotAsked _ -> lines.add(label, "not asked: the question names a Kubernetes user");
        }
    }

    private static String read(RuleSet source) {
        List<MappingRule> rules = source.rules();
        String some = rules.stream().limit(RULES_SHOWN)
                .map(rule -> rule.place().section() + ":" + rule.place().line() + " " + resource(rule.subject()))
                .collect(Collectors.joining(", "));
        return source.source() + ", " + rules.size() + (rules.size() == 1 ? " rule" : " rules") + " read"
                + (rules.isEmpty() ? "" : ": " + some) + (rules.size() > RULES_SHOWN ? ", ..." : "");
    }

    static String user(String name, List<String> groups) {
        return name + ", groups [" + String.join(", ", groups) + "]";
    }

    private void access(ReportLines lines) {
        String label = "4  access";
        switch (explanation.access()) {
            case AccessStep.NotReached _ -> lines.add(label, "not reached");
            case AccessStep.ByRbac(RbacUser user, Decision decision) -> rbac(lines, label, user, decision);
            case AccessStep.ByServer(RbacUser _, boolean allowed, String reason) -> {
                named(lines, label, "the API server says " + (allowed ? "yes" : "no")
                        + (reason.isEmpty() ? "" : ": " + reason), allowed ? "seen" : "stops here");
                lines.add("", "its word (SelfSubjectAccessReview); what gives it was not seen");
            }
            case AccessStep.ByNodeAuthorizer(RbacUser user, var answer, Decision decision) -> {
                lines.add(label, "Node authorizer: " + node(answer),
                        answer == NodeAuthorizer.Answer.ALLOWS ? "ok" : "");
                rbac(lines, "", user, decision);
            }
        }
    }

    private static String node(NodeAuthorizer.Answer answer) {
        return switch (answer) {
            case ALLOWS -> "allows this to every node";
            case FOR_ITS_OWN -> "allows this for what belongs to the node or to a Pod on it";
            case PASSES_ON -> "does not speak of this";
        };
    }

    private void rbac(ReportLines lines, String label, RbacUser user, Decision decision) {
        if (!decision.allowed()) {
            named(lines, label, "RBAC: nothing that speaks of " + user.name() + " or their groups allows this",
                    explanation.verdict() == Verdict.NO ? "stops here" : "");
            return;
        }
        List<Decision.Chain> chains = decision.chains();
        for (int i = 0; i < Math.min(CHAINS_SHOWN, chains.size()); i++) {
            named(lines, i == 0 ? label : "", (i == 0 ? "RBAC: " : "and ") + AccessWords.chain(chains.get(i))
                    + place(chains.get(i)), i == 0 ? "ok" : "");
        }
        if (chains.size() > CHAINS_SHOWN) {
            lines.add("", "and " + (chains.size() - CHAINS_SHOWN) + " more (-o json has all)");
        }
    }

    private String place(Decision.Chain chain) {
        if (!(chain instanceof Decision.Chain.ByBinding by)) {
            return "";
        }
        String binding = places.getOrDefault(ObjectKey.of(by.binding()), "");
        String role = places.getOrDefault(ObjectKey.of(by.role()), "");
        return binding.isEmpty() ? "" : " (" + binding + ", " + role + ")";
    }

    /** What kubectl prints for a no; empty for what it would do. */
    List<String> kubectl() {
        if (explanation.verdict() != Verdict.NO || explanation.stop().isPresent()) {
            return List.of(); // without a token it shows what its plugin says
        }
        return switch (explanation.access()) {
            case AccessStep.NotReached _ -> List.of(
                    "error: You must be logged in to the server (Unauthorized)",
                    "error: You must be logged in to the server (the server has asked for the client to provide"
                            + " credentials)");
            case AccessStep.ByRbac rbac -> List.of(forbidden(rbac.user()));
            case AccessStep.ByNodeAuthorizer node -> List.of(forbidden(node.user()));
            case AccessStep.ByServer server -> List.of(forbidden(server.user()));
        };
    }

    private String forbidden(RbacUser user) {
        return "Error from server (Forbidden): " + switch (explanation.question().request()) {
            case AccessRequest.NonResource path ->
                "forbidden: User \"" + user.name() + "\" cannot " + path.verb() + " path \"" + path.path() + "\"";
            case AccessRequest.Resource resource -> {
                String group = resource.group().isEmpty() ? "" : "." + resource.group();
                String name = resource.name().isEmpty() ? "" : " \"" + resource.name() + "\"";
                String full = resource.resource()
                        + (resource.subresource().isEmpty() ? "" : "/" + resource.subresource());
                yield resource.resource() + group + name + " is forbidden: User \"" + user.name() + "\" cannot "
                        + resource.verb() + " resource \"" + full + "\" in API group \"" + resource.group() + "\" "
                        + (resource.namespace().isEmpty()
                                ? "at the cluster scope"
                                : "in the namespace \"" + resource.namespace() + "\"");
            }
        };
    }
}
