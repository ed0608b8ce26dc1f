package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The lines that differ between two maps, or other texts, however the one became the other. */
public final class LineChanges {

    private LineChanges() {}

    /** Of any two texts. */
    public static List<LineChange> between(String source, String before, String after) {
        return LineDiff.changes(source, "", before, after);
    }

    /** Of files, line by line; of a ConfigMap's data, key by key, the sections first. */
    public static List<LineChange> between(AwsAuth before, AwsAuth after) {
        if (before.manifest().isPresent() && after.manifest().isPresent()) {
            return LineDiff.changes(before.source(), "", before.manifest().get(), after.manifest().get());
        }
        Set<String> keys = new LinkedHashSet<>(MapSection.all().stream().map(MapSection::key).toList());
        keys.addAll(new TreeSet<>(before.data().keySet()));
        keys.addAll(new TreeSet<>(after.data().keySet()));
        List<LineChange> changes = new ArrayList<>();
        keys.forEach(key -> changes.addAll(LineDiff.changes(before.source(), key, before.data().getOrDefault(key, ""),
                after.data().getOrDefault(key, ""))));
        return List.copyOf(changes);
    }
}
