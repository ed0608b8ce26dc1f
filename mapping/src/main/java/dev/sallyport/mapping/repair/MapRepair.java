package dev.sallyport.mapping.repair;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.LineChanges;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.edit.MappingEditor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Repairs a map that cannot be read with few changes of lines.
 *
 * <p>The parser says on which line reading ended; the fault is there or shortly before. So the lines there are replaced,
 * one at a time, by what people most likely meant ({@link LineRepairs}), and each text that comes of it is read. One that
 * can be read, and in which every ARN of the text is an entry and every entry that is known says what it is known to say,
 * is the repair. Of those that cannot, the few that let reading get farthest are changed again: a beam search over texts,
 * one changed line a step, so that the first repair found has the fewest steps. Afterwards changed lines are put back as they
 * were, and stay so where the map can be read without the change ({@link FewestChanges}).
 *
 * <p>Sections that can be read are never touched. Nothing is taken out: a repair that would lose an entry is given only
 * when there is no other, with the loss said. The work is bounded by the characters that are read.
 */
public final class MapRepair {

    private static final int WIDTH = 10; // texts that are followed at once
    private static final long MOST_READ = 60_000_000; // characters, about two seconds
    private static final long MOST_READ_TO_PUT_BACK = 20_000_000; // characters beside those
    private static final int MOST_TRIES = 1_500; // texts; a small one that none of these mends is beyond this

    private final Doubts doubts;
    private final IntConsumer told;

    private MapRepair(List<MappingRule> known, IntConsumer told) {
        this.doubts = new Doubts(known);
        this.told = told;
    }

    /** Repairs a map of which nothing more is known. */
    public static RepairOutcome of(AwsAuth map) {
        return of(map, List.of());
    }

    /**
     * Repairs a map.
     *
     * @param map from a file or from a ConfigMap's data
     * @param known rules that were in force, as of the last good revision; those whose ARN is gone from the text do not
     *     come back
     */
    public static RepairOutcome of(AwsAuth map, List<MappingRule> known) {
        return of(map, known, _ -> {});
    }

    /** As {@link #of(AwsAuth, List)}, and tells of each text that is read how many characters it has. */
    static RepairOutcome of(AwsAuth map, List<MappingRule> known, IntConsumer told) {
        return new MapRepair(known, told).repair(map);
    }

    private RepairOutcome repair(AwsAuth broken) {
        AwsAuth map = asText(broken);
        Optional<Finding> fault = fault(map);
        if (fault.isEmpty()) {
            return fault(broken).isEmpty()
                    ? new RepairOutcome.Whole()
                    : new RepairOutcome.Repaired(map, LineChanges.between(broken, map), List.of());
        }
        Optional<AwsAuth> after = map.manifest().isPresent()
                ? new Search(map.manifest().get(), text -> AwsAuth.parseManifest(map.source(), text)).best()
                : sections(map);
        return after.<RepairOutcome>map(
                found -> new RepairOutcome.Repaired(found, LineChanges.between(broken, found),
                        doubts.between(map, found)))
                .orElseGet(() -> new RepairOutcome.Impossible(fault.get()));
    }

    /** Sections that a file gives as lists are made texts first. */
    private static AwsAuth asText(AwsAuth map) {
        AwsAuth now = map;
        for (SectionReading section : map.sections()) {
            if (section.lost().filter(lost -> lost.code().equals(FindingCode.SECTION_LIST.code())).isPresent()
                    && MappingEditor.edit(now, new MappingEdit.SectionAsText(
                            section.section())) instanceof EditOutcome.Edited edited) {
                now = edited.after();
            }
        }
        return now;
    }

    private Optional<AwsAuth> sections(AwsAuth map) {
        Map<String, String> data = new HashMap<>(map.data());
        for (SectionReading section : map.sections()) {
            if (section.lost().isPresent()) {
                String key = section.section().key();
                Optional<AwsAuth> found = new Search(section.text(), text -> AwsAuth.parse(Map.of(key, text))).best();
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                data.put(key, found.get().data().getOrDefault(key, ""));
            }
        }
        return Optional.of(AwsAuth.parse(data));
    }

    /** The first thing for which a section, or the whole file, is given up. */
    private static Optional<Finding> fault(AwsAuth map) {
        return map.findings().stream().filter(finding -> finding.code().equals(FindingCode.FILE.code())).findFirst()
                .or(() -> map.sections().stream().flatMap(section -> section.lost().stream()).findFirst());
    }

    /** The search for one text. */
    private final class Search {

