package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.KubeconfigSource;
import dev.sallyport.cluster.connection.KubeconfigTargets;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Where the kubeconfig's server is, and how addresses and authorities are compared. */
final class ServerPlace {

    private ServerPlace() {}

    /** The person's files. */
    static KubeconfigSource source(Surroundings place) {
        return place.kubeconfig().map(KubeconfigSource::file).orElseGet(
                () -> KubeconfigSource.kubectls(place.variables(), place.home().orElse(Path.of("."))));
    }

    /** Where the context leads; nobody signs in. */
    static ClusterAnswer<ClusterTarget> of(Surroundings place) {
        return KubeconfigTargets.in(place.variables(), place.clock()).withoutLogin(source(place), place.context());
    }

    /** Whether two addresses are one; a scheme without TLS is another matter than another address. */
    static boolean same(URI server, String endpoint) {
        try {
            URI other = URI.create(endpoint);
            return other.getHost() != null && server.getHost().equalsIgnoreCase(other.getHost())
                    && (port(server) == port(other) || port(server) == 80);
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    private static int port(URI url) {
        return url.getPort() >= 0
                ? url.getPort()
                : url.getScheme().toLowerCase(Locale.ROOT).equals("http") ? 80 : 443;
    }

    /** The PEM in what EKS and kubeconfigs call certificate-authority-data. */
    static Optional<String> pem(String base64) {
        try {
            return Optional.of(new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8))
                    .filter(text -> !text.isBlank());
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
