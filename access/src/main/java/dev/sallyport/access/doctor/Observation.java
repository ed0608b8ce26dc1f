package dev.sallyport.access.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What was seen at one place of the way.
 *
 * @param station where
 * @param level how grave it is
 * @param code which; empty for what is as it should be, and for what could not be seen
 * @param evidence what was seen and where, without a secret; more than one line where there is more to show
 * @param alike faults that cannot be told apart from here, and could be it as well
 * @param cures what mends it, the surest first
 */
public record Observation(Station station, Level level, Optional<CheckCode> code, String evidence,
        List<CheckCode> alike, List<Cure> cures) {

    public Observation {
        alike = List.copyOf(alike);
        cures = List.copyOf(cures);
    }

    /** As it should be. */
    public static Observation ok(Station station, String evidence) {
        return new Observation(station, Level.OK, Optional.empty(), evidence, List.of(), List.of());
    }

    /** Odd. */
    public static Observation look(CheckCode code, String evidence, Cure... cures) {
        return new Observation(code.station(), Level.LOOK, Optional.of(code), evidence, List.of(), List.of(cures));
    }

    /** Wrong. */
    public static Observation fault(CheckCode code, String evidence, Cure... cures) {
        return new Observation(code.station(), Level.FAULT, Optional.of(code), evidence, List.of(), List.of(cures));
    }

    /** Not looked at. */
    public static Observation unseen(Station station, String because) {
        return new Observation(station, Level.UNSEEN, Optional.empty(), because, List.of(), List.of());
    }

    /** This, and what it cannot be told apart from. */
    public Observation orElse(List<CheckCode> others) {
        return new Observation(station, level, code, evidence, others, cures);
    }
}
