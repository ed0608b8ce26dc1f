package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.RulePlace;

import java.util.List;

/** What became of a list of edits: all of them, or none. */
public sealed interface EditOutcome {

    /**
     * The map with every edit in it.
     *
     * @param after the new map: {@link AwsAuth#data()} holds the new texts, {@link AwsAuth#manifest()} the new file
     * @param changes the lines that changed, in their order; empty where nothing had to
     * @param notes what people should know beside them, such as that a section was written in another style
     */
    record Edited(AwsAuth after, List<LineChange> changes, List<String> notes) implements EditOutcome {
        public Edited {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Nothing was changed.
     *
     * @param reason for programs
     * @param place where; the line is 0 where no line is to blame
     * @param column 1-based; 0 where only the line is known, or not even that
     * @param line the line itself, for a caret below its column; empty where there is none
     * @param message what stands in the way, one sentence
     * @param remedy what to do, one sentence
     */
    record Refused(Reason reason, RulePlace place, int column, String line, String message,
            String remedy) implements EditOutcome {}

    /** Why an edit is refused. */
    enum Reason {
        /** The section or the file cannot be read; such a one is never rewritten. */
        UNREADABLE,
        /** The section uses anchors: an edit in one place could change another. */
        ANCHORS,
        /** No entry has this ARN. */
        NO_SUCH_ENTRY,
        /** More than one entry has this ARN, and no line was given. */
        AMBIGUOUS,
        /** The section has an entry with this ARN already. */
        ALREADY_THERE,
        /** The text is written in a way that cannot be edited safely. */
        STYLE,
        /** The edited text did not read as it should, so it was thrown away. */
        CHECK
    }
}
