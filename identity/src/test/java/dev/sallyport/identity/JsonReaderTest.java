package dev.sallyport.identity;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class JsonReaderTest {

    @Test
    void everyKindOfValueIsRead() {
        assertThat(JsonReader
                .tryRead(" {\"a\": [1, -2.5e1, true, false, null, \"\\u00e4\\n\\\"\"], \"b\": {}, \"c\":[]} "))
                .contains(Map.of("a", List.of(1.0, -25.0, true, false, JsonReader.NULL, "ä\n\""), "b", Map.of(), "c",
                        List.of()));
    }

    @Test
    void ofADoubledNameTheLastCounts() {
        assertThat(JsonReader.tryRead("{\"a\":1,\"a\":2}")).contains(Map.of("a", 2.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1,]", "[1 2]", "\"",
        "\"\\x\"",
        "\"\\u12g4\"", "\"\n\"", "01", "1.", "+1", ".5", "1e", "-", "tru", "nul", "{} {}", "NaN", "<Response/>",
        "{'a':1}", "\"\\u１２３４\""})
    void whatIsNoJsonIsEmpty(String text) {
        assertThat(JsonReader.tryRead(text)).isEmpty();
    }

    @Test
    void depthIsBounded() {
        assertThat(JsonReader.tryRead("[".repeat(30) + "]".repeat(30))).isPresent();
        assertThat(JsonReader.tryRead("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
    }

    @Property
    void noTextMakesItThrow(@ForAll @CharRange(from = ' ', to = '~') String text) {
        assertThat(JsonReader.tryRead(text)).isNotNull();
        assertThat(JsonReader.tryRead("{\"a\":" + text)).isNotNull();
    }
}
