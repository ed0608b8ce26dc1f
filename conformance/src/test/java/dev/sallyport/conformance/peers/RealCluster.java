package dev.sallyport.conformance.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A running etcd and kube-apiserver, with its controllers when wanted, as {@code conformance/peers/try} starts them. RBAC
 * and the Node authorizer decide, and nobody is anonymous, as on EKS.
 */
public final class RealCluster implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Scratch scratch;
    private final Path kubeconfig;
    private final String version;
    private final JsonNode config;

    private RealCluster(Process process, Scratch scratch, Path kubeconfig) {
        this.process = process;
        this.scratch = scratch;
        this.kubeconfig = kubeconfig;
        try {
            config = new YAMLMapper().readTree(kubeconfig.toFile());
            version = admin().get("/version").json().path("gitVersion").asText().replaceFirst("^v", "");
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Starts one; it answers when this returns.
     *
     * @param minor {@code 1.34} or {@code 1.37}
     * @param controllers whether kube-controller-manager runs beside it: role aggregation, namespaces that can go
     * @param variables more of the environment that {@code conformance/peers/try} describes
     * @return empty when it is not built and there is no Go to build it with
     */
    public static Optional<RealCluster> start(String minor, boolean controllers, Map<String, String> variables) {
        List<String> needed = new ArrayList<>(List.of("etcd/etcd", "kubernetes-" + minor + "/kube-apiserver"));
        if (controllers) {
            needed.add("kubernetes-" + minor + "/kube-controller-manager");
        }
        if (needed.stream().anyMatch(command -> PeerCommand.of(command).isEmpty())) {
            return Optional.empty();
        }
        Scratch scratch = Scratch.create();
        List<String> command = new ArrayList<>(List.of(Checkout.root().resolve("conformance/peers/try").toString(),
                "--version", minor, "--dir", scratch.folder().toString()));
        if (controllers) {
            command.add("--controllers");
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(variables);
            Process process = builder.start();
            String kubeconfig = process.inputReader().readLine();
            if (kubeconfig == null) {
                scratch.close();
                throw new IllegalStateException("the API server did not start; standard error says why");
            }
            return Optional.of(new RealCluster(process, scratch, Path.of(kubeconfig)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kubeconfig, with the contexts {@code admin} and {@code nobody}. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Where it keeps its logs. */
    public Path folder() {
        return scratch.folder();
    }

    /** The server's version, such as {@code 1.34.4}. */
    public String version() {
        return version;
    }

    /** Asks it as somebody in {@code system:masters}. */
    public ApiClient admin() {
        return ApiClient.of(endpoint(), caPem(), token("admin"));
    }

    /** The login of somebody in {@code system:masters}, for our own clients. */
    public ClusterLogin adminLogin() {
        return ClusterLogin.BearerToken.fixed(token("admin"));
    }

    /** Asks it as somebody without any right. */
    public ApiClient nobody() {
        return ApiClient.of(endpoint(), caPem(), token("nobody"));
    }

    /** Its address. */
    public URI endpoint() {
        return URI.create(config.at("/clusters/0/cluster/server").asText());
    }

    /** Whom its clients trust. */
    public String caPem() {
        return new String(
                Base64.getDecoder().decode(config.at("/clusters/0/cluster/certificate-authority-data").asText()),
                StandardCharsets.US_ASCII);
    }

    private String token(String name) {
        for (JsonNode user : config.path("users")) {
            if (user.path("name").asText().equals(name)) {
                return user.at("/user/token").asText();
            }
        }
        throw new IllegalStateException("no user " + name + " in " + kubeconfig);
    }

    @Override
    public void close() {
        process.destroy(); // the script ends the servers in order
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Files.isDirectory(scratch.folder())) {
            scratch.close();
        }
    }
}
