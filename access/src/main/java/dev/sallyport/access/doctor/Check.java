package dev.sallyport.access.doctor;

import java.util.List;

/** Looks at one part of the way. A check that lacks what an earlier one could not learn says so, and finds no fault. */
interface Check {

    /** Looks, with what is known by now. */
    Seen look(Surroundings place, Facts known);

    /**
     * What came of it.
     *
     * @param facts what is known now
     * @param observations in the order they should be read
     */
    record Seen(Facts facts, List<Observation> observations) {
        public Seen {
            observations = List.copyOf(observations);
        }
    }
}
