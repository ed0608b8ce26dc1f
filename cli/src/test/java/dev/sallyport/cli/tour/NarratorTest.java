package dev.sallyport.cli.tour;

import dev.sallyport.cli.CommandInProcess;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class NarratorTest {

    private static final Person SOMEBODY = new Person("user/somebody", Path.of("/nowhere"), Map.of());

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final List<List<String>> ran = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private int pauses;

    @Test
    void aStoryThatGoesAsExpectedShowsCommandsOutputAndMorals() {
        boolean good = tell(List.of(new Outcome(0, "yes\n")), step(act("kubectl", "get", "node").shows("yes")));

        assertThat(good).isTrue();
        assertThat(text()).contains("1  A step", "$ kubectl get node", "(as user/somebody, a fake client)", "yes",
                "The moral.", "as expected");
    }

    @Test
    void aWrongExitCodeEndsTheStoryLoudlyWithWhatWasTypedAndSaid() {
        boolean good = tell(List.of(new Outcome(1, "error: no\n")), step(act("kubectl", "get", "node")),
                step(act("kubectl", "version")));

        assertThat(good).isFalse();
        assertThat(ran).containsExactly(List.of("kubectl", "get", "node"));
        assertThat(text()).contains("NOT AS EXPECTED, in \"A step\": the exit code should have been 0.",
                "The command was, as user/somebody:", "  kubectl get node", "It ended with exit code 1 and said:",
                "  error: no");
    }

    @Test
    void aSuccessWhereARefusalIsThePointFailsToo() {
        assertThat(tell(List.of(new Outcome(0, "let in\n")), step(act("kubectl", "get", "node").exits(1)))).isFalse();

        assertThat(text()).contains("the exit code should have been 1.");
    }

    @Test
    void outputThatLacksItsPointFailsTheStory() {
        boolean good = tell(List.of(new Outcome(0, "nothing\n")), step(act("kubectl").shows("Ready").shows("noth")));

        assertThat(good).isFalse();
        assertThat(text()).contains("the output should have matched Ready.");
    }

    @Test
    void aPipelineGivesEachOutputToTheNextAndChecksTheLast() {
        boolean good = tell(List.of(new Outcome(0, "a token"), new Outcome(0, "fine\n")),
                step(act("aws", "eks", "get-token").into("sallyport", "verify").shows("fine")));

        assertThat(good).isTrue();
        assertThat(inputs).containsExactly("", "a token");
        assertThat(text()).contains("$ aws eks get-token | sallyport verify").doesNotContain("a token");
    }

    @Test
    void whatMayTakeAWhileIsTriedAgain() {
        boolean good = tell(List.of(new Outcome(1, "not yet\n"), new Outcome(0, "now\n")),
                step(act("kubectl", "auth", "whoami").within(Duration.ofSeconds(30))));

        assertThat(good).isTrue();
        assertThat(text()).contains("now").doesNotContain("not yet");
    }

    @Test
    void aQuietActIsCheckedAndNotShown() {
        assertThat(tell(List.of(new Outcome(0, "noise\n")), step(act("kubectl").shows("noise").quietly()))).isTrue();

        assertThat(text()).doesNotContain("noise");
    }

    @Test
    void pausesAreBetweenStepsOnly() {
        Outcome fine = new Outcome(0, "");
        tell(List.of(fine, fine, fine), step(act("a")), step(act("b")), step(act("c")));

        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void longOutputIsCutAndCounted() {
        tell(List.of(new Outcome(0, "line\n".repeat(30))), step(act("kubectl")));

        assertThat(text()).contains("... 6 lines more");
    }

    @Test
    void wordsAreShownAsAShellWouldTakeThem() {
        tell(List.of(new Outcome(0, "")), step(act("curl", "-w", "%{http_code}\\n", "a b")));

        assertThat(text()).contains("$ curl -w '%{http_code}\\n' 'a b'");
    }

    @Test
    void escapesInOutputCannotReachTheTerminal() {
        tell(List.of(new Outcome(0, "\u001b]0;title\u0007\n")), step(act("kubectl")));

        assertThat(text()).doesNotContain("\u001b").contains("\\u001b]0;title\\u0007");
    }

    @Test
    void neitherAPersonsKeysNorATokenInAnOutputShowInText() {
        Person person = SOMEBODY.with("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI");

        assertThat(person.toString()).isEqualTo("user/somebody");
        assertThat(new Outcome(0, "k8s-aws-v1.secret").toString()).doesNotContain("secret").contains("exit code 0");
        assertThat(act("kubectl").toString()).doesNotContain("wJalrXUtnFEMI");
    }

    private static Act act(String... words) {
        return Act.of(SOMEBODY, words);
    }

    private static Step step(Act act) {
        return new Step("A step", List.of(act), "The moral.");
    }

    private boolean tell(List<Outcome> outcomes, Step... steps) {
        List<Outcome> next = new ArrayList<>(outcomes);
        Clients clients = new Clients() {
            @Override
            public Outcome run(Person person, List<String> words, String input) {
                ran.add(words);
                inputs.add(input);
                return next.removeFirst();
            }

            @Override
            public String describe(String command) {
                return "a fake client";
            }
        };
        TourPrinter printer = new TourPrinter(CommandInProcess.terminal("", shown, shown, Map.of()));
        return new Narrator(clients, printer, Clock.systemUTC(), () -> pauses++).go(List.of(steps));
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
