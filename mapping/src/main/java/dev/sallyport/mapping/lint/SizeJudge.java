package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.RulePlace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Judges the size of the ConfigMap's data. Source: Kubernetes, {@code ValidateConfigMap}, which adds up the values and
 * refuses more than 1 MiB.
 */
final class SizeJudge {

    private static final long LARGEST = 1 << 20; // 1 MiB
    private static final int SOON = 70; // percent

    private SizeJudge() {}

    static void judge(AwsAuth map, List<LintFinding> found) {
        long size = map.data().values().stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
        if (size > LARGEST) {
            found.add(finding(map, FindingCode.TOO_LARGE,
                    size + " bytes are more than a ConfigMap may have, so the API server refuses it"));
        } else if (size * 100 >= LARGEST * SOON) {
            found.add(finding(map, FindingCode.SIZE, String.format(Locale.ROOT,
                    "%d bytes are %d %% of what a ConfigMap may have", size, size * 100 / LARGEST)));
        }
    }

    private static LintFinding finding(AwsAuth map, FindingCode code, String message) {
        return new LintFinding(new Finding(code.severity(), code.code(), new RulePlace(map.source(), "", 0), 0, message,
                "Map roles that people share instead of each person, or use access entries."), List.of());
    }
}
