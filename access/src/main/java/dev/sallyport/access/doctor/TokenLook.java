package dev.sallyport.access.doctor;

import dev.sallyport.access.TokenOwner;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.SelfReview;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.RejectionReason;
import dev.sallyport.identity.TokenInspection;
import dev.sallyport.identity.Verification;
import dev.sallyport.mapping.KubernetesUser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one credential is good for: by its form, to STS, to the API server. */
final class TokenLook {

    private static final String ANONYMOUS = "system:anonymous";
    private static final String ANY_CLUSTER = "any"; // the form of a token does not depend on it

    private final Surroundings place;
    private final TokenCheck.Owners owners;
    private Facts known;
    private final List<Observation> observations = new ArrayList<>();

    TokenLook(Surroundings place, Facts known, TokenCheck.Owners owners) {
        this.place = place;
        this.known = known;
        this.owners = owners;
    }

    /** With a token, IAM's or another. */
    Check.Seen withToken(ClusterToken token) {
        known = known.with(token);
        boolean iams = token.reveal().startsWith(ClusterToken.PREFIX);
        Optional<Observation> wrong = iams ? form(token) : Optional.empty();
        String words = "a token that is not IAM's";
        if (wrong.isPresent()) {
            observations.add(wrong.get());
        } else if (iams) {
            words = sts(token);
        }
        boolean fine = observations.isEmpty();
        Optional<ClusterFailure> refused = review(ClusterLogin.BearerToken.fixed(token.reveal()));
        if (refused.filter(failure -> failure.kind() == ClusterFailure.Kind.UNAUTHORIZED).isPresent() && !iams) {
            observations.add(Observation.fault(CheckCode.T_SHAPE,
                    "the kubeconfig signs in with a token that is not IAM's, and the API server refuses it", anew()));
        } else if (fine && observations.isEmpty()) {
            observations.add(Observation.ok(Station.TOKEN, words));
        }
        return new Check.Seen(known, observations);
    }

    /** With something that is not a token. */
    Check.Seen withOther(ClusterLogin login, String words) {
        Optional<ClusterFailure> refused = review(login);
        if (login instanceof ClusterLogin.Anonymous && observations.isEmpty() && refused
                .filter(failure -> failure.kind() == ClusterFailure.Kind.UNAUTHORIZED).isPresent()) {
            observations.add(Observation.fault(CheckCode.T_NOBODY,
                    "the kubeconfig has nothing to sign in with, and the API server answers 401", anew()));
        } else if (observations.isEmpty()) {
            observations.add(Observation.ok(Station.TOKEN, "signs in with " + words + ", without IAM"));
        }
        return new Check.Seen(known, observations);
    }

    /** What can be said of a token without asking anybody. */
    private Optional<Observation> form(ClusterToken token) {
        TokenInspection inspection = known.settings()
                .map(settings -> TokenInspection.of(token,
                        TokenOwner.accepting(settings, token, ANY_CLUSTER, place.clock()),
                        place.clock().instant()))
                .orElseGet(() -> TokenInspection.of(token, place.clock().instant()));
        return inspection.failure()
                .map(failure -> Observation.fault(
                        failure.reason() == RejectionReason.EXPIRED ? CheckCode.T_EXPIRED : CheckCode.T_SHAPE,
                        (isPasted() ? "the token in the kubeconfig: " : "the plugin's token: ") + failure.detail(),
                        isPasted() ? anew() : new Cure[0]));
    }

    private boolean isPasted() {
        return known.way().flatMap(way -> way.user()).filter(user -> !user.otherCredentials().isEmpty()).isPresent();
    }

    /** Asks STS as the API server does; the words for a good end. */
    private String sts(ClusterToken token) {
        Optional<String> cluster = known.cluster().map(facts -> facts.outpostId().orElse(facts.name()))
                .or(() -> ClusterSigns.of(place, known).name()).filter(name -> name.matches("[!-~]+"));
        if (known.settings().isEmpty() || cluster.isEmpty()) {
            return "of the right form; STS was not asked whose it is";
        }
        return switch (owners.of(known.settings().get(), place.clock()).ask(token, cluster.get())) {
            case Verification.Verified(CallerIdentity identity) -> {
                if (known.identity().isEmpty()) {
                    known = known.with(identity);
                }
                yield "STS vouches for " + identity.arn();
            }
            case Verification.Rejected(RejectionReason reason, String detail) -> {
                observations.add(rejected(reason, detail, cluster.get()));
                yield "";
            }
            case Verification.Unavailable(var cause, String detail) ->
                "of the right form; STS does not say whose it is: "
                        + detail;
        };
    }

