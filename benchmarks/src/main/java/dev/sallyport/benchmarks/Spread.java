package dev.sallyport.benchmarks;

import java.util.stream.Stream;

/** The median of measured values, and how far they lie apart. */
public record Spread(double median, double least, double most) {

    /** That of some values, at least one. */
    public static Spread of(Stream<Double> values) {
        double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
