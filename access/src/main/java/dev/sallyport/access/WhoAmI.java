package dev.sallyport.access;

import dev.sallyport.access.Identification.Iam;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.TokenInspection;
import dev.sallyport.identity.Verification;
import dev.sallyport.mapping.KubernetesUser;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Says who one is on both sides: to IAM, and to a cluster, and what leads from one to the other.
 *
 * <p>Whom IAM knows need not be whom the cluster sees: a kubeconfig's plugin may sign with a profile or a role of its
 * own. So the token that the kubeconfig gives is looked at; when another key signed it than the environment's, STS is
 * asked about that token, and both identities are told.
 */
public final class WhoAmI {

    private final Supplier<AwsAnswer<SourcedCredentials>> credentials;
    private final CallerIdentityReader sts;
    private final TokenOwner owner;
    private final Clock clock;

    WhoAmI(Supplier<AwsAnswer<SourcedCredentials>> credentials, CallerIdentityReader sts, TokenOwner owner,
            Clock clock) {
        this.credentials = credentials;
        this.sts = sts;
        this.owner = owner;
        this.clock = clock;
    }

    /** Asks the AWS of these settings, with the credentials that they lead to. */
    public static WhoAmI of(AwsSettings settings, Clock clock) {
        return new WhoAmI(() -> CredentialChain.of(settings).resolve(), CallerIdentityReader.of(settings, clock),
                TokenOwner.of(settings, clock), clock);
    }

    /**
     * Asks STS and the cluster, both at once.
     *
     * @param cluster the connection, or why there is none; who one is to IAM is told all the same
     */
    public Identification ask(ClusterAnswer<ClusterConnection> cluster) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Iam> here = CompletableFuture.supplyAsync(this::environment, threads);
            ClusterAnswer<ClusterDoor> door = cluster.then(ClusterDoor::look);
            return join(here.join(), door);
        }
    }

    private Iam environment() {
        AwsAnswer<SourcedCredentials> found = credentials.get();
        return switch (found) {
            case AwsAnswer.Failed<SourcedCredentials>(AwsFailure failure) -> new Iam.Unknown(failure);
            case AwsAnswer.Got<SourcedCredentials>(SourcedCredentials sourced) -> switch (sts
                    .read(sourced.credentials())) {
                case AwsAnswer.Got<CallerIdentity>(CallerIdentity identity) ->
                    new Iam.Known(identity, sourced.source());
                case AwsAnswer.Failed<CallerIdentity>(AwsFailure failure) -> new Iam.Unknown(failure);
            };
        };
    }

    private Identification join(Iam environment, ClusterAnswer<ClusterDoor> answer) {
        return switch (answer) {
            case ClusterAnswer.Failed<ClusterDoor> failed -> new Findings(environment).withoutCluster(failed.failure());
            case ClusterAnswer.Got<ClusterDoor>(ClusterDoor door) -> switch (door.login()) {
                case ClusterDoor.Login.Other other ->
                    new Findings(new Iam.NotAsked(other.how())).at(door, known(environment));
                case ClusterDoor.Login.IamToken token -> {
                    Iam signer = signer(environment, token, door);
                    Optional<Iam.Known> elsewhere = known(environment)
                            .filter(here -> known(signer).filter(there -> same(here, there)).isEmpty());
                    yield new Findings(signer).at(door, elsewhere);
                }
            };
        };
    }

    /** Whom the kubeconfig's token belongs to. */
    private Iam signer(Iam environment, ClusterDoor.Login.IamToken token, ClusterDoor door) {
        Optional<String> key = TokenInspection.of(token.token(), clock.instant()).parts().accessKeyId();
        if (known(environment).filter(here -> key.equals(Optional.of(here.identity().accessKeyId()))).isPresent()) {
            return environment;
        }
        String source = "the kubeconfig's own credentials" + key.map(id -> " (key " + id + ")").orElse("");
        return asVerified(token, source)
                .or(() -> asReviewed(door.review().optional(), source))
                .orElseGet(() -> new Iam.Unknown(new AwsFailure(AwsFailure.Kind.NOT_FOUND,
                        "The kubeconfig signs in with " + source + "; whose they are is not known.",
                        "Look at the args and env of its exec entry.")));
    }

    private Optional<Iam> asVerified(ClusterDoor.Login.IamToken token, String source) {
        return token.clusterId().map(id -> owner.ask(token.token(), id)).flatMap(verification -> switch (verification) {
            case Verification.Verified(CallerIdentity identity) -> Optional.of(new Iam.Known(identity, source));
            case Verification.Rejected(var reason, String detail) -> Optional.of(new Iam.Unknown(new AwsFailure(
                    AwsFailure.Kind.KEYS_REFUSED, "The token that the kubeconfig gives is no good: " + detail + ".",
                    "Take it apart with sallyport verify.")));
            case Verification.Unavailable unavailable -> Optional.empty();
        });
    }

    /** EKS and the webhooks of its kind tell the API server the ARN, and it tells whoever reviews themselves. */
    private static Optional<Iam> asReviewed(Optional<KubernetesUser> user, String source) {
        return user.flatMap(reviewed -> {
            Optional<Arn> arn = extra(reviewed, "arn").flatMap(Arn::tryParse);
            Optional<String> principal = extra(reviewed, "principalId")
                    .or(() -> extra(reviewed, "sigs.k8s.io/aws-iam-authenticator/principalId"));
            String session = extra(reviewed, "sessionName").map(name -> ":" + name).orElse("");
            try {
                return arn.map(parsed -> new Iam.Known(CallerIdentity.of(parsed, parsed.account(),
                        principal.orElse("") + session, extra(reviewed, "accessKeyId").orElse("")), source));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> extra(KubernetesUser user, String key) {
        return user.extra().getOrDefault(key, List.of()).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** A role's sessions are one person here: plugins start new ones as they please. */
    private static boolean same(Iam.Known one, Iam.Known other) {
        return one.identity().canonicalArn().value()
                .equalsIgnoreCase(other.identity().canonicalArn().value());
    }

    private static Optional<Iam.Known> known(Iam iam) {
        return iam instanceof Iam.Known known ? Optional.of(known) : Optional.empty();
    }
}
