package dev.sallyport.conformance.kubeconfigs;

import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Comparison;
import dev.sallyport.conformance.compare.Fault;
import dev.sallyport.conformance.compare.RegressionCases;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.conformance.compare.Shrinking;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import static org.junit.jupiter.api.Assumptions.abort;

/** The files that {@code kubeconfig update} leaves, beside those of the AWS CLI. */
@Tag("conformance")
class KubeconfigsTest {

    private static final int CASES = 112;
    private static final int AT_ONCE = 3;

    private static final RegressionCases<UpdateCase> KEPT = RegressionCases.of(Area.KUBECONFIGS, UpdateCase.class);

    @Test
    void everyUpdateEndsAsTheAwsClisDoes() {
        Comparison<UpdateCase> comparison = Comparison.of(Area.KUBECONFIGS, UpdateDifferences.ALL);
        Optional<Path> aws = Checkout.aws();
        if (aws.isEmpty()) {
            comparison.without("the AWS CLI", "Install it with ./install-tools").close();
            abort("the AWS CLI is missing. Install it with ./install-tools");
        }
        try (comparison;
                KubeconfigSandbox sandbox = new KubeconfigSandbox();
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Both both = new Both(sandbox, aws.orElseThrow());
            comparison.with(both.version());
            List<UpdateCase> cases = new ArrayList<>(KEPT.all());
            cases.addAll(new UpdateCases(Seed.ofThisRun().generator(Area.KUBECONFIGS)).all(CASES));
            List<Future<Answers>> answers = cases.stream().map(each -> threads.submit(() -> both.play(each))).toList();
            for (int i = 0; i < cases.size(); i++) {
                Answers answer = wait(answers.get(i));
                if (comparison.differ(cases.get(i), answer.ours(), answer.theirs())) {
                    comparison.fault(comparison.shrinksNext()
                            ? shrunk(comparison, both, cases.get(i))
                            : new Fault(cases.get(i).toString(), answer.ours().toString(),
                                    answer.theirs().toString()));
                }
            }
        }
    }

    private static Fault shrunk(Comparison<UpdateCase> comparison, Both both, UpdateCase failing) {
        UpdateCase smallest = Shrinking.smallest(failing, SmallerUpdates::of, smaller -> {
            Answers again = both.play(smaller);
            return comparison.wouldBeFault(smaller, again.ours(), again.theirs());
        });
        KEPT.keep(smallest);
        Answers again = both.play(smallest);
        return new Fault(smallest.toString(), again.ours().toString(), again.theirs().toString());
    }

    private static Answers wait(Future<Answers> answers) {
        try {
            return answers.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a case could not be played", e.getCause());
        }
    }

    private record Answers(Updated ours, Updated theirs) {}

    /** Both commands, each case in homes of its own. */
    private static final class Both {

        private final KubeconfigSandbox sandbox;
        private final Path aws;
        private final Side ours = new Side("ours", List.of(Checkout.launcher().toString(), "kubeconfig", "update",
                "--plugin", "aws"));
        private final Side theirs;
        private final AtomicInteger number = new AtomicInteger();

        Both(KubeconfigSandbox sandbox, Path aws) {
            this.sandbox = sandbox;
            this.aws = aws;
            this.theirs = new Side("theirs", List.of(aws.toString(), "eks", "update-kubeconfig"));
        }

        String version() {
            return sandbox.shell("keyless", sandbox.home("version")).run(aws.toString(), "--version").succeeds().out()
                    .replaceFirst("(?s)^(\\S+?)/(\\S+).*", "$1 $2");
        }

        Answers play(UpdateCase update) {
            String home = Integer.toString(number.incrementAndGet());
            return new Answers(ours.play(update, sandbox, home), theirs.play(update, sandbox, home));
        }
    }
}
