package dev.sallyport.conformance.compare;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The report for people. */
final class ReportText {

    private ReportText() {}

    static String of(List<AreaResult> results, LocalDate date, Seed seed) {
        StringBuilder text = new StringBuilder("""
                # Held against the real thing

                Written by `conformance/run`. What the columns mean, and how to read a difference: [README](README.md).
                What differs by design, class by class: [docs/compatibility.md](../docs/compatibility.md).

                """);
        text.append("Date ").append(date).append(", seed ").append(seed.value()).append(".\n\nPeers: ")
                .append(String.join(", ", peers(results))).append(".\n\n");
        text.append("| area | compared | equal | by design | faults |\n|---|---:|---:|---:|---:|\n");
        for (AreaResult result : results) {
            text.append("| ").append(result.area().title()).append(" | ").append(number(result.compared())).append(' ')
                    .append(result.area().unit()).append(" | ").append(number(result.equal())).append(" | ")
                    .append(number(result.differentByDesign())).append(" | ").append(result.faults().size())
                    .append(" |\n");
        }
        results.forEach(result -> section(text, result));
        return text.toString();
    }

    private static void section(StringBuilder text, AreaResult result) {
        text.append("\n## ").append(result.area().title()).append("\n\n");
        if (!result.peers().isEmpty()) {
            text.append("Against ").append(String.join(", ", result.peers())).append(".\n");
        }
        result.missing().forEach(peer -> text.append("**Not compared with ").append(peer).append(".**\n"));
        result.notes().forEach(note -> text.append(note).append('\n'));
        if (!result.byDesign().isEmpty()) {
            text.append("\n| different by design | met |\n|---|---:|\n");
            new TreeMap<>(result.byDesign()).forEach((name, count) -> text.append("| [").append(name)
                    .append("](../docs/compatibility.md#").append(name).append(") | ").append(number(count))
                    .append(" |\n"));
        }
        result.faults().forEach(fault -> text.append("\nFault:\n\n").append(fault.describe().indent(4)));
    }

    private static Set<String> peers(List<AreaResult> results) {
        Set<String> peers = new TreeSet<>();
        results.forEach(result -> peers.addAll(result.peers()));
        return peers;
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
