package dev.sallyport.cluster.review;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.LineChange;

import java.util.List;

/** A change as it would be made of the map that stands there, reviewed, and not made yet. */
public sealed interface Proposal {

    /**
     * It can be made.
     *
     * @param before the map that stands there
     * @param after the map as it would be
     * @param changes the lines that differ; empty where it is so already, or where only the ends of lines differ
     * @param notes what people should know beside them
     * @param findings what is wrong with the new text and was not wrong with the old one
     * @param dangers what it would lock out
     */
    record Ready(AwsAuth before, AwsAuth after, List<LineChange> changes, List<String> notes, List<Finding> findings,
            List<Danger> dangers) implements Proposal {
        public Ready {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
            findings = List.copyOf(findings);
            dangers = List.copyOf(dangers);
        }

        /** Whether every character stays, so that there is nothing to write. */
        public boolean isNothing() {
            return before.manifest().equals(after.manifest()) && before.data().equals(after.data());
        }
    }

    /** It cannot be made. */
    record Impossible(EditOutcome.Refused why) implements Proposal {}
}
