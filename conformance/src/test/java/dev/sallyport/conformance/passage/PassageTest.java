package dev.sallyport.conformance.passage;

import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Ran;
import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.Shell;
import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Comparison;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.ServerFolder;
import dev.sallyport.sandbox.apiserver.ServerBinaries;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Holds what the tour shows on the sandbox's own Kubernetes API against what it shows on real API servers. */
@Tag("conformance")
final class PassageTest {

    private static final List<String> SERVERS = List.of("1.34", "1.37");
    private static final String KUBECTL = "1.36";
    private static final Pattern PLAYED_WITH = Pattern.compile("\\(as \\S+, ((?:kubectl|aws-cli) \\S+)\\)$",
            Pattern.MULTILINE);

    @Test
    void everyStepOfTheTourShowsTheSameOnRealApiServers() throws IOException {
        if (Checkout.kubectl(KUBECTL).isEmpty() || Checkout.aws().isEmpty()) {
            Comparison.<String>of(Area.PASSAGE, List.of())
                    .without("kubectl " + KUBECTL + " or the AWS CLI", "Run ./install-tools").close();
            abort("SKIPPED: the passage, for want of kubectl " + KUBECTL + " or the AWS CLI. Run ./install-tools");
        }
        boolean compared = false;
        try (Comparison<String> comparison = Comparison.of(Area.PASSAGE, List.of());
                Scratch scratch = Scratch.create()) {
            Shell shell = shell(scratch);
            List<String> own = TourText.steps(play(shell).out());
            assertThat(own).hasSizeGreaterThan(10);
            clients(own).forEach(comparison::with);
            for (String minor : SERVERS) {
                Optional<Path> binaries = ServerFolder.of(minor);
                if (binaries.isEmpty()) {
                    comparison.without("kube-apiserver " + minor, PeerCommand.REMEDY);
                    continue;
                }
                comparison.with("kube-apiserver " + ServerBinaries.in(binaries.get()).version().substring(1));
                List<String> real = TourText.steps(play(shell, "--apiserver", binaries.get().toString()).out());
                assertThat(real).hasSameSizeAs(own);
                for (int i = 0; i < own.size(); i++) {
                    comparison.compare("step " + (i + 1) + " on " + minor, own.get(i), real.get(i));
                }
                compared = true;
            }
        }
        assumeTrue(compared, "SKIPPED: the passage on real API servers, for want of both. " + PeerCommand.REMEDY);
    }

    /** The clients that the tour says it was played with, such as {@code kubectl v1.36.3}. */
    private static Set<String> clients(List<String> steps) {
        Set<String> clients = new TreeSet<>();
        Matcher played = PLAYED_WITH.matcher(String.join("\n", steps));
        while (played.find()) {
            clients.add(played.group(1));
        }
        return clients;
    }

    private static Ran play(Shell shell, String... options) {
        List<String> words = new ArrayList<>(List.of(Checkout.launcher().toString(), "tour"));
        words.addAll(List.of(options));
        return shell.run(words.toArray(String[]::new)).succeeds().prints("Every step went as expected");
    }

    /** A shell that finds a kubectl as it was published, and the AWS CLI. */
    private static Shell shell(Scratch scratch) throws IOException {
        Optional<Path> kubectl = Checkout.kubectl(KUBECTL);
        Optional<Path> aws = Checkout.aws();
        Path bin = scratch.folder("bin");
        Files.createSymbolicLink(bin.resolve("kubectl"), kubectl.orElseThrow());
        if (!Checkout.onPath("aws").equals(aws)) {
            Files.createSymbolicLink(bin.resolve("aws"), aws.orElseThrow());
        }
        return Shell.in(scratch.folder("home"), ran -> {}).finding(bin).without("AWS_EC2_METADATA_DISABLED");
    }
}
