package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The lines that differ between two maps, however the one became the other. */
public final class LineChanges {

    private LineChanges() {}

    /** Key by key, the sections first. */
    public static List<LineChange> between(AwsAuth before, AwsAuth after) {
        Set<String> keys = new LinkedHashSet<>(MapSection.all().stream().map(MapSection::key).toList());
        keys.addAll(new TreeSet<>(before.data().keySet()));
        keys.addAll(new TreeSet<>(after.data().keySet()));
        List<LineChange> changes = new ArrayList<>();
        keys.forEach(key -> changes.addAll(LineDiff.changes(before.source(), key, before.data().getOrDefault(key, ""),
                after.data().getOrDefault(key, ""))));
        return List.copyOf(changes);
    }
}
