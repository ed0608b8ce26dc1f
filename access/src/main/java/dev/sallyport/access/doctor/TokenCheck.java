package dev.sallyport.access.doctor;

import dev.sallyport.access.TokenOwner;
import dev.sallyport.access.doctor.PluginRun.Result;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.KubeconfigTargets;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.kubeconfig.ExecApiVersion;
import dev.sallyport.kubeconfig.KubeconfigUser;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gets what kubectl would sign in with, takes it apart, has STS say whose it is, and shows it to the API server.
 *
 * <p>The API server says no more than 401 to a token, whatever is wrong with it. STS, asked with the same token as the
 * API server's webhook does, tells a bad token from a principal whom the cluster has no name for; the latter is the
 * mapping's station.
 */
final class TokenCheck implements Check {

    /** Makes what asks STS about tokens. */
    @FunctionalInterface
    interface Owners {
        TokenOwner of(AwsSettings settings, Clock clock);
    }

    private final Owners owners;

    TokenCheck(Owners owners) {
        this.owners = owners;
    }

    /** Asks this machine's STS. */
    static TokenCheck ofMachine() {
        return new TokenCheck(TokenOwner::of);
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        Optional<KubeconfigUser> user = known.way().flatMap(way -> way.user());
        if (known.way().isEmpty()) {
            return only(known, Observation.unseen(Station.TOKEN, "the kubeconfig has nobody to sign in as"));
        }
        boolean plugin = user.filter(entry -> entry.exec().isPresent() && entry.otherCredentials().isEmpty())
                .isPresent();
        return plugin ? byPlugin(place, known) : byFile(place, known);
    }

    private Seen byPlugin(Surroundings place, Facts known) {
        if (known.plugin().isEmpty()) {
            return only(known, Observation.unseen(Station.TOKEN, "the credential plugin was not run"));
        }
        PluginCall call = known.plugin().get();
        Way way = known.way().orElseThrow();
        Path file = way.userFile().orElse(way.file());
        if (!ExecArgumentsCheck.asksForAToken(call) && !place.approval().mayRun(call.shown(file))) {
            return only(known, Observation.unseen(Station.TOKEN,
                    "the kubeconfig's own plugin, " + call.exec().command() + ", was not run"));
        }
        String name = call.exec().command();
        return switch (PluginRun.run(call, call.commandLine(file), place.commands())) {
            case Result.Token(ClusterToken token) -> new TokenLook(place, known, owners).withToken(token);
            case Result.Certificate(ClusterLogin.ClientCertificate login) ->
                new TokenLook(place, known, owners).withOther(login, "a client certificate");
            case Result.Failure(String how) ->
                only(known, Observation.fault(CheckCode.T_PLUGIN, name + " " + how,
                        ofItsConfig(place, known, how)));
            case Result.Nonsense(String why) ->
                only(known, Observation.fault(CheckCode.T_NONSENSE, name + " " + why, inJson(place, way, call)));
            case Result.OtherVersion(String asked, String answered) -> only(known, Observation.fault(
                    CheckCode.T_VERSION, name + " answers in " + answered + ", the kubeconfig asks in " + asked,
                    ExecApiVersion.of(answered).filter(version -> version != ExecApiVersion.V1ALPHA1)
                            .map(version -> new KubeconfigCures(place).execVersion(way.context().user(), file, version))
                            .stream().toArray(Cure[]::new)));
        };
    }

    /** What the AWS CLI takes ill in its config, and nothing before it does. */
    private static Cure[] ofItsConfig(Surroundings place, Facts known, String how) {
        PluginCall call = known.plugin().orElseThrow();
        List<String> empty = Stream.of("AWS_DEFAULT_PROFILE", "AWS_PROFILE")
                .filter(name -> "".equals(call.variables().get(name))).toList();
        if (how.contains("config profile ()") && !empty.isEmpty()) {
            return new Cure[]{new ShellVariables(place, known)
                    .unset("name no profile, in place of one that has no name", empty)};
        }
        return how.contains("Unknown output type")
                ? inJson(place, known.way().orElseThrow(), call)
                : new Cure[0];
    }

    /** The AWS CLI writes what its config's {@code output} says, where its arguments do not. */
    private static Cure[] inJson(Surroundings place, Way way, PluginCall call) {
        List<String> args = call.exec().args();
        return call.kind() != PluginCall.Kind.AWS_CLI || PluginCall.option(args, Set.of("--output")).isPresent()
                ? new Cure[0]
                : new Cure[]{
                    new KubeconfigCures(place).arguments(way.context().user(), way.userFile().orElse(way.file()),
                            KubeconfigCures.withOption(args, "--output", "json"),
                            "have it write JSON, whatever output its config names")};
    }

    private Seen byFile(Surroundings place, Facts known) {
        return switch (KubeconfigTargets.in(place.variables(), place.clock()).read(ServerPlace.source(place),
                place.context())) {
            case ClusterAnswer.Failed<ClusterTarget>(ClusterFailure failure) ->
                only(known, isOfTheCertificate(place, known, failure)
                        ? Observation.fault(CheckCode.T_NOBODY, failure.message(),
                                new TokenLook(place, known, owners).anew())
                        : Observation.unseen(Station.TOKEN, failure.message()));
            case ClusterAnswer.Got<ClusterTarget>(ClusterTarget target) -> {
                TokenLook look = new TokenLook(place, known, owners);
                yield switch (target.login()) {
                    case ClusterLogin.BearerToken bearer -> pasted(look, known, bearer);
                    case ClusterLogin.ClientCertificate certificate ->
                        look.withOther(certificate, "a client certificate");
                    case ClusterLogin.Basic basic -> look.withOther(basic, "a password");
                    case ClusterLogin.Anonymous nobody -> look.withOther(nobody, "no credential");
                };
            }
        };
    }

    /** Whether a client certificate is what is amiss: kubectl ends there too. Of the rest it takes more than our client. */
    private static boolean isOfTheCertificate(Surroundings place, Facts known, ClusterFailure failure) {
        return known.way().flatMap(Way::user).filter(user -> user.otherCredentials().stream()
                .anyMatch(key -> key.startsWith("client-certificate"))).isPresent()
                && ServerPlace.of(place).optional().isPresent() && !failure.message().contains("tls-server-name");
    }

    private static Seen pasted(TokenLook look, Facts known, ClusterLogin.BearerToken bearer) {
        try {
            return look.withToken(ClusterToken.of(bearer.source().token()));
        } catch (ClusterLogin.NoCredentialsException e) {
            return only(known, Observation.fault(CheckCode.T_NOBODY, e.failure().message(), look.anew()));
        }
    }

    private static Seen only(Facts known, Observation one) {
        return new Seen(known, List.of(one));
    }
}