        private final List<String> original;
        private final String end;
        private final boolean endsLine;
        private final Function<String, AwsAuth> reading;
        private final LineRepairs repairs;
        private final Set<String> arns;
        private long read;
        private int tries;

        /** A text on the way: how far it can be read, and how it differs. */
        private record Step(List<String> lines, AwsAuth map, int faultLine, int doubts, int rank) {
            boolean isReadable() {
                return faultLine < 0;
            }
        }

        Search(String text, Function<String, AwsAuth> reading) {
            this.end = text.contains("\r\n") ? "\r\n" : "\n";
            this.endsLine = text.endsWith("\n");
            this.original = text.lines().toList();
            this.reading = reading;
            this.repairs = new LineRepairs(original);
            this.arns = Doubts.arns(text);
        }

        Optional<AwsAuth> best() {
            List<Step> beam = List.of(step(original, 0));
            Set<List<String>> seen = new LinkedHashSet<>();
            Optional<Step> fallback = Optional.empty();
            Optional<List<String>> untabbed = repairs.withoutTabs();
            List<Step> first = untabbed.map(lines -> List.of(step(lines, 0))).orElse(List.of());
            while (!beam.isEmpty()) {
                List<Step> next = new ArrayList<>(first);
                first = List.of();
                for (Step step : beam) {
                    expand(step, seen, next);
                }
                List<Step> readable = next.stream().filter(Step::isReadable)
                        .sorted(Comparator.comparingInt(Step::doubts).thenComparingInt(Step::rank)).toList();
                if (!readable.isEmpty() && readable.getFirst().doubts() == 0) {
                    return Optional.of(minimal(readable.getFirst()).map());
                }
                if (!readable.isEmpty() && (fallback.isEmpty()
                        || readable.getFirst().doubts() < fallback.get().doubts())) {
                    fallback = Optional.of(readable.getFirst());
                }
                beam = next.stream().filter(step -> !step.isReadable())
                        .sorted(Comparator.comparingInt(Step::faultLine).reversed()
                                .thenComparingInt(Step::rank))
                        .limit(WIDTH).toList();
            }
            return fallback.map(step -> minimal(step).map());
        }

        private void expand(Step step, Set<List<String>> seen, List<Step> next) {
            for (int index : suspects(step)) {
                int rank = step.rank();
                for (String line : repairs.of(index, step.lines())) {
                    List<String> lines = new ArrayList<>(step.lines());
                    lines.set(index, line);
                    rank++;
                    if (read < MOST_READ && tries < MOST_TRIES && seen.add(lines)) {
                        next.add(step(lines, rank));
                    }
                }
            }
        }

        /** The line where reading ended, the one before, and the last one that opens a quote and does not close it. */
        private Set<Integer> suspects(Step step) {
            Set<Integer> suspects = new LinkedHashSet<>();
            int at = Math.min(step.faultLine(), step.lines().size() - 1);
            int before = at;
            for (int found = 0; before >= 0 && found < 3; before--) {
                if (!LineRepairs.isNothing(step.lines().get(before))) {
                    suspects.add(before);
                    found++;
                }
            }
            for (int i = at; i >= 0; i--) {
                String line = step.lines().get(i);
                if (line.chars().filter(c -> c == '"').count() % 2 == 1
                        || line.chars().filter(c -> c == '\'').count() % 2 == 1) {
                    suspects.add(i);
                    break;
                }
            }
            return suspects;
        }

        private Step step(List<String> lines, int rank) {
            String text = String.join(end, lines) + (endsLine ? end : "");
            read += text.length();
            told.accept(text.length());
            tries++;
            AwsAuth map = reading.apply(text);
            Optional<Finding> fault = fault(map);
            int line = fault.map(found -> Math.max(0, found.place().line() - 1)).orElse(-1);
            return new Step(List.copyOf(lines), map, line,
                    fault.isPresent() ? 0 : doubts.of(arns, map).size(),
                    rank);
        }

        /** Without the changes that are not needed, as far as that is found with so much reading. */
        private Step minimal(Step repaired) {
            long most = read + MOST_READ_TO_PUT_BACK;
            AtomicReference<Step> now = new AtomicReference<>(repaired);
            FewestChanges.of(original, repaired.lines(), lines -> {
                Step without = step(lines, repaired.rank());
                boolean harmless = without.isReadable() && without.doubts() <= now.get().doubts();
                if (harmless) {
                    now.set(without);
                }
                return harmless;
            }, () -> read < most);
            return now.get();
        }
    }
}
