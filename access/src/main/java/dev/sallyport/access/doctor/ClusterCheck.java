package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.aws.Setting;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import dev.sallyport.cluster.probe.ServerCertificates;
import dev.sallyport.cluster.probe.ServerProbe;
import dev.sallyport.cluster.probe.Sighting;
import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks EKS about the cluster, and compares the kubeconfig with its answer.
 *
 * <p>EKS knows where a cluster is; a kubeconfig knows where it was when somebody wrote it. And the name in the plugin's
 * arguments need not be the name of the cluster at the server's address, which nobody notices but STS.
 */
final class ClusterCheck implements Check {

    /** Makes a view of EKS. */
    @FunctionalInterface
    interface Views {
        EksView of(AwsSettings settings, AwsCredentials credentials, Clock clock);
    }

    private final Views views;
    private final Function<Clock, ServerProbe> probes;

    ClusterCheck(Views views, Function<Clock, ServerProbe> probes) {
        this.views = views;
        this.probes = probes;
    }

    /** Asks AWS, and this machine's network. */
    static ClusterCheck ofMachine() {
        return new ClusterCheck(EksView::of, clock -> new ServerProbe(ServerProbe.PATIENCE, clock));
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        ClusterSigns signs = ClusterSigns.of(place, known);
        if (signs.name().isEmpty()) {
            return unseen(known, "no EKS cluster is named: --cluster-name NAME does");
        }
        if (known.settings().isEmpty() || known.credentials().isEmpty()) {
            return unseen(known, "EKS was not asked about " + signs.name().get() + ": no AWS credentials to ask with");
        }
        AwsSettings settings = known.settings().get();
        Optional<String> region = settings.region().map(Setting::value)
                .or(() -> signs.entry().map(ClusterSigns.Named::region)).or(signs::hostRegion);
        if (region.isEmpty()) {
            return unseen(known, "EKS was not asked about " + signs.name().get() + ": no region is set");
        }
        EksView eks = views.of(settings, known.credentials().get().credentials(), place.clock());
        return new Look(place, known, signs, eks, region.get()).look(signs.name().get());
    }

    private static Seen unseen(Facts known, String because) {
        return new Seen(known, List.of(Observation.unseen(Station.CLUSTER, because)));
    }

    /** One look, with what it needs at hand. */
    private final class Look {
        private final Surroundings place;
        private final Facts known;
        private final ClusterSigns signs;
        private final EksView eks;
        private final String region;
        private final ClusterSearch search;
        private final ServerCures cures;
        private final Optional<ClusterTarget> target;

        Look(Surroundings place, Facts known, ClusterSigns signs, EksView eks, String region) {
            this.place = place;
            this.known = known;
            this.signs = signs;
            this.eks = eks;
            this.region = region;
            this.search = new ClusterSearch(eks, signs, region);
            this.cures = new ServerCures(place, known);
            this.target = known.way().flatMap(way -> way.cluster()).isPresent()
                    ? ServerPlace.of(place).optional()
                    : Optional.empty();
        }

        Seen look(String name) {
            return switch (eks.describe(region, name)) {
                case AwsAnswer.Got<ClusterFacts>(ClusterFacts facts) -> found(name, facts);
                case AwsAnswer.Failed<ClusterFacts>(AwsFailure failure) -> switch (failure.kind()) {
                    case NOT_FOUND -> missing(name);
                    case DENIED -> seen(DescribeRight.denied(known, name, region, failure, target.isPresent()));
                    case CONFIGURATION, NO_CREDENTIALS, EXPIRED, KEYS_REFUSED, NO_REGION, THROTTLED, UNREACHABLE,
                            NONSENSE, REFUSED ->
                        unseen(known, "EKS does not say where " + name + " is: " + failure.message());
                };
            };
        }

        private Seen found(String name, ClusterFacts facts) {
            if (facts.unusable().isPresent()) {
                return new Seen(known.with(facts), List.of(notActive(facts)));
            }
            Optional<ClusterFacts> owner = target.filter(there -> !isSame(there, facts) && !isEntrys(name))
                    .flatMap(there -> search.owner(there.server(), name));
            if (owner.isPresent()) {
                return new Seen(known.with(owner.get()), List.of(otherName(name, owner.get())));
            }
            Optional<Observation> different = target.flatMap(
                    there -> isSame(there, facts) ? otherAuthority(there, facts) : otherServer(there, facts));
            List<Observation> observations = new ArrayList<>();
            observations.add(different.orElseGet(() -> Observation.ok(Station.CLUSTER, described(facts))));
            if (facts.authenticationMode().equals("API")) {
                observations.add(Observation.look(CheckCode.C_MODE_API, "authenticationMode is API: aws-auth is not"
                        + " read, access entries decide"));
            }
            return new Seen(known.with(facts), observations);
        }

        private boolean isSame(ClusterTarget there, ClusterFacts facts) {
            return ServerPlace.same(there.server(), facts.endpoint());
        }

        /** Whether the kubeconfig's entry has this name too: then the address is wrong, and not the name. */
        private boolean isEntrys(String name) {
            return signs.entry().filter(entry -> entry.name().equals(name)).isPresent();
        }

        private String described(ClusterFacts facts) {
            String other = target.filter(there -> !isSame(there, facts))
                    .map(there -> "; " + there.server() + " leads to it, EKS itself names " + facts.endpoint())
                    .orElse("");
            return facts.name() + " in " + facts.region() + ", " + facts.status()
                    + (facts.version().isEmpty() ? "" : ", Kubernetes " + facts.version()) + other;
        }

