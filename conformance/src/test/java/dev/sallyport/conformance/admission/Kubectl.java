package dev.sallyport.conformance.admission;

import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Skipped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real kubectl in front of the cluster of a kubeconfig. */
record Kubectl(Path program, Path kubeconfig) {

    /** The one of this minor version; ends the test when it is not there. */
    static Kubectl of(String minor, Path kubeconfig) {
        return new Kubectl(Checkout.kubectl(minor).orElseThrow(() -> Skipped.because("kubectl " + minor
                + " in front of webhooks, for want of it. ./install-tools fetches it")), kubeconfig);
    }

    /** What it prints, standard output first, and its exit code. */
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("HOME", String.valueOf(kubeconfig.getParent()));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return out + errors + "exit " + process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
