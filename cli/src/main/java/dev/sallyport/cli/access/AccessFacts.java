package dev.sallyport.cli.access;

import dev.sallyport.access.whocan.Party;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.whocan.Evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers about access as data, for {@code -o json|yaml}. */
final class AccessFacts {

    private AccessFacts() {}

    static Map<String, Object> of(AccessRequest request) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("verb", request.verb());
        switch (request) {
            case AccessRequest.Resource resource -> {
                facts.put("group", resource.group());
                facts.put("resource", resource.resource());
                facts.put("subresource", resource.subresource());
                facts.put("name", resource.name());
                facts.put("namespace", resource.namespace());
            }
            case AccessRequest.NonResource path -> facts.put("path", path.path());
        }
        return facts;
    }

    static Map<String, Object> of(Party party) {
        Map<String, Object> facts = new LinkedHashMap<>();
        switch (party) {
            case Party.Mapped(MappingRule rule, var guise) -> {
                facts.put("kind", rule instanceof MappingRule.Account ? "account" : "principal");
                facts.put("principal", rule.subject());
                facts.put("place", rule.place().toString());
                facts.put("username", guise.user().name());
                facts.put("groups", guise.user().groups());
                guise.chosen().ifPresent(words -> facts.put("chosen", words));
            }
            case Party.ServiceAccount(String namespace, String name) -> {
                facts.put("kind", "serviceaccount");
                facts.put("namespace", namespace);
                facts.put("name", name);
            }
            case Party.NamedUser(String name) -> named(facts, "user", name);
            case Party.NamedGroup(String name) -> named(facts, "group", name);
            case Party.Everybody(String group) -> named(facts, "everybody", group);
        }
        return facts;
    }

    private static void named(Map<String, Object> facts, String kind, String name) {
        facts.put("kind", kind);
        facts.put("name", name);
    }

    /** A party in one cell: its name, and which of several it is. */
    static String name(Party party) {
        return AccessWords.party(party) + (party instanceof Party.Mapped(var _, var guise)
                ? guise.chosen().map(words -> " " + words).orElse("")
                : "");
    }

    static Map<String, Object> of(Decision.Chain chain) {
        Map<String, Object> facts = new LinkedHashMap<>();
        switch (chain) {
            case Decision.Chain.ByMasters _ -> facts.put("by", "system:masters");
            case Decision.Chain.ByBinding by -> {
                facts.put("by", "binding");
                facts.put("binding", AccessWords.binding(by.binding()));
                facts.put("role", AccessWords.role(by.role()));
                facts.put("rule", by.ruleIndex() + 1);
                facts.put("allows", of(by.rule()));
            }
        }
        return facts;
    }

    static Map<String, Object> of(PolicyRule rule) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("verbs", rule.verbs());
        if (rule.nonResourceUrls().isEmpty()) {
            facts.put("apiGroups", rule.apiGroups());
            facts.put("resources", rule.resources());
            facts.put("resourceNames", rule.resourceNames());
        } else {
            facts.put("nonResourceURLs", rule.nonResourceUrls());
        }
        return facts;
    }

    static Map<String, Object> of(WhoCanAnswer answer) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("request", of(answer.request()));
        facts.put("direct", answer.direct().stream().map(direct -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("who", of(direct.party()));
            entry.put("chains", direct.chains().stream().map(AccessFacts::of).toList());
            return entry;
        }).toList());
        facts.put("inSteps", answer.indirect().stream().map(indirect -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("who", of(indirect.party()));
            entry.put("count", indirect.count());
            entry.put("ways", indirect.ways().stream().map(AccessFacts::of).toList());
            return entry;
        }).toList());
        return facts;
    }

    static Map<String, Object> of(WhoCanAnswer.Way way) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < way.route().steps().size(); i++) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("technique", way.route().steps().get(i).technique().word());
            step.put("gain", way.route().steps().get(i).gain().words());
            step.put("needs", way.evidence().get(i).stream().map(AccessFacts::of).toList());
            steps.add(step);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("steps", steps);
        facts.put("then", of(way.evidence().getLast().getFirst()));
        return facts;
    }

    private static Map<String, Object> of(Evidence evidence) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("request", of(evidence.request()));
        evidence.chain().ifPresent(chain -> facts.put("chain", of(chain)));
        return facts;
    }
}
