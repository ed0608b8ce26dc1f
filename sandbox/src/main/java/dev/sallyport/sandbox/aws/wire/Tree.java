package dev.sallyport.sandbox.aws.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** An answer's content before it becomes XML or JSON. */
public sealed interface Tree {

    /** A text, a number or a truth value, as it is written. */
    record Text(String value) implements Tree {}

    /** A moment, which the two forms write differently. */
    record Moment(Instant value) implements Tree {}

    /** A list. */
    record Items(List<Tree> values) implements Tree {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Named parts in their order. May hold keys: {@link #toString()} shows names alone. */
    record Struct(SequencedMap<String, Tree> parts) implements Tree {

        /** Without parts. */
        public static Struct empty() {
            return new Struct(new LinkedHashMap<>());
        }

        /** The same with one part more. */
        public Struct and(String name, Tree value) {
            SequencedMap<String, Tree> more = new LinkedHashMap<>(parts);
            more.put(name, value);
            return new Struct(more);
        }

        /** The same with one text more. */
        public Struct and(String name, String value) {
            return and(name, new Text(value));
        }

        /** The same with one moment more. */
        public Struct and(String name, Instant value) {
            return and(name, new Moment(value));
        }

        /** The same with one number more. */
        public Struct and(String name, long value) {
            return and(name, Long.toString(value));
        }

        /** The same with one truth value more. */
        public Struct and(String name, boolean value) {
            return and(name, Boolean.toString(value));
        }

        /** The same with one text more, where there is one. */
        public Struct andIfPresent(String name, Optional<String> value) {
            return value.map(present -> and(name, present)).orElse(this);
        }

        /** The same with a list more. */
        public <T> Struct andList(String name, Iterable<T> values, Function<T, ? extends Tree> each) {
            List<Tree> items = new ArrayList<>();
            values.forEach(value -> items.add(each.apply(value)));
            return and(name, new Items(items));
        }

        /** The same with all parts of another. */
        public Struct merge(Struct other) {
            SequencedMap<String, Tree> more = new LinkedHashMap<>(parts);
            more.putAll(other.parts);
            return new Struct(more);
        }

        @Override
        public String toString() {
            return "Struct" + parts.keySet();
        }
    }

    /** A struct with one text, to go on from. */
    static Struct of(String name, String value) {
        return Struct.empty().and(name, value);
    }

    /** Pairs of key and value, such as tags, as a list of structs. */
    static Items pairs(Map<String, String> pairs, String keyName, String valueName) {
        List<Tree> items = new ArrayList<>();
        pairs.forEach((key, value) -> items.add(of(keyName, key).and(valueName, value)));
        return new Items(items);
    }
}
