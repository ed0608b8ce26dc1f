package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Subject;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says who meets a need. For one search; remembers what it found.
 *
 * <p>Needs are many, as there are names and namespaces, while few rules allow any of them. So a need is reduced to the set
 * of roles that allow one of its requests: whoever a ClusterRoleBinding binds to one of these meets it wherever it is,
 * and needs with the same roles share that answer. RoleBindings come on top, those of the one namespace alone.
 */
final class NeedIndex {

    /** Whoever ClusterRoleBindings bind to one of some roles; one object for each set of roles. */
    static final class Everywhere {
        private final Set<Subject> subjects = new HashSet<>();

        Set<Subject> subjects() {
            return subjects;
        }
    }

    /** Who meets one need. */
    record Meeting(Everywhere everywhere, Set<Subject> inNamespaces) {

        boolean isBy(Subject name) {
            return inNamespaces.contains(name) || everywhere.subjects().contains(name);
        }
    }

    private final WhoCan whoCan;
    private final Map<Need, Meeting> meetings = new HashMap<>();
    private final Map<AccessRequest, BitSet> allowing = new HashMap<>();
    private final Map<BitSet, Everywhere> everywhere = new HashMap<>();

    NeedIndex(WhoCan whoCan) {
        this.whoCan = whoCan;
    }

    /** Who meets this. The group {@code system:masters} meets everything, and is left out. */
    Meeting of(Need need) {
        Meeting known = meetings.get(need);
        if (known == null) {
            known = found(need);
            meetings.put(need, known);
        }
        return known;
    }

    private Meeting found(Need need) {
        BitSet roles = new BitSet();
        Set<Subject> inNamespaces = new HashSet<>();
        switch (need) {
            case Need.May may -> may.anyOf().forEach(request -> {
                BitSet allowed = allowing(request);
                roles.or(allowed);
                if (request instanceof AccessRequest.Resource wanted && !wanted.namespace().isEmpty()) {
                    addBound(inNamespaces, wanted.namespace(), allowed);
                }
            });
            case Need.Bound(var role, String namespace) -> {
                BitSet only = new BitSet();
                only.set(whoCan.placeOf(role));
                if (namespace.isEmpty()) {
                    roles.or(only);
                } else {
                    addBound(inNamespaces, namespace, only);
                }
            }
        }
        return new Meeting(everywhere.computeIfAbsent(roles, this::boundEverywhere), inNamespaces);
    }

    private Everywhere boundEverywhere(BitSet roles) {
        Everywhere bound = new Everywhere();
        addBound(bound.subjects, "", roles);
        return bound;
    }

    private void addBound(Set<Subject> into, String namespace, BitSet roles) {
        whoCan.boundIn(namespace).stream().filter(bound -> roles.get(bound.rolePlace()))
                .forEach(bound -> into.addAll(bound.names()));
    }

    /** The roles with a rule that allows this; where, does not matter to a rule. */
    private BitSet allowing(AccessRequest request) {
        AccessRequest anywhere = request instanceof AccessRequest.Resource wanted
                ? new AccessRequest.Resource(wanted.verb(), wanted.group(), wanted.resource(), wanted.subresource(),
                        wanted.name(), "")
                : request;
        return allowing.computeIfAbsent(anywhere, whoCan::placesOfRolesThatAllow);
    }
}
