package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.AwsView.Person;
import dev.sallyport.aws.AwsService;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialOrigin;
import dev.sallyport.aws.RoleRequest;
import dev.sallyport.aws.RoleSessions;
import dev.sallyport.aws.ServiceEndpoint;
import dev.sallyport.aws.Setting;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cluster.SelfReview;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.TokenMinter;
import dev.sallyport.mapping.KubernetesUser;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether somebody else would be let in where this one is not: whoever another profile here is, above all the one that is
 * meant and that variables have put aside. A token is made for each and shown to the API server, as kubectl would.
 *
 * <p>A token is its owner's until it ends, and whoever is shown it can sign in with it elsewhere: so others' tokens go to no
 * server but the one that EKS itself names as the cluster's.
 */
final class OtherSignerCheck implements Check {

    private static final int MOST_ASKED = 6;

    @Override
    public Seen look(Surroundings place, Facts known) {
        boolean nobody = known.review().filter(answer -> answer instanceof ClusterAnswer.Failed<KubernetesUser> failed
                && failed.failure().kind() == ClusterFailure.Kind.UNAUTHORIZED).isPresent();
        if (!nobody || theClusters(known).isEmpty() || known.settings().isEmpty() || known.credentials().isEmpty()) {
            return new Seen(known, List.of());
        }
        AwsView view = AwsView.of(place, known);
        AwsSettings settings = known.settings().get();
        boolean byVariables = known.credentials().get().origin() == CredentialOrigin.ENVIRONMENT;
        Optional<Observation> found = byVariables
                ? letIn(view.without(SignerCures.KEYS), known).map(person -> variables(place, known, view, person))
                : Optional.empty();
        return new Seen(known, found.or(() -> candidates(place, settings).limit(MOST_ASKED)
                .flatMap(name -> letIn(view.without(SignerCures.KEYS).signedAs(name), known)
                        .map(person -> profile(place, known, view, name, person)).stream())
                .findFirst()).stream().toList());
    }

    /**
     * The server as EKS names it: by its address, and by its authority in place of whatever the kubeconfig trusts. Empty
     * where the kubeconfig leads elsewhere.
     */
    static Optional<ClusterTarget> theClusters(Facts known) {
        return known.connection().map(ClusterConnection::target)
                .filter(target -> "https".equalsIgnoreCase(target.server().getScheme()))
                .flatMap(target -> known.cluster()
                        .filter(cluster -> ServerPlace.same(target.server(), cluster.endpoint()))
                        .flatMap(cluster -> ServerPlace.pem(cluster.certificateAuthorityData()))
                        .map(authority -> new ClusterTarget(target.name(), target.server(),
                                new Trust.Authorities(authority), new ClusterLogin.Anonymous(), target.proxy(),
                                Optional.empty())));
    }

    private static Observation variables(Surroundings place, Facts known, AwsView view, Person person) {
        String meant = known.settings().flatMap(AwsSettings::namedProfile).map(Setting::value).orElse("");
        return Observation.fault(CheckCode.D_ENV_WINS,
                "The keys in the variables win, and their owner is not let in; "
                        + person.credentials().source() + (meant.isEmpty() ? "" : ", which is meant,")
                        + " is " + person.identity().arn() + ", and is let in.",
                new ShellVariables(place, known).unset("let the profile speak",
                        SignerCures.KEYS.stream().filter(view::has).toList()));
    }

    private static Observation profile(Surroundings place, Facts known, AwsView view, String name, Person person) {
        return Observation.fault(CheckCode.D_OTHER_PROFILE,
                "Profile " + name + " is " + person.identity().arn() + ", and is let in.",
                new SignerCures(place, known, view).sign(name, ""));
    }

    /** The one that is meant first, then the others. */
    private static Stream<String> candidates(Surroundings place, AwsSettings settings) {
        Stream<String> meant = Stream.of(place.profile(), place.variable("AWS_DEFAULT_PROFILE"),
                place.variable("AWS_PROFILE")).flatMap(Optional::stream);
        return Stream.concat(meant, SignerCures.profileNames(Optional.of(settings))).distinct()
                .filter(name -> !name.equals(settings.profileName()));
    }

    private static Optional<Person> letIn(AwsView other, Facts known) {
        return other.person().filter(person -> !known.identity()
                .map(now -> now.arn().equals(person.identity().arn())).orElse(false))
                .filter(person -> token(person, other, known).filter(token -> accepted(token, known)).isPresent());
    }

    private static Optional<ClusterToken> token(Person person, AwsView view, Facts known) {
        Optional<SourcedCredentials> signer = known.plugin().flatMap(PluginCall::roleArn)
                .map(role -> RoleSessions.of(person.settings(), view.clock())
                        .assume(person.credentials(), RoleRequest.forToken(role)).optional())
                .orElse(Optional.of(person.credentials()));
        Optional<ServiceEndpoint> sts = person.settings().endpoint(AwsService.STS).optional();
        Optional<String> cluster = known.plugin().flatMap(PluginCall::clusterName);
        return signer.flatMap(keys -> sts.flatMap(place -> cluster.map(name -> new TokenMinter(view.clock())
                .mint(name, place.signingRegion(), place.asStsEndpoint(), keys.credentials()).token())));
    }

    private static boolean accepted(ClusterToken token, Facts known) {
        ClusterTarget target = theClusters(known).orElseThrow();
        ClusterTarget asThem = new ClusterTarget(target.name(), target.server(), target.trust(),
                ClusterLogin.BearerToken.fixed(token.reveal()), target.proxy(), Optional.empty());
        return ClusterClients.open(asThem).optional().map(connection -> {
            try (connection) {
                return switch (SelfReview.of(connection).ask()) {
                    case ClusterAnswer.Got<KubernetesUser> got -> true;
                    case ClusterAnswer.Failed<KubernetesUser>(ClusterFailure failure) -> switch (failure.kind()) {
                        case FORBIDDEN, NOT_FOUND -> true; // known there, whatever they may
                        case CONFIGURATION, NO_CREDENTIALS, UNREACHABLE, UNTRUSTED, UNAUTHORIZED, CONFLICT, INVALID,
                                UNAVAILABLE, NONSENSE ->
                            false;
                    };
                };
            }
        }).orElse(false);
    }
}
