package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.ClusterConnection;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTest {

    private final ObjectsInMemory objects = new ObjectsInMemory();
    private final ClusterConnection cluster = objects.connect();

    @AfterEach
    void stop() {
        cluster.close();
        objects.close();
    }

    private static ValidatingWebhookConfiguration manifest() throws IOException {
        return Serialization.unmarshal(Files.readString(Path.of("..", "deploy", "guard", "60-webhook.yaml")),
                ValidatingWebhookConfiguration.class);
    }

    private static ValidatingWebhook ofTheManifest() throws IOException {
        return manifest().getWebhooks().getFirst();
    }

    private static ValidatingWebhook own() {
        return Registration.own("x", URI.create("https://127.0.0.1:1/validate"), null).getWebhooks().getFirst();
    }

    @Test
    void aGuardReachedByAUrlIsAskedTheSameAsTheManifestsOne() throws IOException {
        assertThat(withoutWhereToGo(own())).isEqualTo(withoutWhereToGo(ofTheManifest()));
    }

    @Test
    void theGuardAnswersBeforeTheApiServerGivesUp() throws IOException {
        assertThat(Admission.ANSWER).isLessThan(Duration.ofSeconds(ofTheManifest().getTimeoutSeconds()));
    }

    private Registration registration(String name, String url) {
        return new Registration(cluster, name, Optional.of(URI.create(url)));
    }

    private Optional<ValidatingWebhookConfiguration> stored(String name) {
        return Optional.ofNullable(cluster.client().admissionRegistration().v1().validatingWebhookConfigurations()
                .withName(name).get());
    }

    @Test
    void aGuardReachedByAUrlMakesItsOwnAndTakesItAway() {
        Registration here = registration("x", "https://127.0.0.1:1/validate");

        assertThat(here.settle(Optional.empty())).isEqualTo(new Standing.Asked());
        assertThat(stored("x")).isPresent();

        here.withdraw();
        assertThat(stored("x")).isEmpty();
    }

    @Test
    void aConfigurationThatAManifestMadeIsNotAGuardsWithAUrl() throws IOException {
        ValidatingWebhookConfiguration manifest = manifest();
        cluster.client().resource(manifest).create();
        Optional<ValidatingWebhookConfiguration> before = stored("sallyport-guard");
        Registration here = registration("sallyport-guard", "https://127.0.0.1:1/validate");

        assertThat(here.settle(Optional.empty())).isEqualTo(new Standing.NotAsked("the ValidatingWebhookConfiguration"
                + " sallyport-guard is not this guard's; name another with --registration"));
        here.withdraw();

        assertThat(stored("sallyport-guard")).isPresent().isEqualTo(before);
    }

    @Test
    void whatAnEarlierGuardLeftBehindIsTakenOver() {
        assertThat(registration("x", "https://127.0.0.1:1/validate").settle(Optional.empty()))
                .isEqualTo(new Standing.Asked());

        assertThat(registration("x", "https://127.0.0.1:2/validate").settle(Optional.empty()))
                .isEqualTo(new Standing.Asked());

        assertThat(stored("x").orElseThrow().getWebhooks()).extracting(each -> each.getClientConfig().getUrl())
                .containsExactly("https://127.0.0.1:2/validate");
    }

    @Test
    void whatLeadsToAnotherGuardByNowIsNotTakenAway() {
        Registration first = registration("x", "https://127.0.0.1:1/validate");
        first.settle(Optional.empty());
        registration("x", "https://127.0.0.1:2/validate").settle(Optional.empty());

        first.withdraw();

        assertThat(stored("x")).isPresent();
    }

    // whether the guard stays ready

    private static Registration byService(ClusterConnection cluster) {
        return new Registration(cluster, "sallyport-guard", Optional.empty());
    }

    @Test
    void aReadyGuardStaysReadyWhileTheApiServerIsOverloaded() throws IOException {
        cluster.client().resource(manifest()).create();
        assertThat(byService(cluster).settle(Optional.empty()).unready(Optional.of("just started"))).isEmpty();

        objects.refuse("GET", 503, "ServiceUnavailable");

        assertThat(byService(cluster).settle(Optional.empty()).unready(Optional.empty())).isEmpty();
    }

    @Test
    void aReadyGuardStaysReadyWhileTheApiServerCannotBeReached() {
        objects.close();

        assertThat(byService(cluster).settle(Optional.empty()).unready(Optional.empty())).isEmpty();
    }

    @Test
    void aReadyGuardStaysReadyWhenAnotherReplicaWasFaster() throws IOException {
        cluster.client().resource(manifest()).create();
        objects.refuse("PUT", 409, "Conflict");

        assertThat(byService(cluster).settle(Optional.of("authorities"))).isEqualTo(new Standing.NotSeen(
                "another replica is changing the ValidatingWebhookConfiguration sallyport-guard"));
    }

    @Test
    void aGuardThatWasNeverAskedIsNotReadyBecauseNobodyCanLook() {
        objects.close();

        assertThat(byService(cluster).settle(Optional.empty()).unready(Optional.of("just started"))).isPresent();
    }

    @Test
    void aReadyGuardIsUnreadyOnceItsRegistrationIsGone() {
        assertThat(byService(cluster).settle(Optional.empty()).unready(Optional.empty())).hasValueSatisfying(
                why -> assertThat(why).startsWith("there is no ValidatingWebhookConfiguration sallyport-guard"));
    }

    @Test
    void aReadyGuardIsUnreadyOnceItMayNotLook() {
        objects.refuse("GET", 403, "Forbidden");

        assertThat(byService(cluster).settle(Optional.empty()).unready(Optional.empty())).isPresent();
    }

    private static String withoutWhereToGo(ValidatingWebhook webhook) {
        return Serialization.asYaml(new ValidatingWebhookBuilder(webhook).withClientConfig(null)
                .withObjectSelector(null).build());
    }
}
