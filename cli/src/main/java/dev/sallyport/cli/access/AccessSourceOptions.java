package dev.sallyport.cli.access;

import dev.sallyport.access.awsauth.EksSide;
import dev.sallyport.access.explain.Explainer;
import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.KnownPrincipals;
import dev.sallyport.access.explain.Question;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.NamedInput;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.SelfRights;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.snapshot.ClusterObjects;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.SnapshotReader;
import dev.sallyport.cluster.snapshot.Unseen;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a question about access looks: a live cluster, or files; with other objects laid over it. */
public final class AccessSourceOptions {

    @Option(names = "--offline", paramLabel = "PATH", description = "Files in place of a cluster: YAML or JSON, as kubectl get -o yaml writes it; a folder of them; - for standard input. Repeatable.")
    public List<String> offline = new ArrayList<>();

    @Option(names = "--with", paramLabel = "FILE", description = "What would be if: aws-auth, roles and bindings in this file take the place of those that are there, or come to them. explain takes a kubeconfig too, and asks about whoever signs in by it. Repeatable.")
    public List<String> with = new ArrayList<>();

    @Mixin
    public ClusterOptions cluster = new ClusterOptions();

    /** Of the cluster that was read: when it was silent once, nobody waits for it again. */
    private Optional<EksSide> eks = Optional.empty();

    /**
     * Looks there. Of a live cluster only a failure to sign in or to reach it is a failure; what one may not read is said
     * in {@link AccessWorld#limits()}.
     *
     * @param namespace the one that the question is about
     * @param aws for the question to EKS, which of its maps the cluster asks
     */
    public ClusterAnswer<AccessWorld> read(Terminal terminal, Optional<String> namespace, AwsOptions aws) {
        if (!offline.isEmpty()) {
            if (cluster.context != null || cluster.kubeconfig != null) {
                throw new CommandFailure(ExitCode.USAGE, "--offline takes the place of a cluster: leave out --context"
                        + " and --kubeconfig.");
            }
            return new ClusterAnswer.Got<>(fromFiles(terminal));
        }
        ClusterObjects over = laidOver(terminal);
        return cluster.target(terminal).then(ClusterClients::open).then(open -> {
            try (ClusterConnection connection = open) {
                eks = eks(connection.target(), terminal, aws);
                return SnapshotReader.read(connection, namespace, words -> terminal.err().println(words))
                        .map(read -> AccessWorld.of(
                                ClusterSnapshot.of(connection.target().name(), over.over(read.objects()),
                                        read.unseen()).withKinds(read.kinds()),
                                eks.map(EksSide::mode).orElse(AuthenticationMode.UNKNOWN)));
            }
        });
    }

    /** Takes the kubeconfigs out of what is to be laid over: they hold nothing for it, and say who somebody is. */
    List<String> takeKubeconfigs(Terminal terminal) {
        List<String> kubeconfigs = with.stream()
                .filter(name -> !name.equals("-") && !Files.isDirectory(terminal.workingDirectory().resolve(name))
                        && OtherSignIn.isKubeconfig(NamedInput.of(terminal, name).text()))
                .toList();
        with = with.stream().filter(name -> !kubeconfigs.contains(name)).toList();
        return kubeconfigs;
    }

    private static Optional<EksSide> eks(ClusterTarget target, Terminal terminal, AwsOptions aws) {
        return EksSide.behind(target, AwsOptions.environment(terminal), Optional.ofNullable(aws.profile),
                aws.region(), Clock.systemUTC());
    }

    /**
     * Asks the API server what one may do oneself; empty over files, where nothing can be asked, and where objects are laid
     * over the cluster, of which it knows nothing.
     */
    <T> Optional<T> atServer(Terminal terminal, Function<SelfRights, T> question) {
        if (!offline.isEmpty() || !with.isEmpty()) {
            return Optional.empty();
        }
        return cluster.target(terminal).then(ClusterClients::open).optional().map(open -> {
            try (ClusterConnection connection = open) {
                return question.apply(SelfRights.of(connection));
            }
        });
    }

    /** The world, with what IAM says of those on whom it hangs what mends a no; without that where IAM cannot be asked. */
    AccessWorld asked(AccessWorld world, Question question) {
        Explanation walked = Explainer.in(world).walk(question);
        if (!KnownPrincipals.matterTo(walked)) {
            return world;
        }
        return eks.flatMap(side -> side.caller().optional().flatMap(me -> side.iam(iam -> new AwsAnswer.Got<>(
                KnownPrincipals.in(world, walked, iam, me.account()))).optional())).orElse(world);
    }

    private AccessWorld fromFiles(Terminal terminal) {
        ManifestInputs inputs = new ManifestInputs(terminal);
        offline.forEach(inputs::add);
        ClusterObjects objects = laidOver(terminal).over(inputs.objects());
        List<Unseen> unseen = new ArrayList<>(inputs.unseen());
        unseen.addAll(ManifestInputs.missing(objects));
        String shown = offline.stream().map(name -> NamedInput.of(terminal, name).shown())
                .collect(Collectors.joining(", "));
        return AccessWorld.of(ClusterSnapshot.of(shown, objects, unseen), AuthenticationMode.UNKNOWN);
    }

    private ClusterObjects laidOver(Terminal terminal) {
        ClusterObjects objects = ClusterObjects.none();
        for (String name : with) {
            ManifestInputs inputs = new ManifestInputs(terminal);
            inputs.add(name);
            inputs.unseen().stream().findFirst().ifPresent(broken -> {
                throw new CommandFailure(ExitCode.IMPOSSIBLE, broken.sentence());
            });
            // An answer without what was meant to change it would be taken for the answer with it.
            if (inputs.objects().equals(ClusterObjects.none())) {
                throw new CommandFailure(ExitCode.IMPOSSIBLE,
                        NamedInput.of(terminal, name).shown() + " holds no aws-auth, role or"
                                + " binding for --with. A kubeconfig goes there with explain alone, else with --kubeconfig.");
            }
            objects = inputs.objects().over(objects);
        }
        return objects;
    }
}
