package dev.sallyport.conformance.compare;

import java.util.List;
import java.util.Map;

/**
 * What came out in one area.
 *
 * @param byDesign how many differences of each designed class were met
 * @param peers who was compared with, with versions
 * @param missing peers that this machine lacks
 * @param notes what else a reader should know of the cases
 */
record AreaResult(Area area, int compared, int equal, Map<String, Integer> byDesign, List<Fault> faults,
        List<String> peers, List<String> missing, List<String> notes) {

    int differentByDesign() {
        return byDesign.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One line for people. */
    String line() {
        return area.title() + ": " + compared + " " + area.unit() + " compared, " + equal + " equal, "
                + differentByDesign() + " different by design, " + faults.size()
                + (faults.size() == 1 ? " fault" : " faults")
                + (missing.isEmpty() ? "" : "; NOT compared with " + String.join(", ", missing));
    }
}
