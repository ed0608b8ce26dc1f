package dev.sallyport.benchmarks.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, its output in a file. */
record ServerProcess(String name, Process process, int port, Path log) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Our webhook, put together as its command does, in a Java of its own. */
    static ServerProcess sallyport(Path folder, Path authority, int proxyPort)
            throws IOException, InterruptedException {
        int port = freePort();
        Path map = Files.writeString(folder.resolve("sallyport-map.yaml"), """
                mapUsers: |
                  - userarn: arn:aws:iam::123456789012:user/load
                    username: load
                    groups: [load]
                """);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
                System.getProperty("java.class.path"), "-Dlogback.configurationFile=webhook-load-logback.xml",
                WebhookChild.class.getName(), Integer.toString(port), folder.resolve("sallyport-state").toString(),
                map.toString(), authority.toString(), Integer.toString(proxyPort)));
        return start("sallyport", command, Map.of(), port, folder);
    }

    /** The reference authenticator's server, reaching STS through the proxy. */
    static ServerProcess reference(Path binary, Path folder, Path authority, int proxyPort)
            throws IOException, InterruptedException {
        int port = freePort();
        Path state = Files.createDirectories(folder.resolve("reference-state"));
        Path config = Files.writeString(folder.resolve("reference.yaml"), """
                clusterID: %s
                server:
                  mapUsers:
                  - userARN: arn:aws:iam::123456789012:user/load
                    username: load
                    groups: [load]
                """.formatted(WebhookLoad.CLUSTER));
        List<String> command = List.of(binary.toString(), "server", "--config", config.toString(), "--state-dir",
                state.toString(), "--generate-kubeconfig", state.resolve("kubeconfig.yaml").toString(), "--port",
                Integer.toString(port));
        return start("aws-iam-authenticator", command, Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxyPort,
                "SSL_CERT_FILE", authority.toString(), "AWS_REGION", "eu-west-1", "AWS_EC2_METADATA_DISABLED", "true",
                "NO_PROXY", ""), port, folder);
    }

    private static ServerProcess start(String name, List<String> command, Map<String, String> variables, int port,
            Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        ServerProcess server = new ServerProcess(name, builder.start(), port, log);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.answers()) {
            if (!server.process.isAlive() || System.nanoTime() > end) {
                server.stop();
                throw new IOException(name + " did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return server;
    }

    /** What it has used of the processors since its start. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Ends it, the hard way after some time. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
