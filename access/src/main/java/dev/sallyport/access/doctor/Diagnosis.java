package dev.sallyport.access.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was seen, from the shell outward.
 *
 * @param observations in the order a request takes
 * @param names what the person, their cluster and their account are called, for whoever must not tell them
 */
public record Diagnosis(List<Observation> observations, Set<String> names) {

    public Diagnosis {
        observations = List.copyOf(observations);
        names = Set.copyOf(names);
    }

    /** Of which no names are known. */
    public Diagnosis(List<Observation> observations) {
        this(observations, Set.of());
    }

    /** The faults, the first of which is to be mended first. */
    public List<Observation> faults() {
        return observations.stream().filter(observation -> observation.level() == Level.FAULT).toList();
    }

    /** The fault to mend first. */
    public Optional<Observation> first() {
        return faults().stream().findFirst();
    }

    /** What was seen at the station of this code. */
    public Diagnosis at(CheckCode code) {
        return new Diagnosis(
                observations.stream().filter(observation -> observation.station() == code.station()).toList());
    }

    /** Where this was seen, or something that cannot be told apart from it. */
    public Optional<Observation> find(CheckCode code) {
        return observations.stream().filter(
                observation -> observation.code().equals(Optional.of(code)) || observation.alike().contains(code))
                .findFirst();
    }

    /** Whether this could have been seen, had it been there. */
    public boolean sawStation(CheckCode code) {
        List<Observation> there = at(code).observations();
        return there.isEmpty() || there.stream().anyMatch(observation -> observation.level() != Level.UNSEEN);
    }
}
