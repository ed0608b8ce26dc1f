package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.EksClusters.ClusterFacts;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Looks for the cluster that is meant where it was not found, or not found to be the server's: under the name of the
 * kubeconfig's entry, in the region of its server, under the region's other names, in the other regions.
 */
final class ClusterSearch {

    private static final int MOST_DESCRIBED = 10; // a call each
    private static final int FAR = 2; // letters; a third is another name
    /** Those that are switched on in every account. Source: AWS Account Management Reference Guide, "Regions". */
    private static final List<String> REGIONS = List.of("us-east-1", "us-east-2", "us-west-1", "us-west-2",
            "eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "ap-northeast-1", "ap-northeast-2",
            "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "sa-east-1");

    private final EksView eks;
    private final ClusterSigns signs;
    private final String region;

    ClusterSearch(EksView eks, ClusterSigns signs, String region) {
        this.eks = eks;
        this.signs = signs;
        this.region = region;
    }

    /** The cluster whose API server this is. */
    Optional<ClusterFacts> owner(URI server, String notThisName) {
        Optional<ClusterFacts> named = signs.entry().filter(entry -> !entry.name().equals(notThisName))
                .flatMap(entry -> eks.describe(entry.region(), entry.name()).optional())
                .filter(found -> ServerPlace.same(server, found.endpoint()));
        return named.or(() -> names(signs.hostRegion().orElse(region)).stream()
                .filter(name -> !name.equals(notThisName)).limit(MOST_DESCRIBED)
                .map(name -> eks.describe(signs.hostRegion().orElse(region), name).optional())
                .flatMap(Optional::stream).filter(found -> ServerPlace.same(server, found.endpoint())).findFirst());
    }

    /** The same name in another region: the entry's, the server's, any. */
    Optional<ClusterFacts> elsewhere(String name) {
        Optional<ClusterFacts> said = List.of(signs.entry().map(ClusterSigns.Named::region), signs.hostRegion())
                .stream().flatMap(Optional::stream).filter(place -> !place.equals(region)).distinct()
                .map(place -> eks.describe(place, name).optional()).flatMap(Optional::stream).findFirst();
        return said.or(() -> anywhere(name));
    }

    private Optional<ClusterFacts> anywhere(String name) {
        if (!REGIONS.contains(region)) {
            return Optional.empty(); // another partition, or a region that is not switched on everywhere
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<AwsAnswer<ClusterFacts>>> answers = REGIONS.stream()
                    .filter(place -> !place.equals(region))
                    .map(place -> CompletableFuture.supplyAsync(() -> eks.describe(place, name), threads)).toList();
            return answers.stream().map(answer -> answer.join().optional()).flatMap(Optional::stream).findFirst();
        }
    }

    /** The region's clusters whose names are nearly this one, the nearest first. */
    List<String> near(String name) {
        return names(region).stream()
                .filter(other -> Nearest.distance(name, other) <= Math.max(1, Math.min(FAR, name.length() / 3)))
                .sorted((one, other) -> Nearest.distance(name, one) - Nearest.distance(name, other)).toList();
    }

    /** All of the region's clusters, as far as they may be listed. */
    List<String> names() {
        return names(region);
    }

    private List<String> names(String place) {
        return eks.names(place).optional().orElse(List.of());
    }
}
