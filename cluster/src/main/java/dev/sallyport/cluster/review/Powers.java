package dev.sallyport.cluster.review;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says in one word what the user and the groups of a rule may do. A template counts as the text that it is: who may name
 * their session could become more. What every authenticated user may is left out, but for {@code *} on {@code *}.
 */
public final class Powers {

    private static final Set<String> READING = Set.of("get", "list", "watch");
    private static final String EVERYBODY = "system:authenticated";
    private static final AccessRequest EVERYTHING = new AccessRequest.Resource("*", "*", "*", "", "", "");

    private final RbacSnapshot rbac;
    private final RbacAuthorizer authorizer;

    private Powers(RbacSnapshot rbac) {
        this.rbac = rbac;
        this.authorizer = RbacAuthorizer.over(rbac);
    }

    /** Over a cluster's roles and bindings. */
    public static Powers over(RbacSnapshot rbac) {
        return new Powers(rbac);
    }

    /** The word for a rule. */
    public Power of(MappingRule rule) {
        if (isAdmin(rule)) {
            return Power.ADMIN;
        }
        if (rule.groups().contains(ChangeReview.NODES)) {
            return Power.NODES;
        }
        List<String> verbs = rbac.bindings().stream().filter(binding -> speaksOf(binding, rule))
                .flatMap(binding -> role(binding).stream()).flatMap(role -> role.rules().stream())
                .flatMap(each -> each.verbs().stream()).toList();
        if (verbs.isEmpty()) {
            return Power.NOTHING;
        }
        return READING.containsAll(verbs) ? Power.VIEW : Power.EDIT;
    }

    /** Whether a rule leads to {@code *} on {@code *}. */
    boolean isAdmin(MappingRule rule) {
        List<String> groups = new ArrayList<>(rule.groups());
        groups.add(EVERYBODY);
        return authorizer.decide(new RbacUser(rule.username(), groups), EVERYTHING).allowed();
    }

    private Optional<Role> role(Binding binding) {
        return authorizer.resolve(binding.role(), binding.namespace());
    }

    private static boolean speaksOf(Binding binding, MappingRule rule) {
        Stream<Subject> subjects = binding.subjects().stream();
        return subjects.anyMatch(subject -> switch (subject) {
            case Subject.User user -> user.name().equals(rule.username()) && !user.name().isEmpty();
            case Subject.Group group -> rule.groups().contains(group.name());
            case Subject.ServiceAccount _ -> false;
        });
    }
}
