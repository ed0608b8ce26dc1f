package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacSnapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says who may get to a request by first doing something else.
 *
 * <p>The search runs backwards, from the request. First it finds every gain that is enough for it: to act as one of those
 * who may do it (the cast: whoever a binding names, each namespace's {@code default} service account, and {@code
 * system:masters}), to hold a role that allows it, to hold every right where it happens. For each gain there is a short
 * list of steps that bring it, and each step asks for a few requests; {@link WhoCan} says who may make those. Whoever
 * meets all of a step's needs by themselves has a way of two steps. A second round takes the members of the cast who have
 * such a way as new goals, and so on, up to the bound that was given.
 *
 * <p>Bounded: the cast is finite, each of its members becomes a goal at most once, in the first round that reaches it, so
 * that ways are shortest ones and never go in a ring. Deterministic: everything is visited in the order of names and of
 * {@link Technique}. Two things are left out, and belong to longer ways only: a role that one binds oneself to counts for
 * the request itself and not for a further step, and after a step one is who one has become, and no longer oneself.
 */
public final class Reach {

    /** A member of the cast who has a way, and the steps of it. */
    private record Reached(Gain gain, List<Step> way) {}

    private final WhoCan whoCan;
    private final Cast cast;
    private final StepCatalogue catalogue;

    private Reach(WhoCan whoCan, ClusterTraits traits) {
        this.whoCan = whoCan;
        this.cast = new Cast(whoCan.snapshot());
        this.catalogue = new StepCatalogue(whoCan, cast, traits);
    }

    /** Over a snapshot's index, for a cluster of this kind. */
    public static Reach over(WhoCan whoCan, ClusterTraits traits) {
        return new Reach(whoCan, traits);
    }

    /** Over a snapshot, for a cluster of this kind. */
    public static Reach over(RbacSnapshot snapshot, ClusterTraits traits) {
        return new Reach(WhoCan.over(snapshot), traits);
    }

    /**
     * The ways to a request.
     *
     * @param mostSteps how many steps at most before the request itself; 0 for who may do it by themselves
     */
    public Ways to(AccessRequest request, int mostSteps) {
        Holders holders = whoCan.holders(request);
        NeedIndex needs = new NeedIndex(whoCan);
        List<Round> rounds = new ArrayList<>();
        Map<Gain, List<Step>> onwards = new HashMap<>();
        List<Gain> goals = mostSteps > 0 ? enoughFor(holders) : List.of();
        goals.forEach(goal -> onwards.put(goal, List.of()));
        while (!goals.isEmpty() && rounds.size() < mostSteps) {
            Round round = new Round(needs, goals.stream().flatMap(goal -> catalogue.to(goal).stream()).toList());
            rounds.add(round);
            List<Reached> next = new ArrayList<>();
            for (Gain gain : rounds.size() < mostSteps ? candidates() : List.<Gain>of()) {
                if (!onwards.containsKey(gain)) {
                    round.firstOf(gain).ifPresent(step -> {
                        List<Step> way = new ArrayList<>(List.of(step));
                        way.addAll(onwards.getOrDefault(step.gain(), List.of()));
                        next.add(new Reached(gain, way));
                    });
                }
            }
            next.forEach(reached -> onwards.put(reached.gain(), reached.way()));
            goals = next.stream().map(Reached::gain).toList();
        }
        return new Ways(whoCan, holders, rounds, onwards);
    }

    private List<Gain> enoughFor(Holders holders) {
        Set<Gain> enough = new LinkedHashSet<>();
        cast.gains().stream().filter(gain -> gain.allows(holders)).forEach(enough::add);
        whoCan.rolesThatAllow(holders.request()).forEach(role -> {
            if (role.isClusterRole()) {
                enough.add(new Gain.Holding(role, ""));
            }
            namespaceOf(holders.request()).filter(wanted -> role.isClusterRole() || role.namespace().equals(wanted))
                    .ifPresent(wanted -> enough.add(new Gain.Holding(role, wanted)));
        });
        enough.add(new Gain.EveryRight(""));
        namespaceOf(holders.request()).ifPresent(wanted -> enough.add(new Gain.EveryRight(wanted)));
        return enough.stream().filter(gain -> gain.allows(holders)).toList();
    }

    private static Optional<String> namespaceOf(AccessRequest request) {
        return request instanceof AccessRequest.Resource wanted && !wanted.namespace().isEmpty()
                ? Optional.of(wanted.namespace())
                : Optional.empty();
    }

    private List<Gain> candidates() {
        List<Gain> candidates = new ArrayList<>(cast.gains());
        cast.namespaces().forEach(namespace -> candidates.add(new Gain.EveryRight(namespace)));
        return candidates;
    }
}
