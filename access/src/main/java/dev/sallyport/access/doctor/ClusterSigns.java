package dev.sallyport.access.doctor;

import dev.sallyport.access.awsauth.EksSide;
import dev.sallyport.identity.Arn;
import dev.sallyport.kubeconfig.KubeconfigCluster;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which EKS cluster is meant, by everything that says it.
 *
 * @param name the name that the plugin signs into its tokens, or {@code --cluster-name} where there is no plugin
 * @param entry the cluster that the kubeconfig's entries are named after: {@code aws eks update-kubeconfig} names them
 *     after its ARN, eksctl after name and region
 * @param hostRegion the region in the server's name
 */
record ClusterSigns(Optional<String> name, Optional<Named> entry, Optional<String> hostRegion) {

    private static final Pattern EKSCTL = Pattern
            .compile("(?:.*@)?([0-9A-Za-z][A-Za-z0-9_-]*)\\.([a-z0-9-]+)\\.eksctl\\.io");

    /**
     * A cluster by its name.
     *
     * @param account empty where it is not said
     */
    record Named(String name, String region, String account) {}

    static ClusterSigns of(Surroundings place, Facts known) {
        return of(place, known.way(), known.plugin());
    }

    static ClusterSigns of(Surroundings place, Optional<Way> way, Optional<PluginCall> plugin) {
        Optional<Named> entry = way.flatMap(ClusterSigns::entry);
        Optional<String> name = plugin.flatMap(PluginCall::clusterName).or(place::clusterName)
                .or(() -> entry.map(Named::name));
        Optional<String> region = way.flatMap(Way::cluster).flatMap(KubeconfigCluster::server)
                .flatMap(ClusterSigns::address).flatMap(EksSide::region);
        return new ClusterSigns(name, entry, region);
    }

    private static Optional<URI> address(String server) {
        try {
            return Optional.of(new URI(server));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Named> entry(Way way) {
        return List.of(way.context().cluster(), way.context().name(), way.context().user()).stream()
                .map(ClusterSigns::named).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Named> named(String text) {
        Matcher eksctl = EKSCTL.matcher(text);
        if (eksctl.matches()) {
            return Optional.of(new Named(eksctl.group(1), eksctl.group(2), ""));
        }
        return Arn.tryParse(text).filter(arn -> arn.service().equals("eks") && arn.resource().startsWith("cluster/"))
                .map(arn -> new Named(arn.resource().substring("cluster/".length()), arn.region(), arn.account()));
    }
}
