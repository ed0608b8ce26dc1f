package dev.sallyport.kubeconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code update-kubeconfig} writes: one cluster, one user and one context that joins them.
 *
 * <p>Source: AWS CLI, {@code customizations/eks/update_kubeconfig.py} and {@code kubeconfig.py}; its entries and ours
 * mean the same, but for the command that gives the token.
 *
 * @param cluster the cluster, as EKS describes it
 * @param plugin who gives the token
 * @param contextAlias {@code --alias}: the context's name; else the user's
 * @param userAlias {@code --user-alias}: the user's name; else the cluster's ARN
 * @param roleArn {@code --role-arn}: the role whose token is made
 * @param proxyUrl {@code --proxy-url}
 * @param profile the profile that was named by option or variable; the plugin gets it as {@code AWS_PROFILE}
 */
public record KubeconfigUpdate(EksCluster cluster, Plugin plugin, Optional<String> contextAlias,
        Optional<String> userAlias, Optional<String> roleArn, Optional<String> proxyUrl, Optional<String> profile) {

    /**
     * As much of an EKS cluster as a kubeconfig needs.
     *
     * @param name the cluster's name, which tokens are made for
     * @param arn becomes the name of the entries
     * @param region in which the cluster is
     * @param endpoint the API server's URL
     * @param certificateAuthorityData its CA in base64
     * @param outpostId the cluster's id, for a local cluster on AWS Outposts: tokens are made for it instead
     */
    public record EksCluster(String name, String arn, String region, String endpoint, String certificateAuthorityData,
            Optional<String> outpostId) {}

    /** Who gives the token. */
    public enum Plugin {
        /** {@code sallyport token}: starts in a third of the time. */
        SALLYPORT,
        /** {@code aws eks get-token}, as AWS's own command writes it. */
        AWS_CLI
    }

    /** An update with no option set. */
    public static KubeconfigUpdate of(EksCluster cluster, Plugin plugin) {
        return new KubeconfigUpdate(cluster, plugin, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** The name of the cluster entry. */
    public String clusterName() {
        return cluster.arn();
    }

    /** The name of the user entry. */
    public String userName() {
        return userAlias.filter(alias -> !alias.isEmpty()).orElse(cluster.arn());
    }

    /** The name of the context entry, which becomes the current one. */
    public String contextName() {
        return contextAlias.filter(alias -> !alias.isEmpty()).orElse(userName());
    }

    /** The entries in the AWS CLI's layout, as {@code --verbose} shows them. */
    public String entriesAsText() {
        return String.join("\n", YamlText.block(contextEntry(Map.of()))) + "\n\n"
                + String.join("\n", YamlText.block(userEntry())) + "\n\n"
                + String.join("\n", YamlText.block(clusterEntry())) + "\n";
    }

    Map<String, Object> clusterEntry() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("certificate-authority-data", cluster.certificateAuthorityData());
        inner.put("server", cluster.endpoint());
        proxyUrl.ifPresent(url -> inner.put("proxy-url", url));
        return named("cluster", inner, clusterName());
    }

    /**
     * The context's entry.
     *
     * @param old what the context held so far. The namespace and extensions stay: they are the person's choice, and a
     *     renewed token command is no reason to lose it. (The AWS CLI drops them.)
     */
    Map<String, Object> contextEntry(Map<?, ?> old) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("cluster", clusterName());
        inner.put("user", userName());
        old.forEach((key, value) -> inner.putIfAbsent(key.toString(), value));
        return named("context", inner, contextName());
    }

    Map<String, Object> userEntry() {
        Map<String, Object> exec = new LinkedHashMap<>();
        exec.put("apiVersion", ExecApiVersion.V1BETA1.text());
        exec.put("args", args());
        exec.put("command", switch (plugin) {
            case SALLYPORT -> "sallyport";
            case AWS_CLI -> "aws";
        });
        profile.ifPresent(name -> {
            Map<String, Object> variable = new LinkedHashMap<>();
            variable.put("name", "AWS_PROFILE");
            variable.put("value", name);
            exec.put("env", List.of(variable));
        });
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", userName());
        entry.put("user", Map.of("exec", exec));
        return entry;
    }

    private List<String> args() {
        List<String> identification = cluster.outpostId().map(id -> List.of("--cluster-id", id))
                .orElseGet(() -> List.of("--cluster-name", cluster.name()));
        List<String> args = new ArrayList<>();
        switch (plugin) {
            case SALLYPORT -> {
                args.add("token");
                args.addAll(identification);
                args.addAll(List.of("--region", cluster.region()));
                roleArn.ifPresent(arn -> args.addAll(List.of("--role-arn", arn)));
            }
            case AWS_CLI -> {
                args.addAll(List.of("--region", cluster.region(), "eks", "get-token"));
                args.addAll(identification);
                args.addAll(List.of("--output", "json"));
                roleArn.ifPresent(arn -> args.addAll(List.of("--role", arn)));
            }
        }
        return args;
    }

    private static Map<String, Object> named(String kind, Map<String, Object> inner, String name) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(kind, inner);
        entry.put("name", name);
        return entry;
    }
}
