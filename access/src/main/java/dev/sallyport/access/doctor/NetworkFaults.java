package dev.sallyport.access.doctor;

import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.probe.ServerCertificates;
import dev.sallyport.cluster.probe.ServerProbe;
import dev.sallyport.cluster.probe.Sighting;
import dev.sallyport.kubeconfig.KubeconfigCluster;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What it means that the way to the API server ends early, and what mends it. */
final class NetworkFaults {

    /** An API server's certificate on EKS, and on most clusters, is signed by one of this name. */
    private static final String KUBERNETES = "CN=kubernetes";

    private final Surroundings place;
    private final Facts known;
    private final ClusterTarget target;
    private final ServerProbe probe;
    private final ServerCures cures;

    NetworkFaults(Surroundings place, Facts known, ClusterTarget target, ServerProbe probe) {
        this.place = place;
        this.known = known;
        this.target = target;
        this.probe = probe;
        this.cures = new ServerCures(place, known);
    }

    Observation noName(Sighting.NoName none) {
        if (none.proxy()) {
            return proxy("the proxy's name " + none.host() + " does not resolve");
        }
        String evidence = "the name " + none.host() + " does not resolve";
        return reach().filter(reach -> !reach.fromOutside()).isPresent()
                ? fault(CheckCode.N_DNS, evidence + "; the endpoint is private, ask the VPC's resolver")
                : orStale(fault(CheckCode.N_DNS, evidence), List.of());
    }

    Observation noConnection(Sighting.NoConnection none) {
        String how = switch (none.why()) {
            case REFUSED -> "refuses the connection";
            case SILENT -> "does not answer within " + ServerProbe.PATIENCE.toSeconds() + " s";
            case NO_ROUTE -> "cannot be reached from here: no route";
            case BROKEN -> "breaks the connection off";
        };
        if (none.proxy()) {
            return proxy("the proxy " + none.address() + " " + how);
        }
        return switch (none.why()) {
            case REFUSED, BROKEN -> orStale(fault(CheckCode.N_REFUSED, none.address() + " " + how), List.of());
            case SILENT, NO_ROUTE -> silent(none.address() + " " + how);
        };
    }

    Observation noTls(Sighting.NoTls none) {
        if (none.silent()) {
            return silent(none.address() + " takes the connection, and says nothing within "
                    + ServerProbe.PATIENCE.toSeconds() + " s");
        }
        return orStale(fault(CheckCode.N_UNTRUSTED, none.address() + ": " + none.why()), List.of());
    }

    /** Nothing comes back: what EKS says of the endpoint tells why, as far as it can be told. */
    private Observation silent(String evidence) {
        Optional<ClusterFacts.Reach> reach = reach();
        if (reach.isEmpty()) {
            return isPrivate()
                    ? orStale(fault(CheckCode.N_PRIVATE, evidence + "; its address is a private one"),
                            List.of(CheckCode.N_SILENT))
                    : orStale(fault(CheckCode.N_SILENT, evidence), List.of(CheckCode.N_PRIVATE, CheckCode.N_CIDR));
        }
        ClusterFacts cluster = known.cluster().orElseThrow();
        if (!reach.get().fromOutside()) {
            return fault(CheckCode.N_PRIVATE, evidence + "; EKS says that the endpoint is private",
                    Cure.you("connect to the cluster's VPC first (VPN, bastion)"),
                    open(cluster, "open the endpoint for the network that this is run in",
                            "endpointPublicAccess=true,publicAccessCidrs="));
        }
        if (!reach.get().isOpen()) {
            String cidrs = String.join(",", reach.get().cidrs());
            return fault(CheckCode.N_CIDR, evidence + "; EKS lets in " + cidrs + " alone",
                    open(cluster, "let in the network that this is run in: run it in the same one as you",
                            "publicAccessCidrs=" + cidrs + ","));
        }
        return fault(CheckCode.N_SILENT,
                evidence + "; EKS says that anybody may come, so something in between drops it");
    }

    private Cure open(ClusterFacts cluster, String what, String setting) {
        return Cure.accountAdministrator(what, ShellLine.of("aws", "eks", "update-cluster-config", "--name",
                cluster.name(), "--region", cluster.region(), "--resources-vpc-config") + " "
                + ShellLine.word(setting) + "\"$(curl -s https://checkip.amazonaws.com)/32\"");
    }

    Observation proxyRefuses(Sighting.ProxyRefuses refusal) {
        return proxy("the proxy " + refusal.proxy() + " gives no way to " + target.server().getHost() + ": "
                + refusal.said());
    }

