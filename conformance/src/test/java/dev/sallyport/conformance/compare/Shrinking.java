package dev.sallyport.conformance.compare;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes a failing case smaller as long as it goes on failing: takes the first smaller form that still fails, and begins
 * again from there.
 */
public final class Shrinking {

    private static final int MOST_TRIES = 300; // each may ask a real server
    /** Whoever wants to know only whether there is a fault sets it to 0. */
    private static final Duration LONGEST = Duration.ofSeconds(Long.getLong("sallyport.shrinking.seconds", 60));

    private Shrinking() {}

    /**
     * The smallest failing form that was found in a bounded time.
     *
     * @param failing what fails
     * @param smaller the forms that are one step smaller than a case, the smallest first
     * @param fails whether a case still fails
     */
    public static <I> I smallest(I failing, Function<I, Stream<I>> smaller, Predicate<I> fails) {
        I best = failing;
        long end = System.nanoTime() + LONGEST.toNanos();
        int[] tries = {0};
        boolean found = true;
        while (found) {
            Optional<I> next = smaller.apply(best)
                    .takeWhile(candidate -> tries[0]++ < MOST_TRIES && System.nanoTime() < end).filter(fails)
                    .findFirst();
            found = next.isPresent();
            best = next.orElse(best);
        }
        return best;
    }
}
