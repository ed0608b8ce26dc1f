package dev.sallyport.kubeconfig;

import dev.sallyport.kubeconfig.KubeconfigUpdate.Plugin;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static dev.sallyport.kubeconfig.Updates.ARN;
import static dev.sallyport.kubeconfig.Updates.DEMO;
import static dev.sallyport.kubeconfig.Updates.understood;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds of an update, whatever the file looks like. */
class KubeconfigLawsTest {

    /** {@link Kubeconfig#with} itself refuses a text that does not mean what the AWS CLI would have made of it. */
    @Property(tries = 500)
    void everyFileCanBeUpdatedAndASecondUpdateChangesNothing(@ForAll long seed) {
        String before = GeneratedKubeconfig.of(new Random(seed), ARN);

        Kubeconfig after = understood(understood(before).with(update(seed)));

        assertThat(after.currentContext()).contains(update(seed).contextName());
        assertThat(understood(after.with(update(seed))).text()).isEqualTo(after.text());
    }

    @Property(tries = 500)
    void everyCommentAndEveryForeignLineStaysInItsOrder(@ForAll long seed) {
        String before = GeneratedKubeconfig.of(new Random(seed), "nobody");

        String after = understood(understood(before).with(update(seed))).text();

        List<String> kept = new ArrayList<>(lines(before));
        List<String> left = new ArrayList<>(lines(after));
        if (before.startsWith("{")) {
            kept.clear(); // JSON: what changes stands on the same lines as what does not
        }
        kept.removeIf(line -> isList(line) || line.startsWith("current-context:"));
        left.retainAll(kept);
        assertThat(left).containsSubsequence(kept);
        assertThat(after.lines().flatMap(line -> comments(line).stream()))
                .containsAll(before.lines().flatMap(line -> comments(line).stream()).toList());
    }

    @Property(tries = 200)
    void lineEndsAreNeverMixed(@ForAll long seed) {
        String before = GeneratedKubeconfig.of(new Random(seed), ARN);

        String after = understood(understood(before).with(update(seed))).text();

        if (before.contains("\r\n")) {
            assertThat(after.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        } else {
            assertThat(after).doesNotContain("\r");
        }
    }

    private static KubeconfigUpdate update(long seed) {
        Random random = new Random(seed + 1);
        return new KubeconfigUpdate(DEMO, random.nextBoolean() ? Plugin.SALLYPORT : Plugin.AWS_CLI,
                random.nextInt(3) == 0 ? Optional.of("dev") : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of("me") : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of("arn:aws:iam::123456789012:role/r") : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of("http://proxy") : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of("dev") : Optional.empty());
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    private static boolean isList(String line) {
        return line.startsWith("clusters:") || line.startsWith("contexts:") || line.startsWith("users:");
    }

    private static List<String> comments(String line) {
        int at = line.indexOf("# ");
        return at < 0 ? List.of() : List.of(line.substring(at));
    }
}
