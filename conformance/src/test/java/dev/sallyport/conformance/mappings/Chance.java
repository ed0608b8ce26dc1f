package dev.sallyport.conformance.mappings;

import java.util.List;
import java.util.random.RandomGenerator;

/** Choices out of one generator, so that a seed says everything. */
record Chance(RandomGenerator random) {

    /** One of these, each as likely. */
    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One of a list that is not empty. */
    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Yes, so many times in a hundred. */
    boolean percent(int yes) {
        return random.nextInt(100) < yes;
    }

    /** A number from 0 to one less than this. */
    int below(int bound) {
        return random.nextInt(bound);
    }
}
