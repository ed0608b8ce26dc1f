package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsFailure;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.Principal;

import java.util.ArrayList;
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
        Arn arn = who.arn();
        String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": "
                + "\"eks:DescribeCluster\", \"Resource\": \"arn:" + arn.partition() + ":eks:" + region + ":"
                + who.account() + ":cluster/" + name + "\"}]}";
        List<String> rest = List.of("--policy-name", "describe-" + name, "--policy-document", policy);
        return switch (Principal.of(arn)) {
            case Principal.User user -> Optional.of(line(List.of("put-user-policy", "--user-name", user.name()), rest));
            case Principal.Role role -> Optional.of(line(List.of("put-role-policy", "--role-name", role.name()), rest));
            case Principal.AssumedRoleSession session -> session.roleName().startsWith("AWSReservedSSO_")
                    ? Optional.of(Cure.accountAdministrator("allow eks:DescribeCluster in the permission set "
                            + session.roleName().replaceFirst("^AWSReservedSSO_", "").replaceFirst("_[0-9a-f]+$", "")
                            + " of IAM Identity Center"))
                    : Optional.of(line(List.of("put-role-policy", "--role-name", session.roleName()), rest));
            case Principal.FederatedUser federated -> Optional.empty();
            case Principal.Root root -> Optional.empty();
        };
    }

    private static Cure line(List<String> first, List<String> rest) {
        List<String> words = new ArrayList<>(List.of("aws", "iam"));
        words.addAll(first);
        words.addAll(rest);
        return Cure.accountAdministrator("allow eks:DescribeCluster for this cluster", ShellLine.of(words));
    }
}
