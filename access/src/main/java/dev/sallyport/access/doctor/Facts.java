package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;
import dev.sallyport.mapping.KubernetesUser;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has been learnt so far; each part is empty until a check has seen it in order.
 *
 * @param kubectl which version of it would run
 * @param way the context with its cluster and user
 * @param plugin the credential plugin, taken apart
 * @param settings AWS's settings as the plugin sees them: its own variables and options over the shell's
 * @param credentials those that the plugin would sign with, before a role of its own
 * @param identity whom STS takes the plugin's credentials for, its role assumed
 * @param cluster the cluster as EKS describes it
 * @param token the one that the plugin made
 * @param connection to the API server, where it can be reached and is who it should be
 * @param review whom the API server takes the person for, or its refusal
 */
record Facts(Optional<KubectlVersion> kubectl, Optional<Way> way, Optional<PluginCall> plugin,
        Optional<AwsSettings> settings, Optional<SourcedCredentials> credentials, Optional<CallerIdentity> identity,
        Optional<ClusterFacts> cluster, Optional<ClusterToken> token, Optional<ClusterConnection> connection,
        Optional<ClusterAnswer<KubernetesUser>> review) {

    static final Facts NONE = new Facts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The kubeconfig in which the user with the plugin stands. */
    Optional<Path> pluginFile() {
        return way.map(known -> known.userFile().orElse(known.file()));
    }

    Facts with(KubectlVersion found) {
        return new Facts(Optional.of(found), way, plugin, settings, credentials, identity, cluster, token, connection,
                review);
    }

    Facts with(Way found) {
        return new Facts(kubectl, Optional.of(found), plugin, settings, credentials, identity, cluster, token,
                connection, review);
    }

    Facts with(PluginCall found) {
        return new Facts(kubectl, way, Optional.of(found), settings, credentials, identity, cluster, token, connection,
                review);
    }

    Facts with(AwsSettings found) {
        return new Facts(kubectl, way, plugin, Optional.of(found), credentials, identity, cluster, token, connection,
                review);
    }

    Facts with(SourcedCredentials found) {
        return new Facts(kubectl, way, plugin, settings, Optional.of(found), identity, cluster, token, connection,
                review);
    }

    Facts with(CallerIdentity found) {
        return new Facts(kubectl, way, plugin, settings, credentials, Optional.of(found), cluster, token, connection,
                review);
    }

    Facts with(ClusterFacts found) {
        return new Facts(kubectl, way, plugin, settings, credentials, identity, Optional.of(found), token, connection,
                review);
    }

    Facts with(ClusterToken found) {
        return new Facts(kubectl, way, plugin, settings, credentials, identity, cluster, Optional.of(found), connection,
                review);
    }

    Facts with(ClusterConnection found) {
        return new Facts(kubectl, way, plugin, settings, credentials, identity, cluster, token, Optional.of(found),
                review);
    }

    Facts with(ClusterAnswer<KubernetesUser> found) {
        return new Facts(kubectl, way, plugin, settings, credentials, identity, cluster, token, connection,
                Optional.of(found));
    }

    /** Everything in it that is somebody's name for something. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        identity.ifPresent(caller -> {
            names.addAll(List.of(caller.arn().resource().split("/", -1)));
            names.add(caller.account());
            names.add(caller.accessKeyId());
            names.add(caller.userId());
        });
        cluster.ifPresent(described -> names.add(described.name()));
        plugin.ifPresent(call -> List.of(call.clusterName(), call.profile(), call.roleArn())
                .forEach(name -> name.ifPresent(names::add)));
        review.flatMap(ClusterAnswer::optional).ifPresent(user -> {
            names.add(user.username());
            names.addAll(user.groups());
        });
        // What every cluster or every ARN has says nothing of anybody.
        names.removeIf(name -> name.isBlank() || name.startsWith("system:")
                || Set.of("user", "role", "assumed-role").contains(name));
        return names;
    }
}
