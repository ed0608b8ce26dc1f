package dev.sallyport.sandbox.apiserver;

import dev.sallyport.sandbox.SandboxStartException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs that a real API server is made of.
 *
 * @param etcd where it keeps its objects
 * @param apiserver kube-apiserver
 * @param controllers kube-controller-manager, without which namespaces cannot end and the aggregated roles (admin, edit,
 *     view) stay empty; envtest brings none
 */
public record ServerBinaries(Path etcd, Path apiserver, Optional<Path> controllers) {

    private static final Pattern VERSION = Pattern.compile("^Kubernetes (v\\d+\\.\\d+\\.\\d+)");

    /**
     * The programs in a folder, such as envtest's {@code KUBEBUILDER_ASSETS}.
     *
     * @throws SandboxStartException when one is missing or cannot be run
     */
    public static ServerBinaries in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SandboxStartException("--apiserver: there is no folder " + folder
                    + ". Name the one that holds kube-apiserver and etcd, such as envtest's (echo"
                    + " \"$KUBEBUILDER_ASSETS\").");
        }
        return new ServerBinaries(needed(folder, "etcd"), needed(folder, "kube-apiserver"),
                Optional.of(folder.resolve("kube-controller-manager")).filter(Files::isExecutable));
    }

    private static Path needed(Path folder, String name) {
        Path program = folder.resolve(name);
        if (!Files.exists(program)) {
            throw new SandboxStartException("--apiserver: " + folder + " holds no " + name
                    + ". It must hold kube-apiserver and etcd; kube-controller-manager is used when it is there.");
        }
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            throw new SandboxStartException("--apiserver: " + program + " cannot be run. Make it executable: chmod +x "
                    + program);
        }
        return program.toAbsolutePath();
    }

    /**
     * What kube-apiserver says of its version, such as {@code v1.34.4}.
     *
     * @throws SandboxStartException when it cannot be run here, or says something else
     */
    public String version() {
        String said = "";
        try {
            Process process = new ProcessBuilder(apiserver.toString(), "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor();
        } catch (IOException e) {
            said = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw new SandboxStartException("--apiserver: " + apiserver + " --version says: "
                    + said.lines().findFirst().orElse("nothing") + ". Expected was \"Kubernetes v1.N.N\": name a"
                    + " folder with a kube-apiserver for this machine.");
        }
        return version.group(1);
    }
}
