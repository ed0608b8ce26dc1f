package dev.sallyport.conformance.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A class of inputs at which we differ from a peer on purpose. It looks at the input alone: a predicate that saw the
 * answers could excuse any fault. Its reason stands in {@code docs/compatibility.md} under its name.
 *
 * @param <I> the input
 * @param name as it stands in the document, such as {@code template-filled-once}
 * @param applies whether an input belongs to it
 */
public record DesignedDifference<I>(String name, Predicate<I> applies) {

    /** The first of these that an input belongs to. */
    public static <I> Optional<DesignedDifference<I>> of(I input, List<DesignedDifference<I>> all) {
        return all.stream().filter(difference -> difference.applies().test(input)).findFirst();
    }
}
