package dev.sallyport.cluster.review;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.LineChange;
import dev.sallyport.mapping.edit.LineChanges;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.edit.MappingEditor;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is to be done to a map, whatever the map says by then. May be asked again when somebody else was faster. */
@FunctionalInterface
public interface MapChange {

    /** The map with the change in it, or why there can be none. */
    EditOutcome of(AwsAuth map);

    /** Edits that keep the rest of the text; which ones may depend on what stands there. */
    static MapChange edits(Function<AwsAuth, List<MappingEdit>> edits) {
        return map -> MappingEditor.edit(map, edits.apply(map));
    }

    /**
     * Another text in place of all that stands there, to the last character. Where no line differs and the text does, a
     * note says so.
     *
     * @param data the ConfigMap's whole data
     */
    static MapChange replacement(Map<String, String> data) {
        AwsAuth after = AwsAuth.parse(data);
        return map -> {
            List<LineChange> changes = LineChanges.between(map, after);
            return new EditOutcome.Edited(after, changes, changes.isEmpty() && !map.data().equals(data)
                    ? List.of("the lines stay; only how they end is different (LF or CRLF, or the last one's end), or"
                            + " a key without a line")
                    : List.of());
        };
    }
}
