package dev.sallyport.cluster.connection;

import dev.sallyport.cluster.connection.ClusterFailure.Kind;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Says in words what an exception of the client means. */
final class ClusterFailures {

    /** Longer messages of an API server are cut: they may repeat whole objects. */
    private static final int LONGEST_MESSAGE = 500; // characters

    private ClusterFailures() {}

    static ClusterFailure read(ClusterTarget target, String what, Throwable thrown) {
        Optional<ClusterLogin.NoCredentialsException> noCredentials = find(thrown,
                ClusterLogin.NoCredentialsException.class);
        if (noCredentials.isPresent()) {
            return noCredentials.get().failure();
        }
        return find(thrown, KubernetesClientException.class).filter(answer -> answer.getCode() > 0)
                .map(answer -> answered(target, what, answer)).orElseGet(() -> unanswered(target, thrown));
    }

    private static ClusterFailure answered(ClusterTarget target, String what, KubernetesClientException answer) {
        String said = message(answer.getStatus());
        String colon = said.isEmpty() ? "" : ": " + said;
        int code = answer.getCode();
        return switch (code) {
            case 401 -> new ClusterFailure(Kind.UNAUTHORIZED,
                    "The API server " + target.described() + " does not know who asks (401 Unauthorized).",
                    "See who you are on both sides with sallyport whoami.");
            case 403 -> new ClusterFailure(Kind.FORBIDDEN,
                    "You may not " + what + " of " + target.name() + colon + ".",
                    "Ask an administrator of the cluster.");
            case 404 -> new ClusterFailure(Kind.NOT_FOUND,
                    "The API server " + target.described() + " has nothing to " + what + colon + ".", "");
            case 409, 410 -> new ClusterFailure(Kind.CONFLICT,
                    "To " + what + " of " + target.name() + " was overtaken by another change" + colon + ".",
                    "Try again.");
            case 400, 413, 422 -> new ClusterFailure(Kind.INVALID,
                    "The API server " + target.described() + " does not accept it (" + code + "), to " + what + colon
                            + ".",
                    "");
            case 429 -> new ClusterFailure(Kind.UNAVAILABLE,
                    "The API server " + target.described() + " asks to wait (429)" + colon + ".",
                    "Try again in a moment.");
            default -> code >= 500
                    ? new ClusterFailure(Kind.UNAVAILABLE,
                            "The API server " + target.described() + " failed (" + code + ")" + colon + ".",
                            "Try again in a moment.")
                    : new ClusterFailure(Kind.NONSENSE,
                            "The API server " + target.described() + " answered " + code + " to " + what + colon + ".",
                            "");
        };
    }

    private static ClusterFailure unanswered(ClusterTarget target, Throwable thrown) {
        if (find(thrown, CertificateException.class).isPresent() || find(thrown, SSLException.class).isPresent()) {
            return new ClusterFailure(Kind.UNTRUSTED,
                    "The API server " + target.described() + " is not the one that is trusted: "
                            + tlsProblem(thrown) + ".",
                    "Check certificate-authority-data: kubeconfig update writes it anew.");
        }
        String why;
        if (find(thrown, UnknownHostException.class).isPresent()
                || find(thrown, UnresolvedAddressException.class).isPresent()) {
            why = "there is no host " + target.server().getHost();
        } else if (find(thrown, HttpTimeoutException.class).isPresent()
                || find(thrown, TimeoutException.class).isPresent()) {
            why = "no answer within " + ClusterClients.TIMEOUT.toSeconds() + " s";
        } else if (find(thrown, ConnectException.class).isPresent()) {
            why = "connection refused";
        } else if (find(thrown, IOException.class).isPresent()) {
            why = "the connection broke off";
        } else {
            return new ClusterFailure(Kind.NONSENSE, "The API server " + target.described()
                    + " gave an answer that cannot be read (" + thrown.getClass().getSimpleName() + ").", "");
        }
        return new ClusterFailure(Kind.UNREACHABLE,
                "The API server " + target.described() + " cannot be reached: " + why + ".",
                "Check the network, and the endpoint's public access.");
    }

    private static String tlsProblem(Throwable thrown) {
        String text = find(thrown, CertificateException.class).map(Throwable::getMessage)
                .or(() -> find(thrown, SSLException.class).map(Throwable::getMessage)).orElse("");
        if (text.contains("PKIX") || text.contains("unable to find valid certification path")) {
            return "its certificate is not signed by the authority that is trusted";
        }
        if (text.contains("No subject alternative") || text.contains("No name matching")) {
            return "its certificate is for another host";
        }
        return text.isEmpty() ? "TLS failed" : PlainText.of(text);
    }

    private static String message(@Nullable Status status) {
        if (status == null || status.getMessage() == null) {
            return "";
        }
        String text = PlainText.of(status.getMessage());
        String cut = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static <E extends Throwable> Optional<E> find(Throwable thrown, Class<E> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
