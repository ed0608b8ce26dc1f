package dev.sallyport.cli;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxFolder;
import dev.sallyport.sandbox.SandboxOptions;
import dev.sallyport.sandbox.SandboxStartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code sallyport sandbox}: the whole passage on this machine, until Ctrl-C. */
@Command(name = "sandbox", header = "run a local AWS and a local Kubernetes API", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Starts a local AWS and a local Kubernetes API with the real webhook between them, on free",
    "loopback ports, in the foreground. Ctrl-C or SIGTERM ends everything.", ""}, footer = {"", "Examples:",
        "  sallyport sandbox", "  eval \"$(sallyport sandbox env)\"     in another shell",
        "  kubectl get node", "  sallyport sandbox --apiserver \"$KUBEBUILDER_ASSETS\"     with a real API server"})
final class SandboxCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    SandboxName name = new SandboxName();

    @Option(names = "--apiserver", paramLabel = "DIR", description = {
        "A folder with kube-apiserver and etcd (envtest's, or your own; kube-controller-manager is",
        "used when it is there): a real API server takes the place of the sandbox's own."})
    Optional<Path> apiserver = Optional.empty();

    SandboxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        long begin = System.nanoTime();
        String checked = name.checked();
        CountDownLatch ended = new CountDownLatch(1);
        // The process goes when a signal's thread returns, so that one waits until everything has ended.
        CountDownLatch closed = new CountDownLatch(1);
        try (Sandbox sandbox = start(checked)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ended.countDown();
                await(closed);
            }, "end-of-sandbox"));
            tell(sandbox, (System.nanoTime() - begin) / 1_000_000_000.0);
            ended.await();
        } finally {
            closed.countDown();
        }
        return ExitCode.DONE.number();
    }

    static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Sandbox start(String checked) {
        Optional<Path> launcher = Optional.ofNullable(System.getProperty("sallyport.launcher")).map(Path::of);
        try {
            return Sandbox.start(
                    new SandboxOptions(checked, SandboxFolder.root(terminal.environment()), launcher, apiserver),
                    Clock.systemUTC());
        } catch (SandboxStartException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, e.sentences());
        }
    }

    private void tell(Sandbox sandbox, double seconds) {
        terminal.line(String.format(java.util.Locale.ROOT, "The sandbox \"%s\" runs (%.1f s). Ctrl-C ends it.",
                name.checked(),
                seconds));
        terminal.line("");
        String cluster = sandbox.clusterDescription();
        new ReportLines().add("AWS", sandbox.awsEndpoint() + "  (STS, IAM, EKS, EC2)")
                .add("metadata", sandbox.metadataEndpoint() + "  (of instance " + sandbox.workstation().id() + ")")
                .add("cluster", SandboxOptions.CLUSTER + " in " + SandboxOptions.REGION + ", "
                        + sandbox.kubernetesEndpoint() + (cluster.isEmpty() ? "" : "\n" + cluster))
                .add("webhook", sandbox.webhookEndpoint().toString())
                .add("creator", "arn:aws:iam::" + SandboxOptions.ACCOUNT + ":user/cluster-creator").print(terminal);
        terminal.line("");
        terminal.line("In another shell:");
        terminal.line("  eval \"$(sallyport sandbox env" + name.option() + ")\"");
        terminal.line("  kubectl get node");
        terminal.out().flush();
    }
}