    private Observation rejected(RejectionReason reason, String detail, String cluster) {
        Optional<String> signed = known.plugin().flatMap(PluginCall::clusterName)
                .filter(name -> reason == RejectionReason.REFUSED_BY_STS && !name.equals(cluster));
        if (signed.isPresent()) {
            return Observation.fault(CheckCode.C_OTHER_NAME,
                    "STS refuses the token for " + cluster + ": the plugin signs the name " + signed.get());
        }
        CheckCode code = switch (reason) {
            case EXPIRED -> CheckCode.T_EXPIRED;
            case REFUSED_BY_STS -> CheckCode.T_REFUSED;
            case TOO_LARGE, NO_PREFIX, NOT_BASE64URL, NOT_A_URL, NOT_HTTPS, FOREIGN_HOST, WRONG_PATH, MALFORMED_QUERY,
                    DUPLICATE_PARAMETER, UNKNOWN_PARAMETER, WRONG_ACTION, CLUSTER_HEADER_NOT_SIGNED, BAD_EXPIRES,
                    BAD_DATE, REDIRECTED ->
                CheckCode.T_SHAPE;
        };
        return Observation.fault(code, (isPasted() ? "the token in the kubeconfig: " : "the plugin's token: ") + detail,
                isPasted() ? anew() : new Cure[0]);
    }

    /** Shows it to the API server; its refusal, where there is one. */
    private Optional<ClusterFailure> review(ClusterLogin login) {
        if (known.connection().isEmpty()) {
            return Optional.empty();
        }
        ClusterTarget at = known.connection().get().target();
        ClusterTarget target = new ClusterTarget(at.name(), at.server(), at.trust(), login, at.proxy(),
                at.impersonation());
        ClusterAnswer<KubernetesUser> review = ClusterClients.open(target).then(connection -> {
            known = known.with(connection);
            return SelfReview.of(connection).ask();
        });
        known = known.with(review);
        return switch (review) {
            case ClusterAnswer.Got<KubernetesUser>(KubernetesUser user) -> {
                if (user.username().equals(ANONYMOUS)) {
                    observations.add(nobody(login));
                }
                yield Optional.empty();
            }
            case ClusterAnswer.Failed<KubernetesUser>(ClusterFailure failure) -> {
                if (failure.kind() == ClusterFailure.Kind.UNAVAILABLE) {
                    observations.add(Observation.fault(CheckCode.N_FAILS, failure.message()));
                } else if (failure.kind() == ClusterFailure.Kind.FORBIDDEN && failure.message().contains(ANONYMOUS)) {
                    observations.add(nobody(login));
                }
                yield Optional.of(failure);
            }
        };
    }

    private Observation nobody(ClusterLogin login) {
        return login instanceof ClusterLogin.Anonymous
                ? Observation.fault(CheckCode.T_NOBODY, "the kubeconfig has nothing to sign in with, and the API server"
                        + " takes you for " + ANONYMOUS, anew())
                : Observation.fault(CheckCode.T_NOBODY, "a credential was sent, and the API server takes you for "
                        + ANONYMOUS + ": something on the way drops it");
    }

    /** Writes the kubeconfig's entry anew, with a plugin, where it is known for which cluster. */
    Cure[] anew() {
        ClusterSigns signs = ClusterSigns.of(place, known);
        String region = known.cluster().map(ClusterFacts::region).filter(text -> !text.isEmpty())
                .or(() -> signs.entry().map(ClusterSigns.Named::region)).or(signs::hostRegion).orElse("");
        return signs.name().map(name -> new ServerCures(place, known).rewrite(name, region)).stream()
                .toArray(Cure[]::new);
    }
}
