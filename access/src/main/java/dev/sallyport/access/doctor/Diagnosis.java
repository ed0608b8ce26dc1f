package dev.sallyport.access.doctor;

import java.util.List;
import java.util.Optional;

/**
 * Everything that was seen, from the shell outward.
 *
 * @param observations in the order a request takes
 */
public record Diagnosis(List<Observation> observations) {

    public Diagnosis {
        observations = List.copyOf(observations);
    }

    /** The faults, the first of which is to be mended first. */
    public List<Observation> faults() {
        return observations.stream().filter(observation -> observation.level() == Level.FAULT).toList();
    }

    /** The fault to mend first. */
    public Optional<Observation> first() {
        return faults().stream().findFirst();
    }
}
