package dev.sallyport.access;

import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.SelfReview;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.KubernetesUser;

import java.util.Optional;

/**
 * What a cluster lets one see of oneself.
 *
 * @param login how one signs in
 * @param review whom the API server takes one for
 * @param awsAuth the map, where one may read it; a failure without a second question when nobody is known there
 */
record ClusterDoor(Login login, ClusterAnswer<KubernetesUser> review, ClusterAnswer<AwsAuth> awsAuth) {

    /** How one signs in. */
    sealed interface Login {
        /**
         * With an IAM token.
         *
         * @param clusterId what it is made for, where that is known
         */
        record IamToken(ClusterToken token, Optional<String> clusterId) implements Login {}

        /** With something that has nothing to do with IAM. */
        record Other(String how) implements Login {}
    }

    /** Asks for all of it. */
    static ClusterAnswer<ClusterDoor> look(ClusterConnection cluster) {
        Login login;
        try {
            login = login(cluster.target().login());
        } catch (ClusterLogin.NoCredentialsException e) {
            return new ClusterAnswer.Failed<>(e.failure());
        }
        ClusterAnswer<KubernetesUser> review = SelfReview.of(cluster).ask();
        Optional<ClusterFailure> hopeless = hopeless(review);
        ClusterAnswer<AwsAuth> awsAuth = hopeless.isPresent()
                ? new ClusterAnswer.Failed<>(hopeless.get())
                : AwsAuthReader.of(cluster).read().map(AwsAuthReader.Document::awsAuth);
        return new ClusterAnswer.Got<>(new ClusterDoor(login, review, awsAuth));
    }

    private static Login login(ClusterLogin login) {
        return switch (login) {
            case ClusterLogin.BearerToken bearer -> {
                String token = bearer.source().token();
                yield token.startsWith(ClusterToken.PREFIX)
                        ? new Login.IamToken(ClusterToken.of(token), bearer.source().clusterId())
                        : new Login.Other("a token that is not IAM's");
            }
            case ClusterLogin.ClientCertificate certificate -> new Login.Other("a client certificate");
            case ClusterLogin.Basic basic -> new Login.Other("a password");
            case ClusterLogin.Anonymous anonymous -> new Login.Other("no credential at all");
        };
    }

    /** A failure after which another question would end the same way. */
    private static Optional<ClusterFailure> hopeless(ClusterAnswer<KubernetesUser> review) {
        return switch (review) {
            case ClusterAnswer.Got<KubernetesUser> got -> Optional.empty();
            case ClusterAnswer.Failed<KubernetesUser>(ClusterFailure failure) -> switch (failure.kind()) {
                case UNREACHABLE, UNTRUSTED, UNAUTHORIZED, NO_CREDENTIALS, CONFIGURATION -> Optional.of(failure);
                case FORBIDDEN, NOT_FOUND, CONFLICT, INVALID, UNAVAILABLE, NONSENSE -> Optional.empty();
            };
        };
    }
}
