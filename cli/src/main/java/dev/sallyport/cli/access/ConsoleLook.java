package dev.sallyport.cli.access;

import dev.sallyport.access.awsauth.EksSide;
import dev.sallyport.access.console.ConsoleAccess;
import dev.sallyport.access.console.ConsoleCluster;
import dev.sallyport.access.console.ConsoleGrant;
import dev.sallyport.access.console.ConsoleIam;
import dev.sallyport.access.console.ConsoleReport;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.SelfRights;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.identity.Arn;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * What there is to be said of somebody and the console: what is missing, and what would grant it.
 *
 * @param world what the cluster's half was read from
 * @param eks the AWS side that was asked; empty over files
 * @param typed the options by which both were found, for commands
 */
record ConsoleLook(ConsoleReport report, ConsoleGrant grant, AccessWorld world, Optional<EksSide> eks,
        TypedOptions typed) {

    /**
     * Looks at the cluster, or the files, and asks IAM where there is a cluster.
     *
     * @param isMe whether it is about whoever the kubeconfig signs in as: the API server itself then says what could not be
     *     seen
     * @param typed what commands are to repeat
     */
    static ConsoleLook at(Terminal terminal, AccessSourceOptions source, AwsOptions aws, Asker asker, boolean isMe,
            TypedOptions typed) {
        if (!(asker instanceof Asker.Iam who)) {
            throw new CommandFailure(ExitCode.USAGE,
                    "the console is used by somebody of IAM, and this kubeconfig signs in"
                            + " otherwise: give an ARN.");
        }
        AccessWorld world = isMe
                ? ClusterOptions.orEnd(source.read(terminal, Optional.empty(), aws))
                : AuditSource.read(source, terminal, aws);
        Optional<ClusterTarget> target = source.offline.isEmpty()
                ? Optional.of(ClusterOptions.orEnd(source.cluster.target(terminal)))
                : Optional.empty();
        Optional<EksSide> eks = target.map(at -> eks(at, terminal, aws));
        ConsoleCluster cluster = cluster(eks, world, who.identity().arn());
        ConsoleIam iam = eks.map(side -> asked(side, who, cluster))
                .orElseGet(() -> new ConsoleIam.NotKnown("IAM was not asked: these are files"));
        Optional<ConsoleReport> byServer = isMe
                ? source.atServer(terminal, rights -> ConsoleAccess.of(world, who, cluster, iam,
                        request -> rights.may(request).optional().map(SelfRights.Answer::allowed)))
                : Optional.empty();
        ConsoleReport report = byServer.orElseGet(() -> ConsoleAccess.of(world, who, cluster, iam));
        return new ConsoleLook(report, ConsoleGrant.of(report, world), world, eks,
                typed.signedBy(target.flatMap(ConsoleLook::profile)));
    }

    private static EksSide eks(ClusterTarget target, Terminal terminal, AwsOptions aws) {
        return EksSide.behind(target, AwsOptions.environment(terminal), Optional.ofNullable(aws.profile),
                aws.region(), Clock.systemUTC())
                .orElseGet(() -> EksSide.of("", AwsOptions.environment(terminal), Optional.ofNullable(aws.profile),
                        aws.region(), Clock.systemUTC()));
    }

    /** The kubeconfig's own, by which {@link EksSide#behind} signs. */
    private static Optional<String> profile(ClusterTarget target) {
        return target.login() instanceof ClusterLogin.BearerToken(ClusterLogin.TokenSource source)
                && source.clusterId().isPresent()
                        ? source.option(Set.of("--profile"))
                                .or(() -> Optional.ofNullable(source.variables().get("AWS_PROFILE")))
                        : Optional.empty();
    }

    private static ConsoleIam asked(EksSide eks, Asker.Iam who, ConsoleCluster cluster) {
        return switch (eks.iamPatiently(
                (iam, account) -> new AwsAnswer.Got<>(ConsoleIam.ask(iam, who.given(), cluster, account)))) {
            case AwsAnswer.Got<ConsoleIam>(ConsoleIam said) -> said;
            case AwsAnswer.Failed<ConsoleIam>(AwsFailure failure) ->
                new ConsoleIam.NotKnown("IAM could not be asked: " + failure.message());
        };
    }

    /** As EKS says it, else as the context's name does, as the AWS CLI writes it. */
    private static ConsoleCluster cluster(Optional<EksSide> eks, AccessWorld world, Arn who) {
        Matcher named = AuditSource.CLUSTER_ARN.matcher(world.cluster().name());
        Optional<Arn> arn = eks.filter(side -> !side.cluster().isEmpty())
                .flatMap(side -> side.facts().optional()).flatMap(facts -> Arn.tryParse(facts.arn()))
                .or(() -> named.find() ? Arn.tryParse(named.group()) : Optional.empty());
        return arn.map(ConsoleCluster::of).orElseGet(() -> ConsoleCluster.anyOf(who));
    }
}
