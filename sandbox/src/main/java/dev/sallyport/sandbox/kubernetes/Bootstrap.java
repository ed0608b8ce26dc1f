package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.schema.BundledJson;

/**
 * What every cluster holds before anybody does anything: the namespaces, the roles and bindings that a real API server
 * of this version makes for itself ({@code bootstrap.json}, as one was seen to hold them), and those that EKS adds.
 */
final class Bootstrap {

    private Bootstrap() {}

    static void into(LocalKubernetes cluster) {
        for (JsonNode object : BundledJson.read("bootstrap.json")) {
            cluster.create(object, "kube-apiserver");
        }
    }
}
