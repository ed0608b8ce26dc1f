package dev.sallyport.conformance.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was compared in one area: counted while a suite runs, written down by {@link #close()}, which fails when there
 * was a fault. Not for several threads.
 *
 * @param <I> the input of a case
 */
public final class Comparison<I> implements AutoCloseable {

    private static final int SHOWN_FAULTS = 10; // enough to see what they have in common

    private static final int SHRUNK_FAULTS = 5; // a broken rule fails hundreds of cases, and each search takes its time

    private final Area area;
    private final List<DesignedDifference<I>> designed;
    private final Map<String, Integer> byDesign = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> peers = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int compared;
    private int equal;

    private Comparison(Area area, List<DesignedDifference<I>> designed) {
        this.area = area;
        this.designed = List.copyOf(designed);
    }

    /**
     * Begins an area with the differences that are meant there.
     *
     * @throws IllegalArgumentException when the document does not explain one of them
     */
    public static <I> Comparison<I> of(Area area, List<DesignedDifference<I>> designed) {
        Set<String> explained = CompatibilityDocument.explained();
        designed.stream().map(DesignedDifference::name).filter(name -> !explained.contains(name)).findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("docs/compatibility.md has no section ### " + name
                            + " with the reason of this difference");
                });
        return new Comparison<>(area, designed);
    }

    /** Names a peer with its version, such as {@code kube-apiserver 1.34.4}. */
    public Comparison<I> with(String peer) {
        peers.add(peer);
        return this;
    }

    /** Names a peer that this machine lacks, and says it on standard error: nothing passes by silence. */
    public Comparison<I> without(String peer, String remedy) {
        missing.add(peer + " (" + remedy + ")");
        System.err.println("NOT COMPARED: " + area.title() + ", for want of " + peer + ". " + remedy);
        return this;
    }

    /** Says something about the cases, such as how many documents they were: it stands in the report. */
    public Comparison<I> note(String sentence) {
        notes.add(sentence);
        return this;
    }

    /**
     * Compares two answers to one input by {@code equals}.
     *
     * @return whether they differ and no designed difference applies: the caller may look for a smaller case, and must
     *     tell {@link #fault} of it
     */
    public boolean differ(I input, Object ours, Object theirs) {
        compared++;
        if (ours.equals(theirs)) {
            equal++;
            return false;
        }
        var meant = DesignedDifference.of(input, designed);
        meant.ifPresent(difference -> byDesign.merge(difference.name(), 1, Integer::sum));
        return meant.isEmpty();
    }

    /** Whether two answers to an input would be a fault; counts nothing, for those who look for a smaller case. */
    public boolean wouldBeFault(I input, Object ours, Object theirs) {
        return !ours.equals(theirs) && DesignedDifference.of(input, designed).isEmpty();
    }

    /** Whether the next fault is worth the search for its smallest form; later ones are recorded as they are. */
    public boolean shrinksNext() {
        return faults.size() < SHRUNK_FAULTS;
    }

    /** Records a fault that {@link #differ} found. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** Compares, and records what nobody meant as it is. */
    public void compare(I input, Object ours, Object theirs) {
        if (differ(input, ours, theirs)) {
            fault(new Fault(String.valueOf(input), String.valueOf(ours), String.valueOf(theirs)));
        }
    }

    /** How many cases there were. */
    public int compared() {
        return compared;
    }

    /** The faults so far. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /**
     * Writes the area's part of the report.
     *
     * @throws AssertionError when there was a fault, naming the first ones
     */
    @Override
    public void close() {
        AreaResult result = new AreaResult(area, compared, equal, Map.copyOf(byDesign), List.copyOf(faults),
                List.copyOf(peers), List.copyOf(missing), List.copyOf(notes));
        ReportFiles.keep(result);
        System.out.println(result.line());
        if (!faults.isEmpty()) {
            StringBuilder text = new StringBuilder(
                    faults.size() + " of " + compared + " " + area.unit() + " differ from "
                            + String.join(", ", peers) + " and no class of docs/compatibility.md covers them (seed "
                            + Seed.ofThisRun().value() + "):");
            faults.stream().limit(SHOWN_FAULTS).forEach(fault -> text.append("\n\n").append(fault.describe()));
            throw new AssertionError(text.toString());
        }
    }
}
