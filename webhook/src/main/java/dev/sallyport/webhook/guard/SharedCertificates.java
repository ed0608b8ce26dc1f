package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.webhook.TlsIdentity;
import dev.sallyport.webhook.WebhookStartException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The guard's own certificates in a Secret that all replicas share. Whoever finds that something is due writes it, on
 * condition of the version that was read; whoever is slower reads what the other wrote.
 */
final class SharedCertificates implements CertificateSource {

    private static final Logger log = LoggerFactory.getLogger(SharedCertificates.class);

    private static final int MOST_TRIES = 5; // two or three replicas start at once, and each write settles it
    private static final String TYPE = "kubernetes.io/tls";
    private static final String OWNER_LABEL = "app.kubernetes.io/managed-by";
    private static final String OWNER = "sallyport";

    private final ClusterConnection cluster;
    private final String namespace;
    private final String name;
    private final List<String> names;
    private final Clock clock;

    /**
     * Certificates in this Secret.
     *
     * @param names the DNS names that the served certificate carries
     */
    SharedCertificates(ClusterConnection cluster, String namespace, String name, List<String> names, Clock clock) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.name = name;
        this.names = List.copyOf(names);
        this.clock = clock;
    }

    @Override
    public Served current() {
        ClusterAnswer<Keyring> ring = attempt();
        for (int tries = 1; tries < MOST_TRIES && ring instanceof ClusterAnswer.Failed<Keyring>(ClusterFailure failure)
                && failure.kind() == ClusterFailure.Kind.CONFLICT; tries++) {
            ring = attempt(); // somebody else was faster
        }
        return switch (ring) {
            case ClusterAnswer.Got<Keyring>(Keyring now) ->
                new Served(now.served().orElseThrow(), Optional.of(now.trustPem()));
            case ClusterAnswer.Failed<Keyring>(ClusterFailure failure) -> throw new WebhookStartException(
                    "cannot keep certificates in " + what() + ": " + failure.sentence());
        };
    }

    private ClusterAnswer<Keyring> attempt() {
        return cluster.ask("read " + what(), this::read).then(this::settled);
    }

    private String what() {
        return "the Secret " + namespace + "/" + name;
    }

    private Optional<Secret> read() {
        return Optional.ofNullable(cluster.client().secrets().inNamespace(namespace).withName(name).get());
    }

    private ClusterAnswer<Keyring> settled(Optional<Secret> stored) {
        if (stored.filter(SharedCertificates::isSomebodyElses).isPresent()) {
            throw new WebhookStartException(what() + " holds something and is not the guard's: it has no label "
                    + OWNER_LABEL + "=" + OWNER + ". Nothing was written. Name another Secret with --secret, or delete"
                    + " this one");
        }
        Keyring ring = stored.map(this::ring).orElse(Keyring.EMPTY);
        Keyring due = renewed(ring);
        if (due.equals(ring)) {
            return new ClusterAnswer.Got<>(ring);
        }
        return cluster.ask("write " + what(), () -> {
            Secret secret = secret(stored, due);
            if (stored.isPresent()) {
                cluster.client().resource(secret).update();
            } else {
                cluster.client().resource(secret).create();
            }
            log.info("{} holds a new certificate, good until {}, and {} authorities", what(),
                    due.served().orElseThrow().end(), due.authorities().size());
            return due;
        });
    }

    /** An empty Secret may be made beforehand, by those who let nobody create any. */
    private static boolean isSomebodyElses(Secret secret) {
        Map<String, String> labels = secret.getMetadata().getLabels();
        return !(labels != null && OWNER.equals(labels.get(OWNER_LABEL)))
                && !(secret.getData() == null || secret.getData().values().stream().allMatch(String::isEmpty));
    }

    private Keyring renewed(Keyring ring) {
        try {
            return ring.renewed(names, List.of(), clock);
        } catch (IllegalArgumentException e) {
            log.warn("{} is damaged, and made anew: {}", what(), e.getMessage());
            return Keyring.EMPTY.renewed(names, List.of(), clock);
        }
    }

    private Keyring ring(Secret secret) {
        try {
            return Keyring.of(text(secret, "ca.crt"), text(secret, "ca.key"), text(secret, "tls.crt"),
                    text(secret, "tls.key"));
        } catch (IllegalArgumentException e) {
            log.warn("{} is damaged, and made anew: {}", what(), e.getMessage());
            return Keyring.EMPTY;
        }
    }

    private static String text(Secret secret, String key) {
        Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
        return new String(Base64.getDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.UTF_8);
    }

    /** Carries the version that was read, so that the write fails when somebody else was faster. */
    private Secret secret(Optional<Secret> stored, Keyring ring) {
        TlsIdentity served = ring.served().orElseThrow();
        return stored.map(SecretBuilder::new).orElseGet(SecretBuilder::new).editOrNewMetadata().withName(name)
                .withNamespace(namespace).addToLabels(OWNER_LABEL, OWNER).endMetadata()
                .withType(stored.map(Secret::getType).orElse(TYPE)).addToData("ca.crt", coded(ring.trustPem()))
                .addToData("ca.key", coded(ring.authorityKeysPem()))
                .addToData("tls.crt", coded(served.certificatePem()))
                .addToData("tls.key", coded(served.privateKeyPem())).build();
    }

    private static String coded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
