package dev.sallyport.access.doctor;

import dev.sallyport.aws.EksClusters.ClusterFacts;

import java.util.Optional;

/** The commands that put right where a kubeconfig leads to. */
final class ServerCures {

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
        return known.way().map(way -> new KubeconfigCures(place).inCluster(way.context().cluster(), what, options));
    }

    /** Takes an option out of the cluster's entry. */
    Optional<Cure> unsetInCluster(String what, String option) {
        return known.way().map(way -> new KubeconfigCures(place).outOfCluster(way.context().cluster(), what, option));
    }
}
