package dev.sallyport.access;

import dev.sallyport.aws.AwsFailure;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingRule;

import java.util.List;
import java.util.Optional;

/**
 * Who somebody is on both sides of the passage. What could not be seen is inferred, and said to be.
 *
 * @param iam who signs in to the cluster, to IAM
 * @param elsewhere whom the environment's own credentials belong to, where that is somebody else than {@code iam}
 * @param mapping what leads from one side to the other
 * @param cluster who one is in the cluster
 * @param remarks what is odd about the whole, a sentence each; the most telling first
 */
public record Identification(Iam iam, Optional<Iam.Known> elsewhere, Mapping mapping, Cluster cluster,
        List<String> remarks) {

    public Identification {
        remarks = List.copyOf(remarks);
    }

    /** The first door. */
    public sealed interface Iam {

        /**
         * IAM knows who it is.
         *
         * @param source where the credentials come from, in words
         */
        record Known(CallerIdentity identity, String source) implements Iam {}

        /** There are credentials, or none, and nobody knows whose. */
        record Unknown(AwsFailure failure) implements Iam {}

        /**
         * The kubeconfig signs in without IAM: with a certificate, or a token of another kind.
         *
         * @param how in words, such as {@code a client certificate}
         */
        record NotAsked(String how) implements Iam {}
    }

    /** What leads from an IAM principal to a Kubernetes user. */
    public sealed interface Mapping {

        /**
         * aws-auth was read, and this rule speaks of the principal.
         *
         * @param user whom the rule makes of them
         */
        record ByRule(MappingRule rule, KubernetesUser user) implements Mapping {}

        /** aws-auth was read, the rule speaks of the principal, and its template cannot be filled here. */
        record Unfilled(MappingRule rule, String problem) implements Mapping {}

        /**
         * aws-auth was read, and no rule speaks of the principal.
         *
         * @param rulesRead how many there are
         */
        record NoRule(int rulesRead) implements Mapping {}

        /**
         * aws-auth could not be read; the API server's answer to a sign-in says as much as this.
         *
         * @param letIn whether somebody or something maps the principal
         * @param because what was seen, and why not more
         */
        record Inferred(boolean letIn, String because) implements Mapping {}

        /** Nothing can be said. */
        record Unknown(String because) implements Mapping {}
    }

    /** The second door. */
    public sealed interface Cluster {

        /** The API server said it. */
        record Known(KubernetesUser user) implements Cluster {}

        /**
         * The API server did not say it, and let the name slip while it refused something else.
         *
         * @param because what it refused
         */
        record NameOnly(String username, String because) implements Cluster {}

        /**
         * The API server does not say it; by the rule in aws-auth it is this one.
         *
         * @param because what the API server answered
         */
        record Expected(KubernetesUser user, String because) implements Cluster {}

        /** The API server knows nobody by these credentials: 401. */
        record Nobody(ClusterFailure failure) implements Cluster {}

        /** It could not be asked, or gave no answer to the question. */
        record Unknown(ClusterFailure failure) implements Cluster {}
    }

    /** Whether both doors are open: somebody is known in the cluster, seen and not only expected. */
    public boolean isInside() {
        return switch (cluster) {
            case Cluster.Known known -> true;
            case Cluster.NameOnly slipped -> true;
            case Cluster.Expected expected -> false;
            case Cluster.Nobody nobody -> false;
            case Cluster.Unknown unknown -> false;
        };
    }
}
