package dev.sallyport.conformance.compare;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where generated cases begin. It is the same in every run, so that a build that fails tells of a change and not of luck;
 * {@code -Dsallyport.seed=N} (or {@code conformance/run --seed N}) searches elsewhere.
 *
 * @param value the number to be printed, and to be given again to see the same cases
 */
public record Seed(long value) {

    private static final long USUAL = 20_250_418;

    /** The seed of this run. */
    public static Seed ofThisRun() {
        return new Seed(Long.getLong("sallyport.seed", USUAL));
    }

    /** A generator for one area, apart from those of the others. */
    public RandomGenerator generator(Area area) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(value * 31 + area.id().hashCode());
    }
}
