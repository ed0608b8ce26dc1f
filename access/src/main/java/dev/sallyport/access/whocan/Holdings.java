package dev.sallyport.access.whocan;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Grants;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everybody of one world by a name that another world may have too, and the rules that they hold there.
 *
 * <p>What everybody holds who is let in is held by {@code system:authenticated} alone, so that a change of it shows once.
 */
final class Holdings {

    private static final List<PolicyRule> EVERYTHING = List.of(
            PolicyRule.resources(List.of("*"), List.of("*"), List.of("*")),
            PolicyRule.nonResources(List.of("*"), List.of("*")));

    private final Map<String, RbacUser> users = new LinkedHashMap<>();
    private final RbacAuthorizer authorizer;
    private final Grants grants;

    /**
     * Of one world.
     *
     * @param known whose bindings name the guises; those of both worlds, so that a guise is looked for in both
     */
    Holdings(List<MappingRule> rules, RbacSnapshot rbac, RbacSnapshot known) {
        this.authorizer = RbacAuthorizer.over(rbac);
        this.grants = Grants.over(rbac);
        Guises guises = new Guises(known, rules);
        for (MappingRule rule : rules) {
            String who = rule instanceof MappingRule.Account
                    ? "everybody in account " + rule.subject()
                    : rule.subject();
            for (Guise guise : guises.of(rule)) {
                List<String> groups = guise.user().groups().stream()
                        .filter(group -> !group.equals("system:authenticated")).toList();
                users.put(who + guise.chosen().map(words -> " " + words).orElse(""),
                        new RbacUser(guise.user().name(), groups));
            }
        }
        Map<String, RbacUser> others = new LinkedHashMap<>();
        grants.subjects().forEach(subject -> {
            switch (subject) {
                case Subject.ServiceAccount account ->
                    others.put("service account " + account.namespace() + "/" + account.name(), new RbacUser(
                            Subject.ServiceAccount.userName(account.namespace(), account.name()), List.of()));
                case Subject.User user -> others.put("user " + user.name(), new RbacUser(user.name(), List.of()));
                case Subject.Group group ->
                    others.put("group " + group.name(), new RbacUser("", List.of(group.name())));
            }
        });
        users.putAll(others);
    }

    /** Everybody, by name. */
    Map<String, RbacUser> users() {
        return users;
    }

    /** Where somebody has a RoleBinding. */
    Set<String> namespaces(RbacUser user) {
        Set<String> namespaces = new TreeSet<>();
        grants.of(user).stream().map(grant -> grant.binding().namespace()).filter(name -> !name.isEmpty())
                .forEach(namespaces::add);
        return namespaces;
    }

    /** The rules that somebody holds. */
    List<PolicyRule> rules(RbacUser user, String namespace) {
        List<PolicyRule> rules = new ArrayList<>(authorizer.rulesFor(user, namespace).rules());
        if (user.groups().contains("system:masters")) {
            rules.addAll(EVERYTHING);
        }
        return rules;
    }
}
