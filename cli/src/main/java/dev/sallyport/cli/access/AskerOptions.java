package dev.sallyport.cli.access;

import dev.sallyport.access.Identification;
import dev.sallyport.access.Identification.Iam;
import dev.sallyport.access.WhoAmI;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Explainer;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.aws.CredentialChain;
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
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.KubernetesUser;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Clock;
import java.util.Optional;

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

    /** Whoever holds the profile's credentials. */
    Asker ofProfile(Terminal terminal) {
        AwsSettings settings = aws.settings(terminal);
        SourcedCredentials credentials = AwsFailures.orEnd(CredentialChain.of(settings).resolve());
        CallerIdentity identity = AwsFailures
                .orEnd(CallerIdentityReader.of(settings, Clock.systemUTC()).read(credentials.credentials()));
        return new Asker.Iam(identity.arn(), identity, Optional.empty());
    }

    /** Whoever the kubeconfig signs in as; STS and the cluster are asked. */
    Asker me(Terminal terminal, ClusterOptions cluster) {
        ClusterAnswer<ClusterConnection> connection = cluster.target(terminal).then(ClusterClients::open);
        Identification me;
        try {
            me = WhoAmI.of(aws.settings(terminal), Clock.systemUTC()).ask(connection);
        } finally {
            connection.optional().ifPresent(ClusterConnection::close);
        }
        Optional<KubernetesUser> seen = me.cluster() instanceof Identification.Cluster.Known(KubernetesUser user)
                ? Optional.of(user)
                : Optional.empty();
        return switch (me.iam()) {
            case Iam.Known known -> new Asker.Iam(known.identity().arn(), known.identity(), seen);
            case Iam.Unknown unknown -> throw AwsFailures.end(unknown.failure());
            case Iam.NotAsked(String how) -> new Asker.Kubernetes(
                    seen.map(Explainer::rbacUser).orElseThrow(() -> new CommandFailure(ExitCode.REFUSED,
                            "one signs in with " + how + ", and the cluster does not say as whom.")));
        };
    }
}
