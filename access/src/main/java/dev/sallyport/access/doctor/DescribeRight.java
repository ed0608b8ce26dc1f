package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsFailure;
import dev.sallyport.identity.CallerIdentity;

import java.util.List;
import java.util.Optional;

/** What it means that somebody may not {@code eks:DescribeCluster}, and who can allow it. */
final class DescribeRight {

    private DescribeRight() {}

    /**
     * The observation.
     *
     * @param complete whether the kubeconfig already says where the server is
     */
    static Observation denied(Facts known, String name, String region, AwsFailure failure, boolean complete) {
        String evidence = failure.message();
        if (complete) {
            return Observation.look(CheckCode.C_DESCRIBE_DENIED, "EKS does not say where " + name
                    + " is, so the kubeconfig cannot be compared: eks:DescribeCluster is not allowed");
        }
        if (evidence.contains("explicit deny")) {
            return Observation.fault(CheckCode.C_DESCRIBE_DENIED, evidence);
        }
        return new Observation(Station.CLUSTER, Level.FAULT, Optional.of(CheckCode.C_DESCRIBE_DENIED), evidence,
                List.of(), known.identity().flatMap(who -> allow(who, name, region)).stream().toList());
    }

    private static Optional<Cure> allow(CallerIdentity who, String name, String region) {
        return OwnPolicy.allowing(who, "eks:DescribeCluster", "arn:" + who.arn().partition() + ":eks:" + region + ":"
                + who.account() + ":cluster/" + name, "allow eks:DescribeCluster for this cluster", "describe-" + name);
    }
}
