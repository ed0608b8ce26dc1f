package dev.sallyport.benchmarks;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How often something is measured, and the two tables that come of it: time by JMH, and work, which is the processor time
 * of the working thread, and what other programs on the machine cannot slow down.
 */
public record Rounds(int number) {

    private static final int USUAL = 10;

    /**
     * As asked for by {@code --rounds N}, else 10.
     *
     * @throws IllegalArgumentException for other arguments; the message is the benchmark's usage
     */
    public static Rounds of(String benchmark, String[] arguments) {
        if (arguments.length == 0) {
            return new Rounds(USUAL);
        }
        if (arguments.length == 2 && arguments[0].equals("--rounds") && arguments[1].matches("[1-9]\\d{0,3}")) {
            return new Rounds(Integer.parseInt(arguments[1]));
        }
        throw new IllegalArgumentException("Usage: " + benchmark + " [--rounds N]");
    }

    /** Runs every benchmark of a class and prints what an operation took, in the unit that the class says. */
    public void printTime(Class<?> benchmark, String unit) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(benchmark.getName() + "\\.")
                .measurementIterations(number).verbosity(VerboseMode.SILENT).build()).run();
        System.out.printf("%-26s %14s %28s%n", "time, " + unit + " an operation", "median", "(min-max)");
        for (RunResult result : results) {
            Statistics rounded = result.getPrimaryResult().getStatistics();
            print(result.getPrimaryResult().getLabel(),
                    new Spread(rounded.getPercentile(50), rounded.getMin(), rounded.getMax()));
        }
        System.out.printf("%-26s %14s %28s%n", "work, " + unit + " an operation", "median", "(min-max)");
    }

    /**
     * Prints the work of an operation, after as many rounds that are not counted.
     *
     * @param nanoseconds how many make one unit of the table
     */
    public void printWork(String name, double nanoseconds, Supplier<?> operation) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Double> counted = new ArrayList<>();
        int results = 0;
        for (int round = -number; round < number; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            Object result = operation.get();
            results += result instanceof List<?> list && list.isEmpty() ? 0 : 1;
            double took = (threads.getCurrentThreadCpuTime() - begin) / nanoseconds;
            if (round >= 0) {
                counted.add(took);
            }
        }
        if (results == 0) {
            throw new IllegalStateException("nothing came of " + name);
        }
        print(name, Spread.of(counted.stream()));
    }

    private static void print(String name, Spread spread) {
        System.out.printf(Locale.ROOT, "%-26s %14.1f %28s%n", name, spread.median(),
                String.format(Locale.ROOT, "(%.1f-%.1f)", spread.least(), spread.most()));
    }
}
