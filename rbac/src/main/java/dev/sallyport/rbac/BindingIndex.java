package dev.sallyport.rbac;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bindings of one scope (the cluster, or one namespace), found by the names in their subjects.
 *
 * <p>A subject becomes an entry under the user name or the group that it matches; a service account is entered under
 * the user name that its tokens carry. Asking for a user reads one list for the name and one for each group, and puts
 * what was found back into the bindings' order, because the first one that allows is the one that gets named.
 */
final class BindingIndex {

    /**
     * One subject of one binding.
     *
     * @param role empty when the binding names a role that does not exist
     */
    record Grant(int bindingPlace, int subjectPlace, Binding binding, Subject subject, Optional<Role> role) {}

    private static final Comparator<Grant> ORDER = Comparator.comparingInt(Grant::bindingPlace)
            .thenComparingInt(Grant::subjectPlace);

    private final Map<String, List<Grant>> byUserName = new HashMap<>();
    private final Map<String, List<Grant>> byGroup = new HashMap<>();
    private int bindings;

    /** Only while the authorizer is being built. */
    void add(Binding binding, Optional<Role> role) {
        int place = bindings++;
        for (int i = 0; i < binding.subjects().size(); i++) {
            Subject subject = binding.subjects().get(i);
            Grant grant = new Grant(place, i, binding, subject, role);
            switch (subject) {
                case Subject.User user -> enter(byUserName, user.name(), grant);
                case Subject.Group group -> enter(byGroup, group.name(), grant);
                case Subject.ServiceAccount account -> {
                    String namespace = account.namespace().isEmpty() ? binding.namespace() : account.namespace();
                    if (!namespace.isEmpty()) {
                        enter(byUserName, Subject.ServiceAccount.userName(namespace, account.name()), grant);
                    }
                }
            }
        }
    }

    private static void enter(Map<String, List<Grant>> index, String key, Grant grant) {
        index.computeIfAbsent(key, absent -> new ArrayList<>()).add(grant);
    }

    /** Every subject of every binding that speaks of the user, in the bindings' order. */
    List<Grant> grantsOf(RbacUser user) {
        List<Grant> found = new ArrayList<>(byUserName.getOrDefault(user.name(), List.of()));
        int listsFound = found.isEmpty() ? 0 : 1;
        for (String group : new HashSet<>(user.groups())) {
            List<Grant> ofGroup = byGroup.getOrDefault(group, List.of());
            if (!ofGroup.isEmpty()) {
                found.addAll(ofGroup);
                listsFound++;
            }
        }
        if (listsFound > 1) {
            Collections.sort(found, ORDER);
        }
        return found;
    }
}
