package dev.sallyport.cli.access;

import dev.sallyport.access.whocan.Party;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;

/** Requests, bindings, roles and rules in the words that people get to read. */
final class AccessWords {

    private AccessWords() {}

    /** Such as {@code delete secrets/db in namespace prod}. */
    static String request(AccessRequest request) {
        return switch (request) {
            case AccessRequest.NonResource path -> path.verb() + " " + path.path();
            case AccessRequest.Resource wanted -> wanted.verb() + " " + resource(wanted)
                    + (wanted.namespace().isEmpty() ? "" : " in namespace " + wanted.namespace());
        };
    }

    private static String resource(AccessRequest.Resource wanted) {
        // Kubernetes' own groups go without saying, as for kubectl.
        boolean foreign = wanted.group().contains(".") && !wanted.group().endsWith(".k8s.io");
        String group = foreign ? "." + wanted.group() : "";
        String subresource = wanted.subresource().isEmpty() ? "" : "/" + wanted.subresource();
        return wanted.resource() + group + subresource + (wanted.name().isEmpty() ? "" : " " + wanted.name());
    }

    static String binding(Binding binding) {
        return ObjectKey.of(binding).toString();
    }

    static String role(Role role) {
        return ObjectKey.of(role).toString();
    }

    /** Such as {@code RoleBinding prod/devs -> ClusterRole edit, rule 12: secrets [create delete]}. */
    static String chain(Decision.Chain chain) {
        return switch (chain) {
            case Decision.Chain.ByMasters _ -> "the group system:masters, which may do everything";
            case Decision.Chain.ByBinding by -> binding(by.binding()) + " -> " + role(by.role()) + ", rule "
                    + (by.ruleIndex() + 1) + ": " + rule(by.rule());
        };
    }

    /** Such as {@code pods,pods/log [get list]}. */
    static String rule(PolicyRule rule) {
        List<String> words = new ArrayList<>();
        if (!rule.resources().isEmpty()) {
            List<String> groups = rule.apiGroups().stream().filter(group -> !group.isEmpty()).toList();
            words.add(shortened(rule.resources()) + (groups.isEmpty() ? "" : " of " + shortened(groups)));
        }
        if (!rule.resourceNames().isEmpty()) {
            words.add("named " + shortened(rule.resourceNames()));
        }
        if (!rule.nonResourceUrls().isEmpty()) {
            words.add(shortened(rule.nonResourceUrls()));
        }
        return String.join(" ", words) + " [" + String.join(" ", rule.verbs()) + "]";
    }

    private static String shortened(List<String> words) {
        int most = 4; // more do not fit on a line
        return String.join(",", words.subList(0, Math.min(most, words.size()))) + (words.size() > most ? ",..." : "");
    }

    /** A binding's subject, such as {@code group ops}. */
    static String subject(Subject subject) {
        return switch (subject) {
            case Subject.User(String name) -> "user " + name;
            case Subject.Group(String name) -> "group " + name;
            case Subject.ServiceAccount(String namespace, String name) -> "service account " + namespace + "/" + name;
        };
    }

    /** Who it is, in one phrase. */
    static String party(Party party) {
        return switch (party) {
            case Party.Mapped(MappingRule rule, var _) -> rule instanceof MappingRule.Account
                    ? "everybody in account " + rule.subject()
                    : rule.subject();
            case Party.ServiceAccount(String namespace, String name) -> "service account " + namespace + "/" + name;
            case Party.NamedUser(String name) -> "user " + name;
            case Party.NamedGroup(String name) -> "group " + name;
            case Party.Everybody everybody -> everybody.words() + " (" + everybody.group() + ")";
        };
    }

    /** How they come in, or why nobody does. */
    static String wayIn(Party party) {
        return switch (party) {
            case Party.Mapped(MappingRule rule, var guise) -> rule.place() + ", as " + name(rule) + groups(rule)
                    + guise.chosen().map(words -> ", " + words).orElse("");
            case Party.ServiceAccount _ -> "";
            case Party.NamedUser _,Party.NamedGroup _ -> "no rule of the map leads there";
            case Party.Everybody _ -> "";
        };
    }

    private static String name(MappingRule rule) {
        return rule instanceof MappingRule.Account ? "their own ARN" : rule.username();
    }

    private static String groups(MappingRule rule) {
        return rule.groups().isEmpty() ? "" : ", groups [" + String.join(", ", rule.groups()) + "]";
    }
}
