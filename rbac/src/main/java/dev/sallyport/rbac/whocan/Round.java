package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.Subject;

import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The steps of one distance from a request, found by who may take them: for each subject, the places of the steps whose
 * first need it meets. What else a step needs is looked at when somebody is asked about.
 */
final class Round {

    private final NeedIndex needs;
    private final List<Step> steps;
    private final BitSet withMoreNeeds = new BitSet();
    private final Map<Subject, BitSet> meetingFirstNeed = new HashMap<>();

    Round(NeedIndex needs, List<Step> steps) {
        this.needs = needs;
        this.steps = List.copyOf(steps);
        IdentityHashMap<NeedIndex.Meeting, BitSet> byMeeting = new IdentityHashMap<>();
        for (int place = 0; place < steps.size(); place++) {
            Step step = steps.get(place);
            withMoreNeeds.set(place, step.needs().size() > 1);
            byMeeting.computeIfAbsent(needs.of(step.needs().getFirst()), absent -> new BitSet()).set(place);
        }
        IdentityHashMap<NeedIndex.Everywhere, BitSet> byEverywhere = new IdentityHashMap<>();
        byMeeting.forEach((meeting, places) -> {
            byEverywhere.computeIfAbsent(meeting.everywhere(), absent -> new BitSet()).or(places);
            enter(meeting.inNamespaces(), places);
        });
        byEverywhere.forEach((everywhere, places) -> enter(everywhere.subjects(), places));
    }

    private void enter(Set<Subject> subjects, BitSet places) {
        subjects.forEach(subject -> meetingFirstNeed.computeIfAbsent(subject, absent -> new BitSet()).or(places));
    }

    /** The places of the steps that somebody with these names may take. */
    BitSet placesOf(Set<Subject> names) {
        BitSet places = new BitSet();
        names.forEach(name -> places.or(meetingFirstNeed.getOrDefault(name, new BitSet())));
        BitSet doubtful = (BitSet) places.clone();
        doubtful.and(withMoreNeeds);
        doubtful.stream().filter(place -> !steps.get(place).needs().stream()
                .allMatch(need -> names.stream().anyMatch(needs.of(need)::isBy))).forEach(places::clear);
        return places;
    }

    /** The step in a place. */
    Step step(int place) {
        return steps.get(place);
    }

    /** The first step that somebody may take who has gained this. */
    Optional<Step> firstOf(Gain gain) {
        return switch (gain) {
            case Gain.AsUser _,Gain.AsGroup _,Gain.AsServiceAccount _ ->
                placesOf(gain.names()).stream().limit(1).mapToObj(steps::get).findFirst();
            case Gain.Holding _,Gain.EveryRight _ -> IntStream.range(0, steps.size()).mapToObj(steps::get)
                    .filter(step -> step.needs().stream().allMatch(need -> isMetBy(gain, need))).findFirst();
        };
    }

    private static boolean isMetBy(Gain gain, Need need) {
        return switch (need) {
            case Need.May may -> may.anyOf().stream().anyMatch(gain::isRightTo);
            case Need.Bound _ -> false;
        };
    }
}
