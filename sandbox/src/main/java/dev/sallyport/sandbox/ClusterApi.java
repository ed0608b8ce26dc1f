package dev.sallyport.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.URI;

/** The Kubernetes API of a sandbox: our own, or a real server. {@link #close()} ends it. */
interface ClusterApi extends AutoCloseable {

    /** Where it answers. */
    URI endpoint();

    /** The server's version, such as {@code v1.34.4}. */
    String version();

    /** What people may want to know of it, for the sandbox's greeting. */
    String describe();

    /** Puts an object into the cluster as one of its own parts does; a status is kept. */
    void create(ObjectNode object);

    /** From now on the webhook at this address says whose a bearer token is. */
    void authenticateBy(URI webhook);

    @Override
    void close();
}
