package dev.sallyport.cli.access;

import dev.sallyport.access.Identification;
import dev.sallyport.access.Identification.Iam;
import dev.sallyport.access.WhoAmI;
import dev.sallyport.access.doctor.RoleFaults;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Explainer;
import dev.sallyport.access.explain.IamStop;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsReason.RoleRefused;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.RoleRequest;
import dev.sallyport.aws.RoleSessions;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.KubernetesUser;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who a question is about, where no ARN says it: {@code --as-me}, {@code --profile P}. */
final class AskerOptions {

    @Option(names = "--as-me", description = "About whoever the kubeconfig signs in as. So it is too where neither ARN nor --profile is given.")
    boolean asMe;

    @Mixin
    AwsOptions aws = new AwsOptions();

    /** The principal of an ARN that was typed. */
    static Asker of(String arn) {
        try {
            return Asker.of(arn);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Printable.name(String.valueOf(e.getMessage())) + ".");
        }
    }

    /**
     * Who was found.
     *
     * @param stop where IAM stops them, who would sign in as the role that is the asker
     */
    record Found(Asker asker, Optional<IamStop> stop) {

        static Found of(Asker asker) {
            return new Found(asker, Optional.empty());
        }
    }

    /** Whoever holds the profile's credentials. */
    Found ofProfile(Terminal terminal) {
        AwsSettings settings = aws.settings(terminal);
        return switch (CredentialChain.of(settings).resolve()) {
            case AwsAnswer.Failed<SourcedCredentials>(AwsFailure failure) -> stopped(failure, settings)
                    .orElseThrow(() -> AwsFailures.end(failure));
            case AwsAnswer.Got<SourcedCredentials>(SourcedCredentials found) -> {
                CallerIdentity identity = AwsFailures.orEnd(
                        CallerIdentityReader.of(settings, Clock.systemUTC()).read(found.credentials()));
                yield Found.of(new Asker.Iam(identity.arn(), identity, Optional.empty()));
            }
        };
    }

    /** The role that somebody would be, where that is why there are no credentials. */
    private static Optional<Found> stopped(AwsFailure failure, AwsSettings settings) {
        return failure.reason().filter(RoleRefused.class::isInstance).map(RoleRefused.class::cast)
                .map(refused -> new Found(of(refused.request().roleArn()),
                        Optional.of(RoleFaults.stop(refused, failure.message(), settings, Clock.systemUTC()))));
    }

    /** The same for a kubeconfig whose plugin gave nothing: signing as it is told to may say why. */
    private static Optional<Found> stoppedPlugin(Terminal terminal, ClusterOptions cluster) {
        return cluster.withoutRunning(terminal).optional().map(ClusterTarget::login)
                .filter(ClusterLogin.BearerToken.class::isInstance)
                .map(login -> ((ClusterLogin.BearerToken) login).source())
                .filter(plugin -> plugin.clusterId().isPresent()).flatMap(plugin -> {
                    Map<String, String> variables = new HashMap<>(terminal.environment());
                    variables.putAll(plugin.variables());
                    return AwsSettings.read(new AwsEnvironment(variables, AwsOptions.environment(terminal).home()),
                            plugin.option(Set.of("--profile")), plugin.option(Set.of("--region"))).optional()
                            .flatMap(settings -> failure(settings, plugin)
                                    .flatMap(failure -> stopped(failure, settings)));
                });
    }

    private static Optional<AwsFailure> failure(AwsSettings settings, ClusterLogin.TokenSource plugin) {
        AwsAnswer<SourcedCredentials> signed = CredentialChain.of(settings).resolve()
                .then(found -> plugin.option(OtherSignIn.ROLE)
                        .map(role -> RoleSessions.of(settings, Clock.systemUTC()).assume(found,
                                RoleRequest.forToken(role)))
                        .orElseGet(() -> new AwsAnswer.Got<>(found)));
        return signed instanceof AwsAnswer.Failed<SourcedCredentials>(AwsFailure failure)
                ? Optional.of(failure)
                : Optional.empty();
    }

    /** Whoever the kubeconfig signs in as; STS and the cluster are asked. */
    Found me(Terminal terminal, ClusterOptions cluster) {
        ClusterAnswer<ClusterConnection> connection = cluster.target(terminal).then(ClusterClients::open);
        if (connection instanceof ClusterAnswer.Failed<ClusterConnection>(ClusterFailure failure)
                && failure.kind() == ClusterFailure.Kind.NO_CREDENTIALS) {
            Optional<Found> stopped = stoppedPlugin(terminal, cluster);
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        AwsSettings settings = aws.settings(terminal);
        Identification me;
        try {
            me = WhoAmI.of(settings, Clock.systemUTC()).ask(connection);
        } finally {
            connection.optional().ifPresent(ClusterConnection::close);
        }
        Optional<KubernetesUser> seen = me.cluster() instanceof Identification.Cluster.Known(KubernetesUser user)
                ? Optional.of(user)
                : Optional.empty();
        return switch (me.iam()) {
            case Iam.Known known -> Found.of(new Asker.Iam(known.identity().arn(), known.identity(), seen));
            case Iam.Unknown(AwsFailure failure) -> stopped(failure, settings)
                    .orElseThrow(() -> AwsFailures.end(failure));
            case Iam.NotAsked(String how) -> Found.of(new Asker.Kubernetes(
                    seen.map(Explainer::rbacUser).orElseThrow(() -> new CommandFailure(ExitCode.REFUSED,
                            "one signs in with " + how + ", and the cluster does not say as whom."))));
        };
    }
}
