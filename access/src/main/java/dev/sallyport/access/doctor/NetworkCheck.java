package dev.sallyport.access.doctor;

import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import dev.sallyport.cluster.probe.ServerCertificates;
import dev.sallyport.cluster.probe.ServerProbe;
import dev.sallyport.cluster.probe.Sighting;
import dev.sallyport.kubeconfig.KubeconfigCluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Goes to the kubeconfig's server without a credential, and judges who answers.
 *
 * <p>What is silent is told apart by what EKS says of the endpoint; a certificate that is not the right one, by whether
 * it is the authority that EKS names that signed it: then the kubeconfig is wrong, else somebody stands in between.
 */
final class NetworkCheck implements Check {

    private final Function<Clock, ServerProbe> probes;

    NetworkCheck(Function<Clock, ServerProbe> probes) {
        this.probes = probes;
    }

    /** Over this machine's network. */
    static NetworkCheck ofMachine() {
        return new NetworkCheck(clock -> new ServerProbe(ServerProbe.PATIENCE, clock));
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        if (known.way().flatMap(way -> way.cluster()).isEmpty()) {
            return only(known, Observation.unseen(Station.NETWORK, "the kubeconfig leads to no server"));
        }
        return switch (ServerPlace.of(place)) {
            case ClusterAnswer.Failed<ClusterTarget> failed ->
                only(known, Observation.unseen(Station.NETWORK, failed.failure().message()));
            case ClusterAnswer.Got<ClusterTarget>(ClusterTarget target) -> new Look(place, known, target).look();
        };
    }

    private static Seen only(Facts known, Observation one) {
        return new Seen(known, List.of(one));
    }

    /** One look, with what it needs at hand. */
    private final class Look {
        private final Surroundings place;
        private final Facts known;
        private final ClusterTarget target;
        private final ServerProbe probe;
        private final NetworkFaults faults;
        private final String expected;

        Look(Surroundings place, Facts known, ClusterTarget target) {
            this.place = place;
            this.known = known;
            this.target = target;
            this.probe = probes.apply(place.clock());
            this.expected = known.way().flatMap(way -> way.cluster()).flatMap(KubeconfigCluster::tlsServerName)
                    .orElse(target.server().getHost());
            this.faults = new NetworkFaults(place, known, target, probe);
        }

        Seen look() {
            return switch (probe.look(target, expected)) {
                case Sighting.Answered answered -> answered(answered);
                case Sighting.NoName none -> only(known, faults.noName(none));
                case Sighting.NoConnection none -> only(known, faults.noConnection(none));
                case Sighting.ProxyRefuses refusal -> only(known, faults.proxyRefuses(refusal));
                case Sighting.NoTls none -> only(known, faults.noTls(none));
            };
        }

        private Seen answered(Sighting.Answered answered) {
            Optional<ServerCertificates> certificates = answered.certificates();
            if (certificates.isEmpty()) {
                return withoutTls(answered);
            }
            ServerCertificates shown = certificates.get();
            boolean trusted = shown.isSignedBy(target.trust());
            Optional<String> right = known.cluster().map(ClusterFacts::certificateAuthorityData)
                    .flatMap(ServerPlace::pem);
            if (!trusted && right.filter(shown::isSignedBy).isEmpty()) {
                return only(known, faults.untrusted(shown, right.isPresent()));
            }
            boolean anybody = target.trust() instanceof Trust.Anybody;
            if (!anybody && !shown.isFor(expected)) {
                return only(known, faults.otherName(shown, expected));
            }
            if (!anybody && !shown.isValidAt(place.clock().instant())) {
                return only(known, outOfDate(shown, answered));
            }
            // With the authority that EKS names one can go on, though kubectl cannot: that is C-CA's fault.
            ClusterTarget onwards = trusted
                    ? target
                    : new ClusterTarget(target.name(), target.server(), new Trust.Authorities(right.orElseThrow()),
                            target.login(), target.proxy(), target.impersonation());
            return onwards(onwards, answered, trusted
                    ? "its certificate is the cluster's"
                    : "its certificate is of the authority that EKS names, not of the kubeconfig's");
        }

        private Seen withoutTls(Sighting.Answered answered) {
            boolean asAnApiServer = answered.answer().map(Sighting.Answer::status)
                    .filter(status -> status == 200 || status == 401 || status == 403).isPresent();
            return asAnApiServer
                    ? onwards(target, answered, "without TLS")
                    : only(known, faults.http(answered.address()));
        }

        private Observation outOfDate(ServerCertificates shown, Sighting.Answered answered) {
            Instant now = place.clock().instant();
            String when = shown.end().isBefore(now) ? "ended " + shown.end() : "begins " + shown.begin();
            String evidence = "the server's certificate " + when + "; here it is " + now.truncatedTo(
                    ChronoUnit.SECONDS);
            Optional<Instant> theirs = answered.answer().flatMap(Sighting.Answer::date).filter(shown::isValidAt);
            return theirs
                    .map(date -> new Observation(Station.NETWORK, Level.FAULT, Optional.of(CheckCode.I_CLOCK),
                            evidence + ", and by the server's clock " + date, List.of(),
                            List.of(ClockFault.setRight())))
                    .orElseGet(() -> Observation.fault(CheckCode.N_EXPIRED, evidence));
        }

        private Seen onwards(ClusterTarget to, Sighting.Answered answered, String how) {
            List<Observation> observations = new ArrayList<>();
            Optional<Integer> status = answered.answer().map(Sighting.Answer::status);
            if (status.filter(code -> code == 429 || code >= 500).isPresent()) {
                observations.add(Observation.fault(CheckCode.N_FAILS,
                        answered.address() + " answers " + status.get() + " to GET /version"));
            } else {
                observations.add(Observation.ok(Station.NETWORK,
                        answered.address() + (status.isPresent() ? " answers, " : " is there, ") + how
                                + apart(answered)));
            }
            answered.answer().flatMap(Sighting.Answer::ahead)
                    .filter(ahead -> ahead.abs().compareTo(ClockFault.MOST) > 0)
                    .ifPresent(ahead -> observations.add(new Observation(Station.NETWORK, Level.LOOK,
                            Optional.of(CheckCode.I_CLOCK), "this machine's clock is " + ahead.abs().toMinutes()
                                    + " minutes " + (ahead.isNegative() ? "behind" : "ahead of") + " the server's",
                            List.of(), List.of(ClockFault.setRight()))));
            // Our client checks the certificate for the server's name, whatever name the kubeconfig expects.
            boolean byName = answered.certificates().filter(shown -> !(to.trust() instanceof Trust.Anybody)
                    && !shown.isFor(to.server().getHost())).isEmpty();
            return new Seen(!byName ? known : switch (ClusterClients.open(to)) {
                case ClusterAnswer.Got<ClusterConnection>(ClusterConnection connection) -> known.with(connection);
                case ClusterAnswer.Failed<ClusterConnection> failed -> known;
            }, observations);
        }

        private static String apart(Sighting.Answered answered) {
            return answered.answer().flatMap(Sighting.Answer::ahead).map(Duration::abs)
                    // the server tells whole seconds
                    .map(ahead -> ahead.compareTo(Duration.ofSeconds(2)) < 0
                            ? ", clocks agree"
                            : ", clocks " + ahead.toSeconds() + " s apart")
                    .orElse("");
        }
    }
}
