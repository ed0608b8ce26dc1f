package dev.sallyport.mapping.repair;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.edit.LineChange;

import java.util.List;

/** What became of an attempt to repair a map. */
public sealed interface RepairOutcome {

    /** Everything can be read: there is nothing to repair. */
    record Whole() implements RepairOutcome {}

    /**
     * A map that can be read.
     *
     * @param after the map: {@link AwsAuth#manifest()} holds the new file, {@link AwsAuth#data()} the new texts
     * @param changes the lines that differ
     * @param doubts what may not be as it was meant, in sentences: ARNs of the text that became no entry, and entries that
     *     say other things than they are known to have said
     */
    record Repaired(AwsAuth after, List<LineChange> changes, List<String> doubts) implements RepairOutcome {
        public Repaired {
            changes = List.copyOf(changes);
            doubts = List.copyOf(doubts);
        }
    }

    /**
     * No few changes of lines make it readable.
     *
     * @param fault the first thing in the way
     */
    record Impossible(Finding fault) implements RepairOutcome {}
}
