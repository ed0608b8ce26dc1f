package dev.sallyport.access.whocan;

import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says who the principals of a rule may be inside the cluster.
 *
 * <p>A rule without templates gives one user. One with templates gives as many as there are sessions, and sessions are
 * named by whoever opens them: so the template is matched against every user and group that a binding names, and each
 * match is a guise that somebody can choose. Beside them stands the plain guise, whose template is left as it is written,
 * for all that does not depend on the name. An account that is mapped whole gives the users that bindings name by an ARN
 * of that account, unless a rule of their own speaks of them.
 */
final class Guises {

    private static final String AUTHENTICATED = "system:authenticated";

    private final NavigableSet<String> users = new TreeSet<>();
    private final NavigableSet<String> groups = new TreeSet<>();
    private final Set<String> mappedByThemselves = new HashSet<>();

    /** The guises that count under these roles and bindings, by these rules. */
    Guises(RbacSnapshot rbac, List<MappingRule> rules) {
        rbac.bindings().forEach(binding -> binding.subjects().forEach(subject -> {
            switch (subject) {
                case Subject.User user -> users.add(user.name());
                case Subject.Group group -> groups.add(group.name());
                case Subject.ServiceAccount account -> {
                    String home = account.namespace().isEmpty() ? binding.namespace() : account.namespace();
                    users.add(Subject.ServiceAccount.userName(home, account.name()));
                }
            }
        }));
        rules.forEach(rule -> mappedByThemselves.add(rule.subject().toLowerCase(Locale.ROOT)));
    }

    /** Who the principals of a rule may be; the plain guise first. */
    List<Guise> of(MappingRule rule) {
        return switch (rule) {
            case MappingRule.Account account -> ofAccount(account);
            case MappingRule.Role _,MappingRule.User _,MappingRule.ArnPattern _ -> ofTemplates(rule);
        };
    }

    private List<Guise> ofTemplates(MappingRule rule) {
        String account = Arn.tryParse(rule.subject()).map(Arn::account).orElse("");
        UserTemplate name = UserTemplate.of(rule.username(), account);
        List<UserTemplate> inGroups = rule.groups().stream().map(group -> UserTemplate.of(group, account)).toList();
        Map<Map<String, String>, Guise> guises = new LinkedHashMap<>();
        guises.put(Map.of(), guise(name, inGroups, Map.of(), Optional.empty()));
        if (name.isOpen() || inGroups.stream().anyMatch(UserTemplate::isOpen)) {
            List<Map<String, String>> choices = new ArrayList<>(name.matches(users));
            inGroups.forEach(group -> choices.addAll(group.matches(groups)));
            choices.forEach(choice -> guises.putIfAbsent(choice,
                    guise(name, inGroups, choice, Optional.of(UserTemplate.words(choice)))));
        }
        return List.copyOf(guises.values());
    }

    private static Guise guise(UserTemplate name, List<UserTemplate> groups, Map<String, String> choice,
            Optional<String> words) {
        List<String> filled = new ArrayList<>(groups.stream().map(group -> group.filled(choice)).toList());
        filled.add(AUTHENTICATED);
        return new Guise(new RbacUser(name.filled(choice), filled), words);
    }

    private List<Guise> ofAccount(MappingRule.Account rule) {
        List<Guise> guises = new ArrayList<>();
        guises.add(new Guise(new RbacUser("", List.of(AUTHENTICATED)), Optional.empty()));
        for (String user : users.tailSet("arn:", true)) {
            if (!user.startsWith("arn:")) {
                break;
            }
            boolean inAccount = Arn.tryParse(user).filter(arn -> arn.account().equals(rule.accountId())).isPresent();
            if (inAccount && !mappedByThemselves.contains(user.toLowerCase(Locale.ROOT))) {
                guises.add(new Guise(new RbacUser(user, List.of(AUTHENTICATED)), Optional.of("being " + user)));
            }
        }
        return guises;
    }

}
