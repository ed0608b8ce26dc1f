package dev.sallyport.cli.mapping;

import dev.sallyport.mapping.AwsAuth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class ShownDataTest {

    @ParameterizedTest
    @ValueSource(strings = {"- a\n", "- a", "- a\n\n", "", "\n", "  - a\n", "- a\r\n- b\r\n", "- \"\u00e4\"\n",
        "\t- a\n",
        "- a: |\n    x\n\n  b: y\n", "[]\n", "# only a comment\n", "- a\n  \n"})
    void aTextReadsBackAsItWas(String text) {
        String shown = ShownData.of(Map.of("mapUsers", text, "mapRoles", "- rolearn: b\n"));

        assertThat(AwsAuth.parseManifest("shown", shown).data()).as(shown).containsEntry("mapUsers", text)
                .containsEntry("mapRoles", "- rolearn: b\n");
    }
}
