package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.webhook.MovableClock;
import dev.sallyport.webhook.WebhookStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedCertificatesTest {

    private static final String PATH = "/api/v1/namespaces/sallyport/secrets/tls";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ObjectsInMemory secrets = new ObjectsInMemory();
    private final ClusterConnection cluster = secrets.connect();

    private SharedCertificates replica() {
        return new SharedCertificates(cluster, "sallyport", "tls", List.of("guard.sallyport.svc"), clock);
    }

    @AfterEach
    void stop() {
        cluster.close();
        secrets.close();
    }

    @Test
    void replicasThatStartTogetherServeTheSameCertificate() {
        Set<CertificateSource.Served> served = ConcurrentHashMap.newKeySet();
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8).forEach(each -> replicas.execute(() -> served.add(replica().current())));
        }

        assertThat(served).hasSize(1);
        assertThat(secrets.writes()).isEqualTo(1);
    }

    @Test
    void aRestartKeepsWhatStandsThere() {
        CertificateSource.Served before = replica().current();

        assertThat(replica().current()).isEqualTo(before);
        assertThat(secrets.writes()).isEqualTo(1);
    }

    @Test
    void whatIsDueIsRenewedOnceForAll() {
        SharedCertificates one = replica();
        SharedCertificates other = replica();
        CertificateSource.Served before = one.current();
        clock.forward(Duration.ofDays(340));

        CertificateSource.Served after = one.current();

        assertThat(after.tls()).isNotEqualTo(before.tls());
        assertThat(other.current()).isEqualTo(after);
        assertThat(secrets.writes()).isEqualTo(2);
    }

    @Test
    void aDamagedSecretIsMadeAnew() {
        CertificateSource.Served before = replica().current();
        secrets.damage(PATH, "ca.key", "nonsense");

        CertificateSource.Served after = replica().current();

        assertThat(after).isNotEqualTo(before);
        assertThat(replica().current()).isEqualTo(after);
    }

    @Test
    void aSecretOfSomebodyElseIsLeftAlone() {
        replica().current();
        secrets.giveAway(PATH);

        assertThatThrownBy(() -> replica().current()).isInstanceOf(WebhookStartException.class)
                .hasMessageContaining("the Secret sallyport/tls").hasMessageContaining("Name another Secret");
        assertThat(secrets.writes()).isEqualTo(1);
    }
}
