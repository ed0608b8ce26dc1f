package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.review.ClusterSight;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Maps at the wall, with more wrong in them than anybody reads. */
class GuardLimitsTest {

    private static final Guard GUARD = new Guard(() -> GuardRules.DEFAULTS,
            () -> new ClusterSight.Seen(Edits.WITH_A_NODE, List.of()), user -> new OverrideRight.Answer.Denied(),
            new RecentEdits());

    /** Of what a thread itself works: what others do on the machine is no matter of the guard's. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void thousandsOfFaultsAreJudgedBeforeTheGuardGivesUp() {
        String many = IntStream.range(0, 9_000).mapToObj(
                i -> "- rolearn: arn:aws:iam::123456789012:role/team/r" + i + "\n  username: u" + i + "\n")
                .collect(Collectors.joining());
        AdmissionRequest mended = Edits.update(Edits.roles("7", many, "\t"), Edits.roles("7", many));

        long started = THREADS.getCurrentThreadCpuTime();
        assertThat(GUARD.judge(mended).allowed()).isTrue();
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - started)).isLessThan(Admission.ANSWER);
    }

    @Test
    void aWarningIsNotCutWithinACharacter() {
        for (String shift : List.of("", "x")) {
            Verdict verdict = GUARD.judge(Edits.update(Edits.roles("7", Edits.NODES), Edits.roles("7", Edits.NODES,
                    Edits.DEVELOPER.replace("developers", "\"system:" + shift + "\ud83d\ude00".repeat(300) + "\""))));

            assertThat(verdict.warnings()).isNotEmpty().allMatch(line -> !Character.isHighSurrogate(
                    line.charAt(line.length() - 2)));
        }
    }
}
