package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.mapping.MappingSource;
import dev.sallyport.mapping.MappingSourceContract;
import org.junit.jupiter.api.AfterEach;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.awaitility.Awaitility.await;

/** The contract of every source, kept by the one that watches a cluster's ConfigMap. */
class AwsAuthWatchContractTest extends MappingSourceContract {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";

    private final StandInApi api = StandInApi.started();
    private final ClusterConnection cluster = Clusters.open(api.target());
    private final AwsAuthWatch watch = AwsAuthWatch.of(cluster);

    @AfterEach
    void stop() {
        watch.close();
        cluster.close();
        api.close();
    }

    @Override
    protected Medium medium() throws InterruptedException {
        api.serve(CONFIG_MAPS);
        watch.start().awaitFirstReading(Duration.ofSeconds(20));
        return new Medium() {
            @Override
            public MappingSource source() {
                return watch;
            }

            @Override
            public void put(List<Entry> entries) {
                write(text(entries));
            }

            @Override
            public boolean canBeDamaged() {
                return true;
            }

            @Override
            public void damage(String goneArn) {
                write(text(List.of(DEV, OPS).stream().filter(entry -> !entry.arn().equals(goneArn)).toList())
                        .replace("  username", "\tusername"));
            }
        };
    }

    private void write(String mapRoles) {
        api.put(CONFIG_MAPS, "aws-auth", Map.of("data", Map.of("mapRoles", mapRoles)));
        await().atMost(Duration.ofSeconds(20)).until(() -> mapRoles.equals(watch.document().data().get("mapRoles")));
    }

    private static String text(List<Entry> entries) {
        return entries.stream().map(entry -> "- rolearn: " + entry.arn() + "\n  username: " + entry.username()
                + "\n  groups: " + entry.groups() + "\n").collect(Collectors.joining());
    }
}
