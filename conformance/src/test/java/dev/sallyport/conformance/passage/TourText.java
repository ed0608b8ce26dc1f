package dev.sallyport.conformance.passage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tour printed, by its steps, without what is another in every run. */
final class TourText {

    private static final Pattern TITLE = Pattern.compile("^ {3,4}(\\d{1,2})  (\\S.*)$");

    /** What each run has of its own, and what stands in its place. */
    private static final Map<Pattern, String> OWN = new LinkedHashMap<>();

    static {
        OWN.put(Pattern.compile("/\\S*/sallyport-tour-\\d+"), "STAGE");
        OWN.put(Pattern.compile("127\\.0\\.0\\.1:\\d+"), "127.0.0.1:PORT");
        OWN.put(Pattern.compile("\\bAKIA[A-Z0-9]{16}\\b"), "ACCESS-KEY");
        OWN.put(Pattern.compile("\\bAIDA[A-Z0-9]{17}\\b"), "USER-ID");
        OWN.put(Pattern.compile("\\bi-[0-9a-f]{17}\\b"), "INSTANCE");
        OWN.put(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), "TIME");
        OWN.put(Pattern.compile("(Ready +<none> +)(?:\\d+[ms])+ +"), "$1AGE ");
        OWN.put(Pattern.compile("v1\\.\\d+\\.\\d+(?=-eks-\\w+$)"), "VERSION");
        OWN.put(Pattern.compile("\\b\\d+ bytes +"), "SIZE ");
        OWN.put(Pattern.compile(" +\\d+\\.\\d s(?= +as expected$)"), " SECONDS");
    }

    private TourText() {}

    /** The steps in their order, each with its number and title first. */
    static List<String> steps(String printed) {
        List<String> steps = new ArrayList<>();
        StringBuilder step = new StringBuilder();
        for (String line : printed.lines().toList()) {
            if (TITLE.matcher(line).matches() || line.startsWith("Every step went")) {
                end(step, steps);
            }
            step.append(masked(line)).append('\n');
        }
        end(step, steps);
        return steps.stream().filter(text -> TITLE.matcher(text.lines().findFirst().orElse("")).matches()).toList();
    }

    private static void end(StringBuilder step, List<String> steps) {
        if (!step.isEmpty()) {
            steps.add(step.toString().stripTrailing());
            step.setLength(0);
        }
    }

    private static String masked(String line) {
        String masked = line;
        for (Map.Entry<Pattern, String> own : OWN.entrySet()) {
            Matcher matcher = own.getKey().matcher(masked);
            masked = matcher.replaceAll(own.getValue());
        }
        return masked;
    }
}
