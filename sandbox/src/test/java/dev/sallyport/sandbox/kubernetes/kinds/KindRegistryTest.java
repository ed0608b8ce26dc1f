package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;

class KindRegistryTest {

    private final KindRegistry registry = KindRegistry.standard();

    @Test
    void aVersionThatIsServedNoLongerIsGone() {
        serve("foos", "v1", "v1beta1");

        serve("foos", "v1");

        assertThat(registry.byPath("x.io", "v1", "foos")).isPresent();
        assertThat(registry.byPath("x.io", "v1beta1", "foos")).isEmpty();
    }

    @Test
    void aChangedResourceKeepsItsPlaceInDiscovery() {
        serve("foos", "v1");
        serve("bars", "v1");

        serve("foos", "v1", "v2");

        assertThat(registry.all().stream().filter(kind -> kind.group().equals("x.io"))
                .map(kind -> kind.plural() + " " + kind.version())).containsExactly("foos v1", "foos v2", "bars v1");
    }

    @Test
    void aResourceWithoutVersionsIsGoneAndNoOther() {
        serve("foos", "v1");
        serve("bars", "v1");

        serve("foos");

        assertThat(registry.byPath("x.io", "v1", "foos")).isEmpty();
        assertThat(registry.byPath("x.io", "v1", "bars")).isPresent();
    }

    @Test
    void whileAResourceChangesItIsNeverMissing() {
        serve("foos", "v1");
        AtomicBoolean changing = new AtomicBoolean(true);
        CompletableFuture<Integer> missed = CompletableFuture.supplyAsync(() -> {
            int misses = 0;
            while (changing.get()) {
                misses += registry.byPath("x.io", "v1", "foos").isPresent() ? 0 : 1;
            }
            return misses;
        });

        for (int i = 0; i < 2000; i++) {
            serve("foos", "v1");
        }
        changing.set(false);

        assertThat(missed.join()).isZero();
    }

    private void serve(String plural, String... versions) {
        registry.serve("x.io", plural, versions.length == 0
                ? List.of()
                : CustomKinds.of(definition(plural, versions), registry.shapes()));
    }

    private static JsonNode definition(String plural, String... versions) {
        StringBuilder listed = new StringBuilder();
        for (String version : versions) {
            listed.append(listed.isEmpty() ? "" : ",").append("{\"name\":\"").append(version)
                    .append("\",\"served\":true,\"schema\":{\"openAPIV3Schema\":{\"type\":\"object\"}}}");
        }
        String text = "{\"spec\":{\"group\":\"x.io\",\"scope\":\"Namespaced\",\"names\":{\"plural\":\"" + plural
                + "\",\"kind\":\"" + plural + "\"},\"versions\":[" + listed + "]}}";
        try {
            return BodyText.json(text.getBytes(StandardCharsets.UTF_8)).value();
        } catch (BodyText.Malformed e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
