package dev.sallyport.access.world;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.EksClusters;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterLogin;

import java.time.Clock;
import java.util.Optional;

/** Asks EKS for a cluster's mode, where the sign-in says which cluster it is. Needs {@code eks:DescribeCluster}. */
public final class AuthenticationModes {

    private AuthenticationModes() {}

    /** The mode; unknown where EKS may not be asked, does not know the cluster, or the cluster is none of EKS's. */
    public static AuthenticationMode of(ClusterConnection cluster, AwsSettings settings, Clock clock) {
        return clusterName(cluster.target().login()).flatMap(name -> {
            AwsAnswer<SourcedCredentials> credentials = CredentialChain.of(settings).resolve();
            return credentials.optional()
                    .flatMap(found -> EksClusters.of(settings, found.credentials(), clock).describe(name).optional());
        }).map(facts -> AuthenticationMode.of(facts.authenticationMode())).orElse(AuthenticationMode.UNKNOWN);
    }

    private static Optional<String> clusterName(ClusterLogin login) {
        return switch (login) {
            case ClusterLogin.BearerToken bearer -> bearer.source().clusterId();
            case ClusterLogin.ClientCertificate _ -> Optional.empty();
            case ClusterLogin.Basic _ -> Optional.empty();
            case ClusterLogin.Anonymous _ -> Optional.empty();
        };
    }
}
