package dev.sallyport.webhook;

import dev.sallyport.identity.ClusterId;
import dev.sallyport.identity.Partition;
import dev.sallyport.mapping.MappingSettings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an operator sets of a webhook. Start from {@link #of}; names in parentheses are the reference authenticator's
 * flags.
 *
 * @param clusterId whose tokens are good ({@code --cluster-id})
 * @param partition whose STS hosts are asked ({@code --partition})
 * @param address the IP address or name to listen on ({@code --address})
 * @param port the port to listen on ({@code --port}); 0 takes a free one
 * @param hostname the name by which the API server reaches the webhook; empty where it is the address ({@code --hostname})
 * @param stateFolder where certificate and key are kept ({@code --state-dir})
 * @param apiServerKubeconfig where the API server's kubeconfig is written; empty where there is one already
 *     ({@code --generate-kubeconfig}, {@code --kubeconfig-pregenerated})
 * @param backends where rules come from; the first that knows a principal decides ({@code --backend-mode})
 * @param mapping scrubbed accounts and reserved prefixes ({@code server.scrubbedAccounts}, …)
 * @param cacheFor as in {@link WebhookSettings#cacheFor()}
 */
public record WebhookOptions(String clusterId, Partition partition, String address, int port, Optional<String> hostname,
        Path stateFolder, Optional<Path> apiServerKubeconfig, List<MappingBackend> backends, MappingSettings mapping,
        Duration cacheFor) {

    private static final Pattern NAME_OR_ADDRESS = Pattern.compile("[A-Za-z0-9.:_-]+");

    /**
     * Checks what can be checked without opening anything.
     *
     * @throws IllegalArgumentException when a value cannot be used; the message says which and what is expected
     */
    public WebhookOptions {
        backends = List.copyOf(backends);
        if (backends.isEmpty()) {
            throw new IllegalArgumentException("the webhook needs somewhere to get rules from");
        }
        ClusterId.check(clusterId);
        WebhookSettings.check(address, port, cacheFor);
        if (hostname.filter(name -> !NAME_OR_ADDRESS.matcher(name).matches()).isPresent()) {
            throw new IllegalArgumentException("the host name by which the API server reaches the webhook is none: "
                    + Printable.of(hostname.get()));
        }
    }

    /** The reference authenticator's address; the kubeconfig for the API server beside the certificate. */
    public static WebhookOptions of(String clusterId, Partition partition, Path stateFolder,
            List<MappingBackend> backends) {
        return new WebhookOptions(clusterId, partition, WebhookSettings.DEFAULT_HOST, WebhookSettings.DEFAULT_PORT,
                Optional.empty(), stateFolder, Optional.of(stateFolder.resolve("kubeconfig.yaml")), backends,
                MappingSettings.DEFAULTS, WebhookSettings.DEFAULT_CACHE);
    }

    /** The same on another address. */
    public WebhookOptions listeningOn(String newAddress, int newPort) {
        return new WebhookOptions(clusterId, partition, newAddress, newPort, hostname, stateFolder, apiServerKubeconfig,
                backends, mapping, cacheFor);
    }

    /** {@code $XDG_STATE_HOME/sallyport/webhook}, or {@code ~/.local/state/sallyport/webhook}; empty without a home. */
    public static Optional<Path> defaultStateFolder(Map<String, String> environment) {
        Optional<Path> state = set(environment, "XDG_STATE_HOME").map(Path::of).filter(Path::isAbsolute);
        return state.or(() -> set(environment, "HOME").map(home -> Path.of(home, ".local", "state")))
                .map(folder -> folder.resolve("sallyport").resolve("webhook"));
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Where the API server finds the webhook that listens on this port. */
    URI url(int actualPort) {
        String host = hostname.orElse(listensEverywhere() ? "127.0.0.1" : address);
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + actualPort
                + "/authenticate");
    }

    /** An address that stands for all of the machine's. */
    boolean listensEverywhere() {
        return address.equals("0.0.0.0") || address.equals("::");
    }
}
