package dev.sallyport.cluster.review;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.mapping.KubernetesUser;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who makes a change.
 *
 * @param user as the API server sees them
 * @param arn whom IAM knows them as, where that is known
 */
public record Caller(KubernetesUser user, Optional<CanonicalArn> arn) {

    /**
     * Somebody whom the API server described. EKS and webhooks of its kind put the ARN into {@code extra}, as
     * {@code canonicalArn} and, of the session, as {@code arn}.
     */
    public static Caller of(KubernetesUser user) {
        return new Caller(user, Stream.of("canonicalArn", "arn")
                .flatMap(key -> user.extra().getOrDefault(key, List.of()).stream())
                .flatMap(text -> Arn.tryParse(text).flatMap(Caller::canonical).stream()).findFirst());
    }

    private static Optional<CanonicalArn> canonical(Arn arn) {
        try {
            return Optional.of(CanonicalArn.of(arn));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // some other authenticator's idea of an ARN
        }
    }
}
