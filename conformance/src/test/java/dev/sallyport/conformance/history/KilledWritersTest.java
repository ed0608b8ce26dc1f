package dev.sallyport.conformance.history;

import dev.sallyport.cluster.history.AwsAuthRevision;
import dev.sallyport.cluster.review.ChangeReview;
import dev.sallyport.cluster.review.ClusterState;
import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.cluster.review.Proposal;
import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.Shell;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.edit.MappingEdit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The built command is killed at a random moment while it changes the map: by the clock, anywhere in its life, or at one
 * of its requests, before or after the API has done what it asks. Whatever the moment: the map is the old one or the new
 * one, and the history says which; and after the next write of anybody nothing is left of the dead one.
 */
final class KilledWritersTest {

    private static final int WRITING = 5; // the last requests of each: list, create, write, mark, and the last before
    private static final String[] COMMANDS = {"add", "apply", "rollback"};

    private final SplittableRandom random = new SplittableRandom(Seed.ofThisRun().value());
    private final Map<String, Integer> moments = new TreeMap<>();

    /** What a command is to do. */
    private record Deed(List<String> words, Map<String, String> after) {}

    /** How long a command usually takes, and how many requests it sends. */
    private record Usual(long nanos, int requests) {}

    @Test
    void aKilledCommandLeavesTheOldMapOrTheNew() throws IOException {
        kill(10, "at a request");
    }

    @Test
    @Tag("long")
    void twoHundredKilledCommandsLeaveTheOldMapOrTheNew() throws IOException {
        kill(200, "at a request", "map old", "map new");
    }

    /** @param met the moments of which there must have been some, or nothing was shown */
    private void kill(int times, String... met) throws IOException {
        try (OwnApi api = OwnApi.start();
                ApiProxy proxy = ApiProxy.before(api);
                Scratch scratch = Scratch.create()) {
            TestedMap map = new TestedMap(api.connection());
            map.beginAnew();
            map.write("mapUsers", "- userarn: arn:aws:iam::123456789012:user/first\n  username: first\n");
            Shell shell = Shell.in(scratch.folder("home"), ran -> {}).with("KUBECONFIG",
                    api.kubeconfig(scratch.folder(), proxy.endpoint()).toString());
            Map<String, Usual> usual = new HashMap<>();
            for (String command : COMMANDS) {
                usual.put(command, undisturbed(map, shell, proxy, deed(map, command, 1_000_000)));
                next(map, command.length());
            }
            for (int i = 0; i < times; i++) {
                String command = COMMANDS[i % COMMANDS.length];
                Deed deed = deed(map, command, i);
                Map<String, String> before = map.data();
                AwsAuthRevision newest = map.history().getFirst();
                String moment = strike(shell, proxy, deed, Objects.requireNonNull(usual.get(command)), i % 4 == 0);

                hold(map, before, newest, deed, "kill " + i + " of " + command + ", " + moment);
                next(map, i);
            }
            System.err.println("KilledWritersTest: seed " + Seed.ofThisRun().value() + ", " + times + " kills: "
                    + moments);
            assertThat(moments).containsKeys(met);
        }
    }

    private static Usual undisturbed(TestedMap map, Shell shell, ApiProxy proxy, Deed deed) {
        proxy.at(0, ApiProxy.Side.BEFORE, () -> {});
        long begin = System.nanoTime();
        shell.run(deed.words().toArray(String[]::new)).succeeds();
        long took = System.nanoTime() - begin;
        assertThat(map.data()).isEqualTo(deed.after());
        return new Usual(took, proxy.requests());
    }

