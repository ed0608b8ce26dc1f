package dev.sallyport.sandbox.kubernetes.admission;

import org.jspecify.annotations.Nullable;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * What went wrong with a call, in the words of the API server and of Go's network code, since these are what people
 * search for. Source of the sentences about codes: Kubernetes, {@code apimachinery/pkg/api/errors
 * NewGenericServerResponse}.
 */
final class CallFailures {

    private static final int SERVER_FAULT = 500;

    private CallFailures() {}

    /** Why the server of this name and port could not be asked. */
    static String words(@Nullable Throwable cause, ShownChain chain, String host, int port) {
        String all = messages(cause);
        if (has(cause, UnknownHostException.class)) {
            return "dial tcp: lookup " + host + ": no such host";
        } else if (has(cause, ConnectException.class)) {
            return "dial tcp " + (isAddress(host) ? at(host, port) : dialled(all, at(host, port)))
                    + ": connect: connection refused";
        } else if (all.contains("certification path") || all.contains("PKIX")) {
            return all.contains("validity check failed")
                    ? "tls: failed to verify certificate: x509: certificate has expired or is not yet valid"
                    : "tls: failed to verify certificate: x509: certificate signed by unknown authority";
        } else if (all.contains("subject alternative") || all.contains("No name matching")) {
            return "tls: failed to verify certificate: x509: " + mismatch(chain.names(), host);
        } else if (all.contains("SSL/TLS record")) {
            return "http: server gave HTTP response to HTTPS client";
        }
        return "EOF"; // whatever else ends a connection
    }

    private static String mismatch(List<String> names, String host) {
        if (isAddress(host) && names.stream().noneMatch(CallFailures::isAddress)) {
            return "cannot validate certificate for " + host + " because it doesn't contain any IP SANs";
        }
        if (names.isEmpty()) {
            return "certificate is not valid for any names, but wanted to match " + host;
        }
        return "certificate is valid for " + String.join(", ", names) + ", not " + host;
    }

    private static String at(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Whether this is an IP address, and no name. */
    static boolean isAddress(String name) {
        return name.contains(":") || name.matches("[0-9.]+");
    }

    /** The address that was really tried stands in the message: of a Service, the endpoint's. */
    private static String dialled(String all, String address) {
        int at = all.indexOf("Connection refused: ");
        if (at < 0) {
            return address;
        }
        String tried = all.substring(at + "Connection refused: ".length()).split("\\s", 2)[0];
        int slash = tried.indexOf('/');
        return slash < 0 ? tried : tried.substring(slash + 1);
    }

    private static boolean has(@Nullable Throwable cause, Class<? extends Throwable> wanted) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (wanted.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    private static String messages(@Nullable Throwable cause) {
        StringBuilder all = new StringBuilder();
        for (Throwable one = cause; one != null; one = one.getCause()) {
            all.append(one.getMessage()).append(' ');
        }
        return all.toString();
    }

    /** What an answer with a code other than of success means. */
    static String ofCode(int code, String contentType, String body) {
        boolean text = contentType.isEmpty() || contentType.toLowerCase(Locale.ROOT).startsWith("text/");
        String said = text ? body.strip() : "unknown";
        return switch (code) {
            case 400 -> "the server rejected our request for an unknown reason";
            case 401 -> "the server has asked for the client to provide credentials";
            case 403, 415 -> said;
            case 404 -> "the server could not find the requested resource";
            case 405 -> "the server does not allow this method on the requested resource";
            case 406 -> said.isEmpty() || said.equals("unknown")
                    ? "the server was unable to respond with a content type that the client supports"
                    : said;
            case 409 -> "the server reported a conflict";
            case 422 -> "the server rejected our request due to an error in our request";
            case 429 -> "the server has received too many requests and has asked us to try again later";
            case 503 -> "the server is currently unable to handle the request";
            case 504 -> "the server was unable to return a response in the time allotted, but may still be processing "
                    + "the request";
            default -> code >= SERVER_FAULT
                    ? "an error on the server (\""
                            + said.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                            + "\") has prevented the request from succeeding"
                    : "the server responded with the status code " + code + " but did not return more information";
        };
    }
}
