package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.aws.MovableClock;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class GateTest {

    /** Where nobody listens, which lets everything through. */
    private static final String ABSENT_WEBHOOK = """
            {"metadata": {"name": "absent"}, "webhooks": [{"name": "absent.example.com", "failurePolicy": "Ignore",
             "clientConfig": {"url": "https://127.0.0.1:1/"}, "admissionReviewVersions": ["v1"], "timeoutSeconds": 1,
             "rules": [{"operations": ["*"], "apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"]}]}]}""";

    private final Vertx vertx = Vertx.vertx();
    private final MovableClock clock = new MovableClock();
    private final KindRegistry kinds = KindRegistry.standard();
    private final ObjectStore store = new ObjectStore(10);
    private final Gate gate = new Gate(store, new Webhooks(store, kinds, new AccessControl(store, kinds), vertx),
            clock);

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aWriteThatIsAlwaysOvertakenIsGivenUpAfterAMinute() throws JsonProcessingException {
        store.create(kinds.byPath("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations")
                .orElseThrow(), (ObjectNode) new ObjectMapper().readTree(ABSENT_WEBHOOK));
        AtomicInteger rounds = new AtomicInteger();

        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> gate.pass(() -> {
            rounds.incrementAndGet();
            clock.advance(Duration.ofSeconds(20));
            return new Gate.Plan<>(Optional.of(asked()), () -> false, () -> "done");
        }, new Warnings())).satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("Timeout"));

        assertThat(rounds).hasValue(3);
    }

    private AdmissionRequest asked() {
        Kind maps = kinds.byPath("", "v1", "configmaps").orElseThrow();
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return new AdmissionRequest(AdmissionRequest.Operation.CREATE, maps, "", "default", "x",
                new KubernetesUser("admin", "", List.of(), Map.of()), Optional.of(nothing), Optional.empty(), false,
                nothing);
    }
}
