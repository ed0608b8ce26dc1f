package dev.sallyport.conformance.kubernetesapi;

import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.TokenMinter;
import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;

/** A sandbox in this process, asked as whoever made its cluster, with a token of theirs. */
final class SandboxServer implements AutoCloseable {

    private final Scratch scratch = Scratch.create();
    private final Sandbox sandbox;

    SandboxServer() {
        sandbox = Sandbox.start(new SandboxOptions("conformance", scratch.folder(), Optional.empty()),
                Clock.systemUTC());
    }

    ApiClient admin() {
        String token = new TokenMinter(Clock.systemUTC()).mint(SandboxOptions.CLUSTER, SandboxOptions.REGION,
                StsEndpoint.of(sandbox.awsEndpoint()), sandbox.creator()).token().reveal();
        return ApiClient.of(sandbox.kubernetesEndpoint(), caPem(), token);
    }

    private String caPem() {
        try {
            return Files.readString(sandbox.folder().resolve("ca.pem"));
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