    /** Runs a command and kills it; says when. */
    private String strike(Shell shell, ApiProxy proxy, Deed deed, Usual usual, boolean byTheClock)
            throws IOException {
        long after = random.nextLong(usual.nanos() + usual.nanos() / 10);
        int request = random.nextBoolean()
                ? 1 + random.nextInt(usual.requests())
                : usual.requests() - random.nextInt(WRITING);
        ApiProxy.Side side = random.nextBoolean() ? ApiProxy.Side.BEFORE : ApiProxy.Side.AFTER;
        ProcessBuilder builder = shell.builder(deed.words().toArray(String[]::new))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        CompletableFuture<Process> started = new CompletableFuture<>();
        proxy.at(byTheClock ? 0 : request, side, () -> end(started.join()));
        Process process = builder.start();
        started.complete(process);
        if (byTheClock) {
            LockSupport.parkNanos(after);
            end(process);
        }
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            end(process); // also one that nothing struck and that hangs
        }
        String moment = byTheClock ? "by the clock" : side + " request " + request + " of " + usual.requests();
        String ended = process.exitValue() == 0 ? "too late" : byTheClock ? "by the clock" : "at a request";
        moments.merge(ended, 1, Integer::sum);
        return moment + ", exit code " + process.exitValue();
    }

    private static void end(Process process) {
        process.destroyForcibly(); // SIGKILL
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hold(TestedMap map, Map<String, String> before, AwsAuthRevision newest, Deed deed, String what) {
        Map<String, String> now = map.data();
        List<AwsAuthRevision> history = map.history();
        boolean done = now.equals(deed.after());
        moments.merge(done ? "map new" : "map old", 1, Integer::sum);
        assertThat(now).as(what).isIn(before, deed.after());
        assertThat(done || !what.endsWith("exit code 0")).as(what).isTrue();
        HistoryIsSound.hasNoGap(history);
        HistoryIsSound.agreesWith(map);
        assertThat(history.getFirst().number()).as(what).isEqualTo(done ? newest.number() + 1 : newest.number());
        if (done) {
            assertThat(history.get(1).name()).as(what).isEqualTo(newest.name());
        } else {
            assertThat(history.getFirst().name()).as(what).isEqualTo(newest.name());
        }
    }

    /** Whoever writes next finds the history in order, and leaves nothing of the dead one. */
    private static void next(TestedMap map, int i) {
        Map<String, String> before = map.data();
        map.write("mapAccounts", "- \"" + "%012d".formatted(i) + "\"\n");
        HistoryIsSound.hasNoGap(map.history());
        HistoryIsSound.agreesWith(map);
        HistoryIsSound.isAllThereIs(map);
        assertThat(map.data(map.history().get(1))).isEqualTo(before);
    }

    private static Deed deed(TestedMap map, String command, int i) {
        Map<String, String> before = map.data();
        String arn = "arn:aws:iam::123456789012:user/u" + i;
        return switch (command) {
            case "add" -> new Deed(words("add", "user", "--arn", arn, "--username", "u" + i), added(before, arn, i));
            case "apply" -> {
                Map<String, String> after = new LinkedHashMap<>(before);
                after.put("mapUsers", "- userarn: " + arn + "\n  username: u" + i + "\n");
                yield new Deed(words("apply", "-f", file(after)), after);
            }
            case "rollback" -> {
                AwsAuthRevision target = map.history().get(1);
                yield new Deed(words("rollback", Long.toString(target.number())), map.data(target));
            }
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static List<String> words(String... words) {
        List<String> all = new ArrayList<>(List.of(Checkout.launcher().toString(), "mapping"));
        all.addAll(List.of(words));
        all.add("--yes");
        return all;
    }

    private static Map<String, String> added(Map<String, String> before, String arn, int i) {
        MapChange change = MapChange.edits(
                _ -> List.of(new MappingEdit.AddPrincipal(MapSection.USERS, arn, "u" + i, List.of())));
        if (ChangeReview.of(ClusterState.unknown()).propose(AwsAuth.parse(before),
                change) instanceof Proposal.Ready ready) {
            return ready.after().data();
        }
        throw new AssertionError("no user can be added to " + before);
    }

    private static String file(Map<String, String> data) {
        StringBuilder text = new StringBuilder();
        data.forEach((key, value) -> text.append(key).append(": |\n").append(value.indent(2)));
        try {
            Path file = Files.createTempFile("aws-auth", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
