package dev.sallyport.conformance.contracts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.cluster.AwsAuthWatch;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.conformance.Skipped;
import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import dev.sallyport.mapping.MappingSource;
import dev.sallyport.mapping.MappingSourceContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import static org.awaitility.Awaitility.await;

/** The contract of every source of mappings, kept by the one that watches a ConfigMap, on the real API server. */
@Tag("conformance")
class AwsAuthWatchOnRealClusterTest extends MappingSourceContract {

    private static final String VERSION = "1.34";
    private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";
    private static final String AWS_AUTH = CONFIG_MAPS + "/aws-auth";
    private static final Duration PATIENCE = Duration.ofSeconds(20); // a watch on a loaded machine

    private static @Nullable RealCluster real;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @BeforeAll
    static void start() {
        real = RealCluster.start(VERSION, false, Map.of())
                .orElseThrow(() -> Skipped.because("the contract of mapping sources, for want of kube-apiserver "
                        + VERSION + ". " + PeerCommand.REMEDY));
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Override
    protected Medium medium() throws InterruptedException {
        RealCluster cluster = Objects.requireNonNull(real);
        ApiClient admin = cluster.admin();
        admin.delete(AWS_AUTH);
        ClusterConnection connection = connection(cluster);
        opened.push(connection);
        AwsAuthWatch watch = AwsAuthWatch.of(connection);
        opened.push(watch);
        watch.start().awaitFirstReading(PATIENCE);
        return new Medium() {
            @Override
            public MappingSource source() {
                return watch;
            }

            @Override
            public void put(List<Entry> entries) {
                write(admin, watch, text(entries));
            }

            @Override
            public boolean canBeDamaged() {
                return true;
            }

            @Override
            public void damage(String goneArn) {
                write(admin, watch, text(List.of(DEV, OPS).stream().filter(entry -> !entry.arn().equals(goneArn))
                        .toList()).replace("  username", "\tusername"));
            }
        };
    }

    private static ClusterConnection connection(RealCluster cluster) {
        return switch (ClusterClients.open(ClusterTarget.of("the real one", cluster.endpoint(), cluster.caPem(),
                cluster.adminLogin()))) {
            case ClusterAnswer.Got<ClusterConnection> got -> got.value();
            case ClusterAnswer.Failed<ClusterConnection> failed -> throw new IllegalStateException(failed.failure()
                    .message());
        };
    }

    private static void write(ApiClient admin, AwsAuthWatch watch, String mapRoles) {
        ObjectNode map = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", "aws-auth");
        map.putObject("data").put("mapRoles", mapRoles);
        if (admin.post(CONFIG_MAPS, map.toString()).status() == 409) {
            admin.send("PUT", AWS_AUTH, Map.of("Content-Type", "application/json"), map.toString()).succeeds();
        }
        await().atMost(PATIENCE).until(() -> mapRoles.equals(watch.document().data().get("mapRoles")));
    }

    private static String text(List<Entry> entries) {
        return entries.stream().map(entry -> "- rolearn: " + entry.arn() + "\n  username: " + entry.username()
                + "\n  groups: " + entry.groups() + "\n").collect(Collectors.joining());
    }
}
