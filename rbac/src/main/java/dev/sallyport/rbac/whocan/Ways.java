package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may do one thing, and who may get there. Immutable as seen from outside; one thread at a time. */
public final class Ways {

    private final Holders holders;
    private final List<Reach.Round> rounds;
    private final Map<Gain, List<Step>> onwards;

    Ways(Holders holders, List<Reach.Round> rounds, Map<Gain, List<Step>> onwards) {
        this.holders = holders;
        this.rounds = List.copyOf(rounds);
        this.onwards = Map.copyOf(onwards);
    }

    /** Who may do it by themselves. */
    public Holders holders() {
        return holders;
    }

    /** Every way in which a user may do it by themselves; none for a no. */
    public List<Decision.Chain> chainsOf(RbacUser user) {
        return holders.of(user);
    }

    /**
     * The shortest ways for a user who may not do it by themselves: every first step of that length, each with one way
     * onwards. None for somebody who needs none, or finds none within the bound.
     */
    public List<Route> routesOf(RbacUser user) {
        return holders.of(user).isEmpty() ? routes(Names.of(user)) : List.of();
    }

    /** As {@link #routesOf(RbacUser)}, for whatever has this one name: a group's members, whoever they are. */
    public List<Route> routesOf(Subject subject) {
        return holders.chains().containsKey(subject) ? List.of() : routes(Set.of(subject));
    }

    /** Everybody who by this one name has a way; those with a right of their own left out. */
    public List<Subject> subjectsWithRoutes() {
        return rounds.stream().flatMap(round -> round.subjects().stream()).distinct()
                .filter(subject -> !routesOf(subject).isEmpty()).toList();
    }

    private List<Route> routes(Set<Subject> names) {
        for (Reach.Round round : rounds) {
            List<Route> found = new ArrayList<>();
            for (Step first : round.stepsOf(names)) {
                List<Step> steps = new ArrayList<>(List.of(first));
                steps.addAll(onwards.getOrDefault(first.gain(), List.of()));
                found.add(new Route(steps));
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