    /** Where the server answers without the proxy, the proxy is to be left out. */
    private Observation proxy(String what) {
        boolean inKubeconfig = known.way().flatMap(way -> way.cluster()).flatMap(KubeconfigCluster::proxyUrl)
                .filter(url -> !url.isEmpty()).isPresent();
        String evidence = what + " (" + (inKubeconfig ? "proxy-url in the kubeconfig" : variable("_proxy")) + ")";
        ClusterTarget straight = new ClusterTarget(target.name(), target.server(), target.trust(), target.login(),
                Optional.empty(), target.impersonation());
        if (!(probe.look(straight) instanceof Sighting.Answered)) {
            return fault(CheckCode.N_PROXY, evidence + "; without it the server cannot be reached either");
        }
        Optional<Cure> without = inKubeconfig
                ? cures.unsetInCluster("go without the proxy", "proxy-url")
                : Optional.of(Cure.you("leave the proxy out for this server", exempt()));
        return fault(CheckCode.N_PROXY, evidence + "; without it the server answers",
                without.stream().toArray(Cure[]::new));
    }

    /** Of NO_PROXY and no_proxy the upper-case one wins with kubectl, so the one in force is made longer. */
    private String exempt() {
        String name = place.variable("NO_PROXY").isEmpty() && place.variable("no_proxy").isPresent()
                ? "no_proxy"
                : "NO_PROXY";
        return "export " + name + "=\"${" + name + ":+$" + name + ",}\"" + ShellLine.word(target.server().getHost());
    }

    private String variable(String end) {
        String name = target.server().getScheme() + end;
        String upper = name.toUpperCase(Locale.ROOT);
        return place.variable(upper).isPresent() ? upper : name;
    }

    Observation http(String address) {
        URI server = target.server();
        String https = "https" + server.toString().substring("http".length());
        return fault(CheckCode.N_HTTP, "the kubeconfig says " + server + ", and " + address + " does not answer as an"
                + " API server without TLS",
                cures.setCluster("ask with TLS", "--server=" + https).stream()
                        .toArray(Cure[]::new));
    }

    Observation untrusted(ServerCertificates shown, boolean eksAsked) {
        String evidence = "the certificate is not of the cluster's authority; its issuer: " + shown.issuer();
        if (eksAsked) {
            return fault(CheckCode.N_UNTRUSTED, evidence);
        }
        return shown.issuer().equals(KUBERNETES)
                ? fault(CheckCode.C_CA, evidence).orElse(List.of(CheckCode.N_UNTRUSTED))
                : fault(CheckCode.N_UNTRUSTED, evidence).orElse(List.of(CheckCode.C_CA));
    }

    Observation otherName(ServerCertificates shown, String expected) {
        String evidence = "the certificate is not for " + expected + "; it is for "
                + String.join(", ", shown.names());
        if (!expected.equals(target.server().getHost()) && shown.isFor(target.server().getHost())) {
            return fault(CheckCode.N_NAME, evidence + " (tls-server-name in the kubeconfig)",
                    cures.unsetInCluster("have kubectl expect the server's own name", "tls-server-name").stream()
                            .toArray(Cure[]::new));
        }
        Optional<Cure> how = shown.names().stream().filter(text -> !text.contains("*")
                && !text.matches("[0-9.]+|.*:.*|kubernetes.*|localhost|.*\\.internal")).findFirst()
                .flatMap(text -> cures.setCluster("have kubectl expect the certificate's name",
                        "--tls-server-name=" + text));
        return fault(CheckCode.N_NAME, evidence, how.stream().toArray(Cure[]::new));
    }

    /** Where EKS does not say where the cluster is, the kubeconfig's address may be an old one as well. */
    private Observation orStale(Observation fault, List<CheckCode> others) {
        if (known.cluster().isPresent()) {
            return fault.orElse(others);
        }
        List<CheckCode> alike = new ArrayList<>(others);
        alike.add(CheckCode.C_ENDPOINT);
        return fault.orElse(alike);
    }

    private Optional<ClusterFacts.Reach> reach() {
        return known.cluster().map(ClusterFacts::reach);
    }

    private boolean isPrivate() {
        try {
            InetAddress address = InetAddress.getByName(target.server().getHost());
            return address.isSiteLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Observation fault(CheckCode code, String evidence, Cure... cures) {
        return Observation.fault(code, evidence, cures);
    }
}
