package dev.sallyport.cli.terminal;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutputFormatTest {

    @Test
    void dataIsJsonOrYamlAndEndsItsLine() {
        Map<String, Object> report = Map.of("names", List.of("a", "b"));

        assertThat(OutputFormat.JSON.write(report)).contains("\"names\" : [ \"a\", \"b\" ]").endsWith("}\n");
        assertThat(OutputFormat.YAML.write(report)).isEqualTo("names:\n- a\n- b\n");
    }

    @Test
    void anotherFormatIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> new OutputFormat.Converter().convert("xml"))
                .isInstanceOf(TypeConversionException.class).hasMessage("expected json or yaml, not \"xml\"");
    }
}
