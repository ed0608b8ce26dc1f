package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.Clusters;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.mapping.MappingSource;
import dev.sallyport.mapping.MappingSourceContract;
import org.junit.jupiter.api.AfterEach;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.awaitility.Awaitility.await;

/** The contract of every source, kept by the one that watches custom resources. */
class IamIdentityMappingWatchContractTest extends MappingSourceContract {

    private static final String MAPPINGS = "/apis/iamauthenticator.k8s.aws/v1alpha1/iamidentitymappings";

    private final StandInApi api = StandInApi.started();
    private final ClusterConnection cluster = Clusters.open(api.target());
    private final IamIdentityMappingWatch watch = IamIdentityMappingWatch.of(cluster);
    private final Set<String> written = new HashSet<>();

    @AfterEach
    void stop() {
        watch.close();
        cluster.close();
        api.close();
    }

    @Override
    protected Medium medium() throws InterruptedException {
        api.serve(MAPPINGS);
        watch.start().awaitFirstReading(Duration.ofSeconds(20));
        return new Medium() {
            @Override
            public MappingSource source() {
                return watch;
            }

            @Override
            public void put(List<Entry> entries) {
                replace(entries);
            }

            @Override
            public boolean canBeDamaged() {
                return false; // each resource is an object of its own, which the API server has checked
            }

            @Override
            public void damage(String goneArn) {
                throw new UnsupportedOperationException(goneArn);
            }
        };
    }

    private void replace(List<Entry> entries) {
        Set<String> wanted = entries.stream().map(IamIdentityMappingWatchContractTest::name)
                .collect(Collectors.toSet());
        entries.forEach(entry -> api.put(MAPPINGS, name(entry), Map.of("kind", "IAMIdentityMapping", "spec",
                Map.of("arn", entry.arn(), "username", entry.username(), "groups", entry.groups()))));
        written.stream().filter(name -> !wanted.contains(name)).forEach(name -> api.delete(MAPPINGS, name));
        written.clear();
        written.addAll(wanted);
        await().atMost(Duration.ofSeconds(20)).until(() -> watch.rules().rules().stream()
                .map(rule -> rule.subject() + rule.groups()).collect(Collectors.toSet())
                .equals(entries.stream().map(entry -> entry.arn() + entry.groups()).collect(Collectors.toSet())));
    }

    private static String name(Entry entry) {
        return entry.arn().replaceFirst(".*/", "");
    }
}
