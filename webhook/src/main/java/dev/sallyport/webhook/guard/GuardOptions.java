package dev.sallyport.webhook.guard;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an operator sets of a guard.
 *
 * @param address the address to listen on
 * @param port the port; 0 takes a free one
 * @param reached how the API server reaches the guard
 * @param files a certificate of one's own; empty where the guard makes its own
 * @param rules what is done about each code
 * @param settings a file with more of that, read again when it changes
 * @param history whether what others write to the map is put into its history
 */
public record GuardOptions(String address, int port, Reached reached, Optional<CertificateFiles> files,
        GuardRules rules, Optional<Path> settings, boolean history) {

    /** The port in the manifests. */
    public static final int DEFAULT_PORT = 8443;

    /** The names in the manifests. */
    public static final String DEFAULT_NAME = "sallyport-guard";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    /** How the API server reaches the guard. */
    public sealed interface Reached {

        /** The name of the ValidatingWebhookConfiguration. */
        String registration();

        /**
         * By a Service, as the manifests say it.
         *
         * @param namespace where the Service is, and the Secret with the certificates
         * @param service its name
         * @param secret the Secret's name
         */
        record ByService(String registration, String namespace, String service, String secret) implements Reached {
            public ByService {
                check("the namespace", namespace);
                check("the Service's name", service);
                check("the Secret's name", secret);
                check("the ValidatingWebhookConfiguration's name", registration);
            }
        }

        /**
         * By a URL, for trying it out, and where the API server is outside of the cluster.
         *
         * @param url its path is the guard's own
         */
        record ByUrl(String registration, URI url) implements Reached {
            public ByUrl {
                check("the ValidatingWebhookConfiguration's name", registration);
                if (!"https".equals(url.getScheme()) || url.getHost() == null || url.getUserInfo() != null
                        || url.getQuery() != null || url.getFragment() != null) {
                    throw new IllegalArgumentException("\"" + url + "\" is no URL that an API server takes for a"
                            + " webhook; one looks like https://127.0.0.1:8443");
                }
            }
        }
    }

    /** A certificate and its key, as PEM. */
    public record CertificateFiles(Path certificate, Path key) {}

    /**
     * Checks what can be checked without opening anything.
     *
     * @throws IllegalArgumentException when a value cannot be used; the message says which and what is expected
     */
    public GuardOptions {
        if (address.isBlank()) {
            throw new IllegalArgumentException("the address to listen on is empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(port + " is no port; expected 0 to 65535");
        }
    }

    private static void check(String what, String name) {
        if (!LABEL.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " is none: \"" + dev.sallyport.webhook.Printable.of(name) + "\"");
        }
    }
}
