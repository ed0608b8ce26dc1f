package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.kubeconfig.KubeconfigCluster;
import dev.sallyport.kubeconfig.KubeconfigUser;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Has the context's cluster an address, a proxy that is one, and authorities that are certificates? */
final class ClusterEntryCheck implements KubeconfigCheck.EntryCheck {

    private static final Pattern PROXY = Pattern.compile("(?i)(?:https?|socks5)://"
            + "(?:(?:[\\w.:~!$&'()*+,;=@-]|%[0-9a-f]{2})*@)?"
            + "(?:\\[[^\\s\\]]+]|(?:[^\\s:/?#@\\[\\]%]|%[89a-f][0-9a-f])*)(?::\\d*)?(?:[/?#].*)?");
    private static final int LONGEST = 1 << 20; // bytes of a file of authorities; a device never ends

    @Override
    public List<Observation> look(Surroundings place, Way way) {
        List<Observation> seen = new ArrayList<>();
        way.cluster().ifPresent(cluster -> {
            server(place, way, cluster).ifPresent(seen::add);
            proxy(place, way, cluster).ifPresent(seen::add);
            authority(place, way, cluster).or(() -> unchecked(place, way, cluster)).ifPresent(seen::add);
        });
        return seen;
    }

    private static Optional<Observation> server(Surroundings place, Way way, KubeconfigCluster cluster) {
        String server = cluster.server().orElse("");
        Optional<String> problem = server.isEmpty()
                ? Optional.of("has no server, so kubectl asks localhost:8080")
                : problem(server).map(why -> "has the server " + PlainText.of(server) + ": " + why);
        return problem.map(what -> Observation.fault(CheckCode.K_SERVER, named(place, way, cluster) + " " + what,
                anew(place, way).toArray(Cure[]::new)));
    }

    /** kubectl takes a server without a scheme for http; what comes of that is seen on the way. */
    private static Optional<String> problem(String server) {
        try {
            URI uri = new URI(server.matches("(?i)[a-z][a-z0-9+.-]*:/.*") ? server : "http://" + server);
            // Java takes a name with an underscore for no host, kubectl takes it
            if (uri.getHost() == null && !String.valueOf(uri.getAuthority()).matches("[\\w.-]*_[\\w.-]*(:\\d+)?")) {
                return Optional.of("that has no host in it");
            }
            return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                case "https", "http" -> Optional.empty();
                default -> Optional.of("it should begin with https://");
            };
        } catch (URISyntaxException e) {
            return Optional.of("it should look like https://HOST");
        }
    }

    /** kubectl refuses the whole file for it. Source: client-go, {@code clientcmd/helpers.go}, {@code parseProxyURL}. */
    private static Optional<Observation> proxy(Surroundings place, Way way, KubeconfigCluster cluster) {
        return cluster.proxyUrl().filter(url -> !url.isEmpty() && !PROXY.matcher(url).matches())
                .map(url -> Observation.fault(CheckCode.K_PROXY, named(place, way, cluster) + " has the proxy-url "
                        + PlainText.of(url.replaceFirst("(?s)^([^:/]*://)?.*@", "$1...@")) // a password may stand before it
                        + "; it should look like http://HOST:PORT, or begin with https:// or socks5://",
                        new KubeconfigCures(place).outOfCluster(cluster.name(), "go without a proxy", "proxy-url")));
    }

    private static Optional<Observation> authority(Surroundings place, Way way, KubeconfigCluster cluster) {
        Optional<String> file = cluster.certificateAuthority().filter(value -> !value.isEmpty());
        Optional<String> data = cluster.certificateAuthorityData().filter(value -> !value.isEmpty());
        Path folder = Optional.ofNullable(way.clusterFile().orElse(way.file()).toAbsolutePath().getParent())
                .orElse(Path.of("/"));
        Optional<Path> path = file.map(folder::resolve);
        CheckCode code = CheckCode.K_CA_BROKEN;
        Optional<String> problem = Optional.empty();
        if (path.isPresent() && !Files.isReadable(path.get())) {
            code = CheckCode.K_CA_MISSING;
            problem = Optional.of("names " + place.shown(path.get()) + " as certificate-authority, "
                    + (Files.exists(path.get()) ? "which you may not read" : "which does not exist"));
        } else if (path.isPresent() && data.isPresent()) {
            problem = Optional.of("has certificate-authority and certificate-authority-data; kubectl takes one alone");
        } else if (data.isPresent()) {
            problem = decoded(data.get()).map(pem -> isCertificate(pem)
                    ? ""
                    : "has a certificate-authority-data that holds no certificate")
                    .or(() -> Optional.of("has a certificate-authority-data that is not base64"))
                    .filter(text -> !text.isEmpty());
        } else if (path.isPresent()) {
            problem = Optional.of("names " + place.shown(path.get()) + " as certificate-authority, which holds no"
                    + " certificate").filter(_ -> !isCertificate(bytes(path.get())));
        }
        CheckCode seen = code;
        return problem.map(what -> Observation.fault(seen, named(place, way, cluster) + " " + what,
                anew(place, way).toArray(Cure[]::new)));
    }

    /** An authority to check by, and the word to check nothing. Source: client-go, {@code transport.TLSConfigFor}. */
    private static Optional<Observation> unchecked(Surroundings place, Way way, KubeconfigCluster cluster) {
        boolean authority = Stream.of(cluster.certificateAuthority(), cluster.certificateAuthorityData())
                .flatMap(Optional::stream).anyMatch(value -> !value.isEmpty());
        return ServerPlace.of(place).optional()
                .filter(target -> authority && target.trust() instanceof ClusterTarget.Trust.Anybody)
                .map(_ -> Observation.fault(CheckCode.K_CA_BROKEN, named(place, way, cluster)
                        + " has insecure-skip-tls-verify beside an authority; kubectl takes one alone",
                        new KubeconfigCures(place).outOfCluster(cluster.name(), "have the certificate checked",
                                "insecure-skip-tls-verify")));
    }

    private static Optional<byte[]> decoded(String data) {
        try {
            // as Go reads it: line ends are let pass, and nothing else
            return Optional.of(Base64.getDecoder().decode(data.replace("\n", "").replace("\r", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LONGEST);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Whether there is one certificate in it that can be read; kubectl passes over the others. */
    private static boolean isCertificate(byte[] pem) {
        String begin = "-----BEGIN CERTIFICATE-----";
        String end = "-----END CERTIFICATE-----";
        return Arrays.stream(new String(pem, StandardCharsets.ISO_8859_1).split(begin)).skip(1)
                .filter(block -> block.contains(end))
                .anyMatch(block -> isReadable(begin + block.substring(0, block.indexOf(end)) + end + "\n"));
    }

    private static boolean isReadable(String certificate) {
        try {
            CertificateFactory.getInstance("X.509").generateCertificate(
                    new ByteArrayInputStream(certificate.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static String named(Surroundings place, Way way, KubeconfigCluster cluster) {
        return "cluster " + PlainText.of(cluster.name()) + " of " + place.shown(way.clusterFile().orElse(way.file()));
    }

    private static List<Cure> anew(Surroundings place, Way way) {
        return KubeconfigCheck.writeAnew(place, ClusterMeant.of(place, Optional.of(way),
                way.user().flatMap(KubeconfigUser::exec)
                        .map(exec -> PluginCall.of(exec, way.userFile().orElse(way.file()), place))));
    }
}
