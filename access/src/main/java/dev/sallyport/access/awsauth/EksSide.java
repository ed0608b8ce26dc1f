package dev.sallyport.access.awsauth;

import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.EksClusters;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.aws.InlinePolicies;
import dev.sallyport.aws.NodeRoleReader;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.review.NodeOrigin;
import dev.sallyport.cluster.review.NodeRoles;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.CallerIdentity;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The AWS side of a cluster that a kubeconfig signs in to with IAM: asked as whom and where the kubeconfig's own plugin
 * signs. Nobody waits long for a question: when AWS stays silent once, it is not asked again.
 */
public final class EksSide {

    /** How long one waits for all calls of one question. */
    static final Duration PATIENCE = Duration.ofMillis(2_500);

    /** Source: Amazon EKS User Guide, "Cluster API server endpoint": the second form is of IPv6 clusters. */
    private static final Pattern EKS_HOST = Pattern.compile("[^/:]+\\.(?:eks-cluster\\.)?([a-z]{2}[a-z0-9-]*-\\d)\\."
            + "(?:eks\\.amazonaws\\.com(?:\\.cn)?|api\\.aws|api\\.amazonwebservices\\.com\\.cn)");

    private final String cluster;
    private final Supplier<AwsAnswer<Services>> connect;
    private final Duration patience;
    private Optional<AwsFailure> silent = Optional.empty();

