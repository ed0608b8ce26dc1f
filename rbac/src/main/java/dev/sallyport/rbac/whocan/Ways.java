package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may do one thing, and who may get there. Immutable as seen from outside; one thread at a time. */
public final class Ways {

    private final WhoCan whoCan;
    private final Holders holders;
    private final List<Round> rounds;
    private final Map<Gain, List<Step>> onwards;

    Ways(WhoCan whoCan, Holders holders, List<Round> rounds, Map<Gain, List<Step>> onwards) {
        this.whoCan = whoCan;
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
     * The shortest ways of somebody.
     *
     * @param routes the first of them, in an order that does not change
     * @param count how many there are
     */
    public record Shortest(List<Route> routes, int count) {
        public Shortest {
            routes = List.copyOf(routes);
        }
    }

    /**
     * The shortest ways for a user who may not do it by themselves: every first step of that length, each with one way
     * onwards. None for somebody who needs none, or finds none within the bound.
     */
    public List<Route> routesOf(RbacUser user) {
        return shortestOf(user, Integer.MAX_VALUE, false).routes();
    }

    /**
     * As {@link #routesOf(RbacUser)}, the first of them only.
     *
     * @param most how many routes at most
     * @param ownOnly whether those are left out that everybody has who is let in
     */
    public Shortest shortestOf(RbacUser user, int most, boolean ownOnly) {
        return holders.of(user).isEmpty()
                ? shortest(Names.of(user), most, ownOnly ? Set.of(new Subject.Group(Names.AUTHENTICATED)) : Set.of())
                : new Shortest(List.of(), 0);
    }

    /** As {@link #shortestOf(RbacUser, int, boolean)}, for whatever has this one name: a group's members, whoever they are. */
    public Shortest shortestOf(Subject subject, int most) {
        return holders.chains().containsKey(subject)
                ? new Shortest(List.of(), 0)
                : shortest(Set.of(subject), most, Set.of());
    }

    /**
     * Why a route can be taken: for each step one piece of evidence a need, and at the end one for the request itself.
     *
     * @param user whose route it is
     */
    public List<List<Evidence>> evidence(RbacUser user, Route route) {
        return evidence(Names.of(user), route);
    }

    /** As {@link #evidence(RbacUser, Route)}, for the route of a single name. */
    public List<List<Evidence>> evidence(Subject subject, Route route) {
        return evidence(Set.of(subject), route);
    }

    private List<List<Evidence>> evidence(Set<Subject> names, Route route) {
        List<List<Evidence>> evidence = new ArrayList<>();
        Set<Subject> acting = names;
        for (Step step : route.steps()) {
            Set<Subject> now = acting;
            evidence.add(step.needs().stream().map(need -> met(now, need)).flatMap(Optional::stream).toList());
            acting = step.gain().names();
        }
        evidence.add(List.of(new Evidence(holders.request(), whoCan.firstChain(acting, holders.request()))));
        return evidence;
    }

    /** Being bound to a role shows in the role's name already, so it needs no evidence beside it. */
    private Optional<Evidence> met(Set<Subject> names, Need need) {
        return switch (need) {
            case Need.May(List<AccessRequest> anyOf) -> anyOf.stream()
                    .map(request -> new Evidence(request, whoCan.firstChain(names, request)))
                    .filter(found -> found.chain().isPresent() || names.isEmpty()).findFirst();
            case Need.Bound _ -> Optional.empty();
        };
    }

    private Shortest shortest(Set<Subject> names, int most, Set<Subject> leftOut) {
        for (Round round : rounds) {
            BitSet places = round.placesOf(names);
            if (!places.isEmpty()) {
                places.andNot(round.placesOf(leftOut));
                List<Route> routes = places.stream().limit(most).mapToObj(place -> {
                    Step first = round.step(place);
                    List<Step> steps = new ArrayList<>(List.of(first));
                    steps.addAll(onwards.getOrDefault(first.gain(), List.of()));
                    return new Route(steps);
                }).toList();
                return new Shortest(routes, places.cardinality());
            }
        }
        return new Shortest(List.of(), 0);
    }
}
