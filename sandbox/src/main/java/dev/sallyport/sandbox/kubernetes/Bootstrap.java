package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What every cluster holds before anybody does anything: the namespaces, the roles and bindings that a real API server
 * of this version makes for itself ({@code bootstrap.json}, as one was seen to hold them), and those that EKS adds.
 */
final class Bootstrap {

    private static final String RESOURCE = "bootstrap.json";

    private Bootstrap() {}

    static void into(LocalKubernetes cluster) {
        try (InputStream in = Bootstrap.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from the jar");
            }
            for (JsonNode object : new ObjectMapper().readTree(in)) {
                cluster.create(object);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
