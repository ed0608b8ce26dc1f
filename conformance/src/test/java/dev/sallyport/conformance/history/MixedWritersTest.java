package dev.sallyport.conformance.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.cluster.history.AwsAuthRevision;
import dev.sallyport.cluster.history.AwsAuthWriter;
import dev.sallyport.cluster.history.MapPlan;
import dev.sallyport.cluster.history.WriteOutcome;
import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Ran;
import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.Shell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Six threads of our library, our built command and raw kubectl change one map at once, each again and again until it is
 * told that its change stands. kubectl reads, edits the text and replaces it on condition of the version; what it did is
 * in the history as one revision, without a name, for all that it did between two writes of ours.
 */
final class MixedWritersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 6;
    private static final String KUBECTLS = "9"; // the first digit of the accounts that kubectl adds

    private final Queue<String> reported = new ConcurrentLinkedQueue<>();

    @Test
    void eightWritersLoseNothingAndDoubleNothing() throws IOException {
        write(10, 10);
    }

    @Test
    @Tag("long")
    void eightWritersWithFiveHundredChangesLoseNothingAndDoubleNothing() throws IOException {
        write(500, 50);
    }

    private void write(int changesByThread, int changesByProgram) throws IOException {
        try (OwnApi api = OwnApi.start(); Scratch scratch = Scratch.create()) {
            TestedMap map = new TestedMap(api.connection());
            map.beginAnew();
            Shell shell = Shell.in(scratch.folder("home"), ran -> {}).with("KUBECONFIG",
                    api.kubeconfig(scratch.folder(), api.endpoint()).toString());
            List<Thread> writers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int digit = thread + 1;
                writers.add(started(changesByThread, change -> byLibrary(map, account(digit, change))));
            }
            writers.add(started(changesByProgram, change -> byCommand(shell, account(8, change))));
            Optional<String> kubectl = Checkout.kubectl("1.36").or(() -> Checkout.onPath("kubectl"))
                    .map(Object::toString);
            kubectl.ifPresent(program -> writers.add(started(changesByProgram,
                    change -> byKubectl(shell, program, account(Integer.parseInt(KUBECTLS), change)))));
            writers.forEach(MixedWritersTest::join);
            byLibrary(map, account(7, 0)); // settles what the last left

            assertThat(reported).hasSize(THREADS * changesByThread + changesByProgram * (kubectl.isPresent() ? 2 : 1)
                    + 1).doesNotHaveDuplicates();
            assertThat(accounts(map.data())).containsExactlyInAnyOrderElementsOf(reported);
            hold(map);
            if (kubectl.isEmpty()) {
                System.err.println("SKIPPED: kubectl as one of the writers; ./install-tools fetches it");
            }
        }
    }

    /** Each revision of ours adds what one change added; each other one what kubectl added meanwhile, and no more. */
    private static void hold(TestedMap map) {
        List<AwsAuthRevision> history = map.history();
        HistoryIsSound.hasNoGap(history);
        HistoryIsSound.agreesWith(map);
        HistoryIsSound.isAllThereIs(map);
        Set<String> newer = new HashSet<>(accounts(map.data(history.getFirst())));
        for (int i = 1; i < history.size(); i++) {
            AwsAuthRevision revision = history.get(i - 1);
            Set<String> older = new HashSet<>(accounts(map.data(history.get(i))));
            assertThat(newer).as("%s", revision).containsAll(older);
            newer.removeAll(older);
            if (revision.author().isUnseen()) {
                assertThat(newer).as("%s", revision).isNotEmpty().allMatch(each -> each.startsWith(KUBECTLS));
            } else {
                assertThat(newer).as("%s", revision).hasSize(1).noneMatch(each -> each.startsWith(KUBECTLS));
            }
            newer = older;
        }
    }

    private static String account(int digit, int change) {
        return digit + "%011d".formatted(change);
    }

    private static List<String> accounts(Map<String, String> data) {
        return data.getOrDefault("mapAccounts", "").lines().map(line -> line.replaceAll("\\D", ""))
                .filter(account -> !account.isEmpty()).toList();
    }

    private static String with(String text, String account) {
        return text + "- \"" + account + "\"\n";
    }

    private void byLibrary(TestedMap map, String account) {
        AwsAuthWriter writer = map.writer(Long.parseLong(account));
        WriteOutcome outcome;
        do {
            outcome = writer.write(TestedMap.EVE, data -> {
                Map<String, String> changed = new HashMap<>(data);
                changed.put("mapAccounts", with(data.getOrDefault("mapAccounts", ""), account));
                return new MapPlan.Write(changed);
            });
        } while (outcome instanceof WriteOutcome.Overtaken);
        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        reported.add(account);
    }

    private void byCommand(Shell shell, String account) {
        Ran ran;
        do {
            ran = shell.run(Checkout.launcher().toString(), "mapping", "add", "account", account, "--yes");
        } while (ran.exitCode() == 4 && ran.err().contains("others changed the map first"));
        ran.succeeds();
        reported.add(account);
    }

    private void byKubectl(Shell shell, String kubectl, String account) {
        while (true) {
            String read = shell.run(kubectl, "get", "configmap", "aws-auth", "-n", "kube-system", "-o", "json")
                    .succeeds().out();
            Ran ran = shell.feed(edited(read, account), kubectl, "replace", "-f", "-");
            if (ran.exitCode() == 0) {
                reported.add(account);
                return;
            }
            assertThat(ran.err()).contains("the object has been modified");
        }
    }

    private static String edited(String configMap, String account) {
        try {
            ObjectNode read = (ObjectNode) JSON.readTree(configMap);
            ObjectNode data = read.withObject("/data");
            data.put("mapAccounts", with(data.path("mapAccounts").asText(), account));
            return read.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread started(int changes, IntConsumer change) {
        return Thread.ofPlatform().start(() -> IntStream.range(0, changes).forEach(change));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
