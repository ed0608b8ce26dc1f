package dev.sallyport.conformance;

import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.ServerFolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with a running sandbox, the clients to be walked with, and a home for everybody who takes part. Ends the
 * sandbox and removes the folder when it is closed.
 */
public final class Stage implements AutoCloseable {

    public static final String CLUSTER = "eks-cluster";
    public static final String ACCOUNT = "123456789012";
    public static final String CLUSTER_ARN = "arn:aws:eks:ap-northeast-2:" + ACCOUNT + ":cluster/" + CLUSTER;

    /** The sandbox's own Kubernetes API, in place of a real server's version. */
    public static final String OWN = "own";

    private final Scratch scratch = Scratch.create();
    private final Path folder = scratch.folder();
    private final List<Ran> seen = Collections.synchronizedList(new ArrayList<>());
    private final Path programs;
    private final String level;
    private final SandboxProcess sandbox;
    private final Map<String, String> variables;

    private Stage(String name, Path kubectl, Path aws, String level, List<String> options) {
        programs = linked(kubectl, aws);
        this.level = level;
        sandbox = SandboxProcess.start(owner(), name, options);
        variables = sandbox.variables();
    }

    /**
     * Starts a sandbox to be walked with this version of kubectl. Without that kubectl, the AWS CLI or the API server the
     * test is skipped, and what is missing is said on standard error too.
     *
     * @param apiserver {@link #OWN} for the sandbox's own Kubernetes API, or the minor version of a real API server
     * @param level the log level of the sandbox and of every command
     */
    public static Stage open(String minor, String apiserver, String level) {
        Optional<Path> kubectl = Checkout.kubectl(minor);
        Optional<Path> aws = Checkout.aws();
        Optional<Path> binaries = apiserver.equals(OWN) ? Optional.empty() : ServerFolder.of(apiserver);
        List<String> missing = new ArrayList<>();
        if (kubectl.isEmpty()) {
            missing.add("kubectl " + minor + " (./install-tools)");
        }
        if (aws.isEmpty()) {
            missing.add("the AWS CLI (./install-tools)");
        }
        if (!apiserver.equals(OWN) && binaries.isEmpty()) {
            missing.add("kube-apiserver " + apiserver + " (" + PeerCommand.REMEDY + ")");
        }
        if (!missing.isEmpty()) {
            throw Skipped.because("the walk with kubectl " + minor + ", for want of " + String.join(" and ", missing));
        }
        return new Stage(("walk-" + minor + "-" + apiserver).replace('.', '-'), kubectl.orElseThrow(),
                aws.orElseThrow(), level,
                binaries.map(folder -> List.of("--apiserver", folder.toString())).orElse(List.of()));
    }

    public SandboxProcess sandbox() {
        return sandbox;
    }

    public Path folder() {
        return folder;
    }

    /** Every command that has ended, in that order. */
    public List<Ran> seen() {
        return List.copyOf(seen);
    }

    /** The shell in which the sandbox was started. */
    public Shell owner() {
        return shell("owner").with("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    /** The cluster's creator, with keys in the environment. */
    public Shell creator() {
        return person("creator").with("AWS_ACCESS_KEY_ID", variable("AWS_ACCESS_KEY_ID")).with("AWS_SECRET_ACCESS_KEY",
                variable("AWS_SECRET_ACCESS_KEY"));
    }

    /** Somebody with a home of their own, who knows where the sandbox is and has no keys. */
    public Shell person(String name) {
        Shell shell = shell(name);
        Path home = shell.home();
        return shell.with(variables).without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
                .with("AWS_CONFIG_FILE", home.resolve(".aws/config").toString())
                .with("AWS_SHARED_CREDENTIALS_FILE", home.resolve(".aws/credentials").toString())
                .with("KUBECONFIG", home.resolve(".kube/config").toString());
    }

    /** What {@code sallyport sandbox env} says of a variable. */
    public String variable(String name) {
        return Optional.ofNullable(variables.get(name))
                .orElseThrow(() -> new AssertionError("sandbox env does not export " + name));
    }

    private Shell shell(String name) {
        return Shell.in(folder.resolve(name), seen::add).finding(programs).with("SALLYPORT_LOG", level);
    }

    /** Links under the names by which the clients find each other: a kubeconfig says {@code aws} or {@code sallyport}. */
    private Path linked(Path kubectl, Path aws) {
        try {
            Path bin = scratch.folder("bin");
            Files.createSymbolicLink(bin.resolve("kubectl"), kubectl);
            if (!Checkout.onPath("aws").equals(Optional.of(aws))) {
                Files.createSymbolicLink(bin.resolve("aws"), aws);
            }
            Files.createSymbolicLink(bin.resolve("sallyport"), Checkout.launcher());
            Files.createSymbolicLink(bin.resolve("kubectl-sallyport"), Checkout.launcher());
            return bin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
        scratch.close();
    }
}
