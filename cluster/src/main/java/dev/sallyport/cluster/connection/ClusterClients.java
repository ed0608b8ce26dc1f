package dev.sallyport.cluster.connection;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import java.time.Duration;

/**
 * Makes clients of clusters. Always of a cluster that is named: never, as other clients do, of whatever the machine's
 * variables and files happen to point at.
 */
public final class ClusterClients {

    /** How long a connection, and an answer, may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String USER_AGENT = "sallyport";
    /** Once more after a broken connection or a 5xx; whoever watches has patience of their own. */
    private static final int RETRIES = 1;
    /** The first pause of a watch that cannot be opened; each is twice the one before, up to 32 times this. */
    private static final Duration WATCH_AGAIN = Duration.ofMillis(250);

    private ClusterClients() {}

    /**
     * A client of a cluster. Sends nothing yet.
     *
     * <p>Fails with {@link ClusterFailure.Kind#CONFIGURATION} when a certificate or a key cannot be read.
     */
    public static ClusterAnswer<ClusterConnection> open(ClusterTarget target) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(target.server().toString())
                // A watch is one long answer; fabric8 would try WebSockets first, which not every proxy lets through.
                .withOnlyHttpWatches(true)
                .withConnectionTimeout((int) TIMEOUT.toMillis())
                .withRequestTimeout((int) TIMEOUT.toMillis())
                .withRequestRetryBackoffLimit(RETRIES)
                .withWatchReconnectInterval((int) WATCH_AGAIN.toMillis())
                .withUserAgent(USER_AGENT)
                .build();
        try {
            return new ClusterAnswer.Got<>(new ClusterConnection(target, new KubernetesClientBuilder()
                    .withConfig(config).withHttpClientFactory(new ClusterHttp(target)).build()));
        } catch (IllegalArgumentException e) {
            String why = e.getCause() == null
                    ? String.valueOf(e.getMessage())
                    : String.valueOf(e.getCause().getMessage());
            return new ClusterAnswer.Failed<>(new ClusterFailure(ClusterFailure.Kind.CONFIGURATION,
                    "A certificate or key for " + target.name() + " cannot be read: " + PlainText.of(why) + ".",
                    "Write the kubeconfig anew with sallyport kubeconfig update."));
        }
    }
}