        private Observation notActive(ClusterFacts facts) {
            String evidence = facts.name() + " in " + facts.region() + " is " + facts.status();
            return facts.status().equals("CREATING")
                    ? Observation.fault(CheckCode.C_NOT_ACTIVE, evidence,
                            Cure.you("wait until it is there", wait(facts)))
                    : Observation.fault(CheckCode.C_NOT_ACTIVE, evidence);
        }

        private String wait(ClusterFacts facts) {
            List<String> line = new ArrayList<>(List.of("aws", "eks", "wait", "cluster-active", "--name", facts.name(),
                    "--region", facts.region()));
            ClusterMeant.named(facts.name(), facts.region(), place, known).profile()
                    .ifPresent(profile -> line.addAll(List.of("--profile", profile)));
            return ShellLine.of(line);
        }

        /** The address is the cluster's own; so is the authority, or not. */
        private Optional<Observation> otherAuthority(ClusterTarget there, ClusterFacts facts) {
            Optional<String> theirs = ServerPlace.pem(facts.certificateAuthorityData());
            if (theirs.isEmpty()) {
                return Optional.empty();
            }
            return switch (there.trust()) {
                case Trust.Anybody anybody -> Optional.empty();
                case Trust.Authorities(String pem) when ServerCertificates.same(pem, theirs.get()) -> Optional.empty();
                case Trust.Authorities other -> Optional.of(Observation.fault(CheckCode.C_CA,
                        "the kubeconfig's authority is not the one that EKS names for " + facts.name(),
                        cures.rewrite(facts)));
                case Trust.PublicAuthorities none -> Optional.of(Observation.fault(CheckCode.C_CA,
                        "the kubeconfig has no authority; " + facts.name() + " has one of its own",
                        cures.rewrite(facts)));
            };
        }

        private Optional<Observation> otherServer(ClusterTarget there, ClusterFacts facts) {
            if (leadsTo(there, facts)) {
                return Optional.empty();
            }
            List<Cure> how = new ArrayList<>(List.of(cures.rewrite(facts)));
            cures.setCluster("change the address alone", "--server=" + facts.endpoint()).ifPresent(how::add);
            return Optional.of(Observation.fault(CheckCode.C_ENDPOINT, "the kubeconfig says " + there.server()
                    + ", EKS says " + facts.endpoint() + " for " + facts.name(), how.toArray(Cure[]::new)));
        }

        /** A tunnel or a gateway leads to the cluster: it shows a certificate of the cluster's authority. */
        private boolean leadsTo(ClusterTarget there, ClusterFacts facts) {
            return probes.apply(place.clock()).look(there) instanceof Sighting.Answered answered
                    && answered.certificates().filter(shown -> ServerPlace.pem(facts.certificateAuthorityData())
                            .filter(shown::isSignedBy).isPresent()).isPresent();
        }

        private Observation otherName(String name, ClusterFacts owner) {
            List<Cure> how = new ArrayList<>(List.of(cures.rewrite(owner)));
            known.way().ifPresent(way -> known.plugin().ifPresent(plugin -> how.add(
                    plugin.profile().isPresent() ? 0 : 1,
                    new KubeconfigCures(place).clusterName(way.context().user(), way.userFile().orElse(way.file()),
                            plugin.exec().args(), owner.name()))));
            return Observation.fault(CheckCode.C_OTHER_NAME, "the plugin signs the name " + name
                    + "; the kubeconfig's server is " + owner.name() + "'s in " + owner.region(),
                    how.toArray(Cure[]::new));
        }

        private Seen missing(String name) {
            Optional<ClusterFacts> owner = target.flatMap(there -> search.owner(there.server(), name));
            if (owner.isPresent()) {
                return new Seen(known.with(owner.get()), List.of(otherName(name, owner.get())));
            }
            Optional<String> foreign = signs.entry().map(ClusterSigns.Named::account)
                    .filter(account -> !account.isEmpty()
                            && known.identity().filter(who -> !who.account().equals(account)).isPresent());
            if (foreign.isPresent()) {
                return unseen(known, name + " is a cluster of account " + foreign.get()
                        + ", and these credentials see another account's");
            }
            Optional<ClusterFacts> elsewhere = search.elsewhere(name);
            if (elsewhere.isPresent()) {
                ClusterFacts there = elsewhere.get();
                boolean servers = target.filter(at -> ServerPlace.same(at.server(), there.endpoint())).isPresent();
                String evidence = name + " is in " + there.region() + ", not in " + region;
                return new Seen(known.with(there), List.of(servers
                        ? Observation.look(CheckCode.C_REGION, evidence, cures.rewrite(there))
                        : Observation.fault(CheckCode.C_REGION, evidence, cures.rewrite(there))));
            }
            return seen(nowhere(name));
        }

        private Observation nowhere(String name) {
            List<String> near = search.near(name);
            String others = near.isEmpty() ? String.join(", ", search.names()) : String.join(", ", near);
            String evidence = "there is no cluster " + name + " in " + region
                    + (others.isEmpty() ? "" : near.isEmpty() ? "; there are: " + others : "; there is: " + others);
            Cure[] how = near.stream().limit(1).map(other -> cures.rewrite(other, region)).toArray(Cure[]::new);
            return target.filter(this::isInOrder).isPresent()
                    ? Observation.look(CheckCode.C_NOT_FOUND, evidence
                            + "; the kubeconfig's server answers all the same, so it is perhaps another account's")
                    : Observation.fault(CheckCode.C_NOT_FOUND, evidence, how);
        }

        private boolean isInOrder(ClusterTarget there) {
            return probes.apply(place.clock()).look(there) instanceof Sighting.Answered answered && answered
                    .certificates().filter(shown -> shown.isSignedBy(there.trust())
                            && shown.isFor(there.server().getHost()))
                    .isPresent();
        }

        private Seen seen(Observation one) {
            return new Seen(known, List.of(one));
        }
    }
}
