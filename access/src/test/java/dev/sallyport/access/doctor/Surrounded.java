package dev.sallyport.access.doctor;

import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.rbac.AccessRequest;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Surroundings of somebody of whom the last stations' tests need to know little. */
final class Surrounded {

    private Surrounded() {}

    static Surroundings by(Optional<AccessRequest> request, Reader reader) {
        return new Surroundings(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), request, Optional.empty(), reader, _ -> false,
                Commands.ofMachine(), Clock.systemUTC());
    }

    /** A cluster of Ireland's. */
    static ClusterFacts cluster(String name, String mode) {
        return new ClusterFacts(name, "arn:aws:eks:eu-west-1:123456789012:cluster/" + name, "ACTIVE", "1.34",
                "https://example.eks.amazonaws.com", "", mode, Optional.empty());
    }
}
