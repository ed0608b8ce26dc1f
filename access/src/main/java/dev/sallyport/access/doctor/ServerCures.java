package dev.sallyport.access.doctor;

import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands that put right where a kubeconfig leads to. */
final class ServerCures {

    private static final Set<String> CLUSTER_OPTIONS = Set.of("--cluster-name", "--cluster-id", "-i");

    private final Surroundings place;
    private final Facts known;

    ServerCures(Surroundings place, Facts known) {
        this.place = place;
        this.known = known;
    }

    /** Writes cluster, user and context anew, from what EKS says. */
    Cure rewrite(ClusterFacts cluster) {
        return rewrite(cluster.name(), cluster.region());
    }

    /** Likewise, of a cluster that is known by its name alone. */
    Cure rewrite(String name, String region) {
        return Cure.you("write the kubeconfig's entry anew",
                ClusterMeant.named(name, region, place, known).updateKubeconfig(place));
    }

    /** Changes the cluster's entry alone. */
    Optional<Cure> setCluster(String what, String... options) {
        return known.way().map(way -> {
            List<String> words = new ArrayList<>(List.of("kubectl", "config", "set-cluster", way.context().cluster()));
            words.addAll(List.of(options));
            return Cure.you(what, ShellLine.of(inFile(words)));
        });
    }

    /** Takes an option out of the cluster's entry. */
    Optional<Cure> unsetInCluster(String what, String option) {
        return known.way().map(way -> Cure.you(what, ShellLine.of(inFile(
                List.of("kubectl", "config", "unset", "clusters." + way.context().cluster() + "." + option)))));
    }

    /** Asks the plugin in another version. */
    Optional<Cure> setExecVersion(String version) {
        return known.way().map(way -> Cure.you("ask in the version that the plugin speaks",
                ShellLine.of(inFile(List.of("kubectl", "config", "set-credentials", way.context().user(),
                        "--exec-api-version=" + version)))));
    }

    /** Calls the plugin with another cluster name, and with all else as it is. */
    Optional<Cure> setClusterName(String name) {
        Optional<PluginCall> plugin = known.plugin();
        Optional<Way> way = known.way();
        if (plugin.isEmpty() || way.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(
                List.of("kubectl", "config", "set-credentials", way.get().context().user()));
        String option = "";
        for (String argument : plugin.get().exec().args()) {
            int equals = argument.indexOf('=');
            boolean withValue = equals > 0 && CLUSTER_OPTIONS.contains(argument.substring(0, equals));
            words.add("--exec-arg=" + (CLUSTER_OPTIONS.contains(option)
                    ? name
                    : withValue ? argument.substring(0, equals + 1) + name : argument));
            option = argument;
        }
        return Optional.of(Cure.you("have the plugin sign the right name", ShellLine.of(inFile(words))));
    }

    private List<String> inFile(List<String> words) {
        List<String> all = new ArrayList<>(words);
        place.kubeconfig().ifPresent(file -> all.add("--kubeconfig=" + file));
        return all;
    }
}