    /**
     * The services that are asked, as one caller.
     *
     * @param region in which the cluster is
     */
    record Services(String region, EksClusters eks, NodeRoleReader nodes, IamPrincipals iam,
            InlinePolicies policies, Supplier<AwsAnswer<CallerIdentity>> caller) {

        static Services of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
            return new Services(settings.region().map(set -> set.value()).orElse(""),
                    EksClusters.of(settings, credentials, clock), NodeRoleReader.of(settings, credentials, clock),
                    IamPrincipals.of(settings, credentials, clock), InlinePolicies.of(settings, credentials, clock),
                    () -> CallerIdentityReader.of(settings, clock).read(credentials));
        }
    }

    EksSide(String cluster, Supplier<AwsAnswer<Services>> connect, Duration patience) {
        this.cluster = cluster;
        this.connect = connect;
        this.patience = patience;
    }

    /** The AWS side of a cluster; empty where one does not sign in with a token for a cluster's name. */
    public static Optional<EksSide> behind(ClusterTarget target, AwsEnvironment environment, Clock clock) {
        return behind(target, environment, Optional.empty(), Optional.empty(), clock);
    }

    /**
     * As {@link #behind(ClusterTarget, AwsEnvironment, Clock)}, with what somebody typed in place of the kubeconfig's.
     *
     * @param profile the kubeconfig's, where it is empty
     * @param region the kubeconfig's, or the one that the cluster's host names, where it is empty
     */
    public static Optional<EksSide> behind(ClusterTarget target, AwsEnvironment environment, Optional<String> profile,
            Optional<String> region, Clock clock) {
        if (!(target.login() instanceof ClusterLogin.BearerToken(ClusterLogin.TokenSource source))) {
            return Optional.empty();
        }
        return source.clusterId().map(name -> {
            Map<String, String> variables = new HashMap<>(environment.variables());
            variables.putAll(source.variables());
            return of(name, new AwsEnvironment(variables, environment.home()),
                    profile.or(() -> source.option(Set.of("--profile"))),
                    region.or(() -> source.option(Set.of("--region"))).or(() -> region(target.server())), clock);
        });
    }

    /** The AWS side of a cluster that is known by its name. */
    public static EksSide of(String cluster, AwsEnvironment environment, Optional<String> profile,
            Optional<String> region, Clock clock) {
        return new EksSide(cluster, () -> AwsSettings.read(environment, profile, region)
                .then(settings -> CredentialChain.of(settings).resolve().then(found -> new AwsAnswer.Got<>(
                        Services.of(settings, found.credentials(), clock)))),
                PATIENCE);
    }

    /** The region of a cluster's server, which EKS's own hosts name. */
    public static Optional<String> region(URI server) {
        Matcher host = EKS_HOST.matcher(server.getHost() == null ? "" : server.getHost());
        return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    }

    /** The cluster's name, as tokens are made for it. */
    public String cluster() {
        return cluster;
    }

    /** What EKS says of the cluster, its authentication mode among it. */
    public AwsAnswer<ClusterFacts> facts() {
        return ask(services -> services.eks().describe(cluster));
    }

    /** Which map the cluster asks; unknown where EKS does not say, or knows no such cluster. */
    public AuthenticationMode mode() {
        return facts().optional().map(facts -> AuthenticationMode.of(facts.authenticationMode()))
                .orElse(AuthenticationMode.UNKNOWN);
    }

    /** Who asks. */
    public AwsAnswer<CallerIdentity> caller() {
        return ask(services -> services.caller().get());
    }

    /** Asks IAM something, as the same caller, and waits no longer than for any other question. */
    public <T> AwsAnswer<T> iam(Function<IamPrincipals, AwsAnswer<T>> question) {
        return ask(services -> question.apply(services.iam()));
    }

    /**
     * Asks IAM what takes several calls and is all that somebody waits for.
     *
     * @param question is given the account too of which the IAM is
     */
    public <T> AwsAnswer<T> iamPatiently(BiFunction<IamPrincipals, String, AwsAnswer<T>> question) {
        return patiently(services -> services.caller().get()
                .then(me -> question.apply(services.iam(), me.account())));
    }

    /**
     * Writes an inline policy as the same caller, however long it takes.
     *
     * @param principal a user or a role; of another account than the caller's it is not written, for IAM takes names, and
     *     that account may have somebody of this one
     * @return the policy's name
     */
    public AwsAnswer<String> putPolicy(Arn principal, String name, String document) {
        return patiently(services -> services.caller().get().then(me -> me.account().equals(principal.account())
                ? services.policies().put(principal.toString(), name, document)
                : new AwsAnswer.Failed<>(new AwsFailure(AwsFailure.Kind.DENIED, "These credentials are of account "
                        + me.account() + ", and " + principal + " is of another. Its policy was not written.", ""))));
    }

    /**
     * By which roles the cluster's nodes come in.
     *
     * @param nodes the cluster's Nodes, as it lists them
     */
    public NodeRoles nodeRoles(ClusterAnswer<List<NodeOrigin>> nodes) {
        return switch (nodes) {
            case ClusterAnswer.Failed<List<NodeOrigin>>(var failure) -> new NodeRoles.Unknown(failure.message());
            case ClusterAnswer.Got<List<NodeOrigin>>(List<NodeOrigin> all) -> switch (ask(
                    services -> new AwsAnswer.Got<>(new NodeRolesInUse(services.nodes(), cluster).of(all)))) {
                case AwsAnswer.Got<NodeRoles>(NodeRoles roles) -> roles;
                case AwsAnswer.Failed<NodeRoles>(AwsFailure failure) -> new NodeRoles.Unknown(failure.message());
            };
        };
    }

    /** Asks the services something, however many calls it takes. */
    <T> AwsAnswer<T> patiently(Function<Services, AwsAnswer<T>> question) {
        return connect.get().then(question);
    }

    /** Asks the services something, and waits no longer than one is willing to. */
    <T> AwsAnswer<T> ask(Function<Services, AwsAnswer<T>> question) {
        if (silent.isPresent()) {
            return new AwsAnswer.Failed<>(silent.get());
        }
        CompletableFuture<AwsAnswer<T>> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(connect.get().then(question));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            AwsFailure failure = new AwsFailure(AwsFailure.Kind.UNREACHABLE,
                    "AWS did not answer within " + patience.toMillis() / 1000.0 + " s.", "");
            silent = Optional.of(failure);
            return new AwsAnswer.Failed<>(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AwsAnswer.Failed<>(
                    new AwsFailure(AwsFailure.Kind.UNREACHABLE, "Interrupted while waiting for AWS.", ""));
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking AWS failed", e.getCause());
        }
    }
}
