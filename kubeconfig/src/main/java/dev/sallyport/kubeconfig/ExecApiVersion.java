package dev.sallyport.kubeconfig;

import java.util.Arrays;
import java.util.Optional;

/**
 * The versions of the protocol between kubectl and a credential plugin.
 *
 * <p>Source: Kubernetes, "Authentication: client-go credential plugins". {@code v1alpha1} was dropped from client-go in
 * 1.24, {@code v1} came in 1.22.
 */
public enum ExecApiVersion {
    V1("client.authentication.k8s.io/v1"), V1BETA1("client.authentication.k8s.io/v1beta1"), V1ALPHA1(
            "client.authentication.k8s.io/v1alpha1");

    private final String text;

    ExecApiVersion(String text) {
        this.text = text;
    }

    /** The value of {@code apiVersion}, such as {@code client.authentication.k8s.io/v1}. */
    public String text() {
        return text;
    }

    /** The version with this {@code apiVersion}, compared exactly. */
    public static Optional<ExecApiVersion> of(String text) {
        return Arrays.stream(values()).filter(version -> version.text.equals(text)).findFirst();
    }
}
