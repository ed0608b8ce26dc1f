package dev.sallyport.sandbox.aws.world;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An immutable table, sorted by key. A change gives a new one and leaves the old as it was; it copies, which is cheap at
 * the sandbox's sizes.
 *
 * @param <V> the values
 */
public final class Table<V> {

    private final SortedMap<String, V> rows;

    private Table(SortedMap<String, V> rows) {
        this.rows = rows;
    }

    /** A table without rows. */
    public static <V> Table<V> empty() {
        return new Table<>(new TreeMap<>());
    }

    /** The value of a key. */
    public Optional<V> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** Whether there is a key that differs from this one at most in case: IAM's names are unique in that sense. */
    boolean holdsIgnoringCase(String key) {
        return rows.containsKey(key) || rows.keySet().stream().anyMatch(key::equalsIgnoreCase);
    }

    /** All values, in their keys' order. */
    public Collection<V> values() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** The rows, sorted by key. */
    public Map<String, V> asMap() {
        return Collections.unmodifiableMap(rows);
    }

    Table<V> with(String key, V value) {
        TreeMap<String, V> copy = new TreeMap<>(rows);
        copy.put(key, value);
        return new Table<>(copy);
    }

    Table<V> without(String key) {
        TreeMap<String, V> copy = new TreeMap<>(rows);
        copy.remove(key);
        return new Table<>(copy);
    }

    /** How many rows there are. */
    public int size() {
        return rows.size();
    }

    @Override
    public String toString() {
        return rows.keySet().toString();
    }
}
