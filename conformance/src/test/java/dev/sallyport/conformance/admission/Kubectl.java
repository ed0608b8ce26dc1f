package dev.sallyport.conformance.admission;

import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Ran;
import dev.sallyport.conformance.Shell;
import dev.sallyport.conformance.Skipped;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** A real kubectl in front of the cluster of a kubeconfig. */
record Kubectl(Path program, Shell shell) {

    /** The one of this minor version; ends the test when it is not there. */
    static Kubectl of(String minor, Path kubeconfig) {
        Path program = Checkout.kubectl(minor).orElseThrow(() -> Skipped.because("kubectl " + minor
                + " in front of webhooks, for want of it. ./install-tools fetches it"));
        return new Kubectl(program, Shell.in(Objects.requireNonNull(kubeconfig.getParent()), ran -> {})
                .with("KUBECONFIG", kubeconfig.toString()));
    }

    /** What it prints, standard output first, and its exit code. */
    String run(String... arguments) {
        Ran ran = shell.run(Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toArray(String[]::new));
        return ran.out() + ran.err() + "exit " + ran.exitCode();
    }
}
