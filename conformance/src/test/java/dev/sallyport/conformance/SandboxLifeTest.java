package dev.sallyport.conformance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A sandbox's life: it starts, keeps its name to itself, tells shells where it is, and leaves nothing behind. */
final class SandboxLifeTest {

    private final Scratch scratch = Scratch.create();
    private final Shell shell = Shell.in(scratch.folder("home"), ran -> {})
            .with("XDG_STATE_HOME", scratch.folder().resolve("state").toString());

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void aSandboxFromItsStartToItsEnd() throws IOException {
        Path facts = scratch.folder().resolve("state/sallyport/sandbox/life/sandbox.env");
        List<URI> addresses;
        try (SandboxProcess sandbox = SandboxProcess.start(shell, "life")) {
            addresses = Stream.of("AWS", "metadata", "cluster", "webhook").map(sandbox::address).map(URI::create)
                    .toList();
            assertThat(addresses).allSatisfy(address -> assertThat(address.getHost()).isEqualTo("127.0.0.1"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(facts))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(facts.getParent())))
                    .isEqualTo("rwx------");

            sallyport("sandbox", "--name", "life").exits(4)
                    .complains("sallyport sandbox: A sandbox named \"life\" is running already");
            sallyport("sandbox", "env", "--name", "life").succeeds().matches("^unset AWS_PROFILE$")
                    .matches("^export AWS_ENDPOINT_URL=https://127\\.0\\.0\\.1:\\d+$")
                    .matches("^export KUBECONFIG=/.*$")
                    .matches("^export AWS_SECRET_ACCESS_KEY=\\S+$");
            sallyport("sandbox", "env", "--name", "life", "--shell", "fish").succeeds().matches("^set -e AWS_PROFILE;$")
                    .matches("^set -gx AWS_ENDPOINT_URL 'https://127\\.0\\.0\\.1:\\d+';$")
                    .matches("^set -gx AWS_REGION 'ap-northeast-2';$");
            sallyport("sandbox", "env", "--name", "another").exits(3).printsExactly("")
                    .complains("no sandbox named \"another\" is running");

            assertThat(sandbox.terminate()).isEqualTo(143); // 128 + SIGTERM, as every process that a signal ended
            assertThat(sandbox.log()).content().isEmpty();
        }

        assertThat(addresses).allSatisfy(address -> assertThatThrownBy(() -> connect(address))
                .isInstanceOf(ConnectException.class));
        assertThat(facts).doesNotExist();
        sallyport("sandbox", "env", "--name", "life").exits(3).complains("no sandbox named \"life\" is running");
        assertThat(scratch.folder().resolve("home/.aws")).doesNotExist();
        assertThat(scratch.folder().resolve("home/.kube")).doesNotExist();

        // The name is free again, also after a kill that left everything lying.
        try (SandboxProcess killed = SandboxProcess.start(shell, "life")) {
            killed.kill();
        }
        sallyport("sandbox", "env", "--name", "life").exits(3);
        SandboxProcess.start(shell, "life").close();
    }

    private Ran sallyport(String... words) {
        return shell
                .run(Stream.concat(Stream.of(Checkout.launcher().toString()), Stream.of(words)).toArray(String[]::new));
    }

    private static void connect(URI address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()),
                    Math.toIntExact(Duration.ofSeconds(5).toMillis()));
        }
    }
}
