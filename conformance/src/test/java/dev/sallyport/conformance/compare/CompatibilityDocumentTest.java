package dev.sallyport.conformance.compare;

import dev.sallyport.conformance.Checkout;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompatibilityDocumentTest {

    @Test
    void aDifferenceThatTheDocumentDoesNotExplainIsNoDesign() {
        var unexplained = new DesignedDifference<String>("nowhere-explained", input -> true);

        assertThatThrownBy(() -> Comparison.of(Area.TOKENS, List.of(unexplained)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("### nowhere-explained");
    }

    @Test
    void theDocumentExplainsNothingThatNoSuiteKnows() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Checkout.root().resolve("conformance/src/test/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.append(Files.readString(file));
            }
        }

        assertThat(CompatibilityDocument.explained()).isNotEmpty()
                .allSatisfy(name -> assertThat(sources).contains('"' + name + '"'));
    }
}
