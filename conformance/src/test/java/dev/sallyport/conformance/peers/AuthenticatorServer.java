package dev.sallyport.conformance.peers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.conformance.Scratch;
import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A running {@code aws-iam-authenticator server}. It reaches AWS under its real names through a CONNECT proxy, at whose
 * end somebody shows a certificate for them.
 */
public final class AuthenticatorServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Scratch scratch;
    private final ApiClient client;
    private final String version;

    private AuthenticatorServer(Process process, Scratch scratch, ApiClient client, String version) {
        this.process = process;
        this.scratch = scratch;
        this.client = client;
        this.version = version;
    }

    /**
     * Starts one; it answers when this returns.
     *
     * @param config its configuration file's text, with the cluster's id and, where no flag names another backend, the map
     * @param flags more of its flags, such as the backend
     * @param proxy the CONNECT proxy that leads to STS and EC2
     * @param trustedPem whose certificates STS and EC2 show there
     * @return empty when it is not built and there is no Go to build it with
     */
    public static Optional<AuthenticatorServer> start(String config, List<String> flags, URI proxy, String trustedPem) {
        return PeerCommand.of("aws-iam-authenticator/aws-iam-authenticator")
                .map(command -> start(command, config, flags, proxy, trustedPem));
    }

    private static AuthenticatorServer start(Path command, String config, List<String> flags, URI proxy,
            String trustedPem) {
        Scratch scratch = Scratch.create();
        Path state = scratch.folder("state");
        try {
            int port = freePort();
            List<String> words = new ArrayList<>(List.of(command.toString(), "server", "--config",
                    Files.writeString(scratch.folder().resolve("config.yaml"), config).toString(), "--state-dir",
                    state.toString(), "--generate-kubeconfig", state.resolve("kubeconfig.yaml").toString(), "--port",
                    Integer.toString(port)));
            words.addAll(flags);
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(scratch.folder().resolve("log").toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.endsWith("_PROXY")
                    || name.endsWith("_proxy"));
            builder.environment().putAll(Map.of("HTTPS_PROXY", proxy.toString(), "SSL_CERT_FILE",
                    Files.writeString(scratch.folder().resolve("ca.pem"), trustedPem).toString(), "AWS_REGION",
                    "eu-west-1", "AWS_EC2_METADATA_DISABLED", "true", "AWS_ACCESS_KEY_ID", "AKIASERVERSERVERSERV",
                    "AWS_SECRET_ACCESS_KEY", "of-the-server-itself", "HOME", scratch.folder().toString()));
            Process process = builder.start();
            Path certificate = state.resolve("cert.pem");
            Awaitility.await("aws-iam-authenticator server").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.isAlive() || (answers(port) && Files.exists(certificate)));
            if (!process.isAlive()) {
                throw new IllegalStateException("aws-iam-authenticator server ended:\n"
                        + Files.readString(scratch.folder().resolve("log")));
            }
            return new AuthenticatorServer(process, scratch, ApiClient.of(URI.create("https://127.0.0.1:" + port),
                    Files.readString(certificate), ""), PeerCommand.version(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its version. */
    public String version() {
        return version;
    }

    /** What it makes of a token. */
    public Reviewed review(String token) {
        return review(client, token);
    }

    /** What the webhook behind a client makes of a token. */
    public static Reviewed review(ApiClient webhook, String token) {
        return Reviewed.of(webhook.post("/authenticate", JsonNodeFactory.instance.objectNode()
                .put("apiVersion", "authentication.k8s.io/v1beta1").put("kind", "TokenReview")
                .set("spec", JsonNodeFactory.instance.objectNode().put("token", token)).toString()));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scratch.close();
    }
}
