package dev.sallyport.kubeconfig;

import dev.sallyport.kubeconfig.KubeconfigUpdate.EksCluster;

import java.util.Optional;

/** A cluster to write into kubeconfigs, and short ways to do it. */
final class Updates {

    static final String ARN = "arn:aws:eks:ap-northeast-2:123456789012:cluster/demo";
    static final EksCluster DEMO = new EksCluster("demo", ARN, "ap-northeast-2", "https://10.0.0.1:443", "LS0tCg==",
            Optional.empty());

    private Updates() {}

    static Kubeconfig understood(String text) {
        return understood(Kubeconfig.read("config", text));
    }

    static Kubeconfig understood(KubeconfigReading reading) {
        return switch (reading) {
            case KubeconfigReading.Understood(Kubeconfig kubeconfig) -> kubeconfig;
            case KubeconfigReading.Unreadable(String message) -> throw new AssertionError(message);
        };
    }

    static String after(String before, KubeconfigUpdate update) {
        return understood(understood(before).with(update)).text();
    }
}
