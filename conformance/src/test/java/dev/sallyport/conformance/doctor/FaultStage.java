package dev.sallyport.conformance.doctor;

import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Ran;
import dev.sallyport.conformance.SandboxProcess;
import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.Shell;
import dev.sallyport.conformance.Skipped;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A sandbox in which scripts plant their faults one after another, by {@code conformance/faults/run}. */
final class FaultStage implements AutoCloseable {

    private static final String SANDBOX = "faults";

    private final Scratch scratch = Scratch.create();
    private final Shell owner;
    private final SandboxProcess sandbox;

    private FaultStage(Path tools) {
        owner = Shell.in(scratch.folder("owner"), ran -> {}).with("SALLYPORT_TOOLS", tools.toString())
                .with("TMPDIR", scratch.folder("tmp").toString());
        try {
            sandbox = SandboxProcess.start(owner, SANDBOX);
        } catch (RuntimeException | Error e) {
            scratch.close();
            throw e;
        }
    }

    /** Starts a sandbox. Without what the scripts need, the test is skipped, and what is missing is said. */
    static FaultStage open() {
        List<String> missing = new ArrayList<>();
        if (Checkout.kubectl("1.34").isEmpty() && Checkout.onPath("kubectl").isEmpty()) {
            missing.add("kubectl (./install-tools)");
        }
        if (Checkout.aws().isEmpty()) {
            missing.add("the AWS CLI (./install-tools)");
        }
        for (String program : List.of("bash", "curl", "jq", "openssl")) {
            if (Checkout.onPath(program).isEmpty()) {
                missing.add(program);
            }
        }
        if (!missing.isEmpty()) {
            throw Skipped.because("the planted faults, for want of " + String.join(" and ", missing));
        }
        return new FaultStage(Checkout.tools());
    }

    /** Runs a script from planting to mending; what the runner printed. */
    Ran run(Path script) {
        return owner.run(Checkout.root().resolve("conformance/faults/run").toString(), "--sandbox", SANDBOX,
                script.toString());
    }

    /** A script did what its header promises. */
    void hold(PlantedFault script) {
        Ran ran = run(script.file());
        if (ran.out().startsWith("SKIP")) {
            throw Skipped.because(ran.out().lines().findFirst().orElse(""));
        }
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.out()).startsWith("ok ");
    }

    /** A folder for a script that is made up by a test. */
    Path folder(String name) {
        return scratch.folder(name);
    }

    @Override
    public void close() {
        sandbox.close();
        scratch.close();
    }
}
