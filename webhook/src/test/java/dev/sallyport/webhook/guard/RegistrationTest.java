package dev.sallyport.webhook.guard;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTest {

    private static ValidatingWebhook ofTheManifest() throws IOException {
        return Serialization.unmarshal(Files.readString(Path.of("..", "deploy", "guard", "60-webhook.yaml")),
                ValidatingWebhookConfiguration.class).getWebhooks().getFirst();
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

    private static String withoutWhereToGo(ValidatingWebhook webhook) {
        return Serialization.asYaml(new ValidatingWebhookBuilder(webhook).withClientConfig(null)
                .withObjectSelector(null).build());
    }
}
