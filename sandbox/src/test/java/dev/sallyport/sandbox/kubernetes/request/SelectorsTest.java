package dev.sallyport.sandbox.kubernetes.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.schema.BodyText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SelectorsTest {

    private static final Kind PODS = KindRegistry.standard().byPath("", "v1", "pods").orElseThrow();
    private static final JsonNode POD = json("""
            {"metadata": {"name": "web-1", "namespace": "dev", "labels": {"app": "web", "tier": "front", "n": "7"}},
             "spec": {"nodeName": "n1"}, "status": {"phase": "Running"}}""");

    private static JsonNode json(String text) {
        try {
            return BodyText.json(text.getBytes(StandardCharsets.UTF_8)).value();
        } catch (BodyText.Malformed e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | true
            app                         | true
            !app                        | false
            !gone                       | true
            app=web                     | true
            app==web                    | true
            app = web                   | true
            app!=web                    | false
            gone!=x                     | true
            app in (web,db)             | true
            app in (db)                 | false
            app notin (db)              | true
            gone notin (x)              | true
            app=web,tier=front          | true
            app=web,tier=back           | false
            n>5                         | true
            n<7                         | false
            app,!gone,tier in (front)   | true
            app in ()                   | false
            """)
    void labelsAreSelectedBySetAndByEquality(String selector, boolean selected) {
        assertThat(Selectors.labels(selector).test(POD)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a===b       | unable to parse requirement: found '=', expected: identifier
            a in b      | unable to parse requirement: found 'b' expected: '('
            a b         | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt
            a,          | found '', expected: identifier after ','
            """)
    void aMalformedSelectorIsExplained(String selector, String message) {
        assertThatThrownBy(() -> Selectors.labels(selector)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metadata.name=web-1                       | true
            metadata.name==web-1                      | true
            metadata.name!=web-1                      | false
            status.phase=Running,spec.nodeName=n1     | true
            status.phase=Running,spec.nodeName=n2     | false
            spec.nodeName!=                           | true
            """)
    void fieldsAreSelectedByEquality(String selector, boolean selected) {
        assertThat(Selectors.fields(selector, PODS).test(POD)).isEqualTo(selected);
    }

    @Test
    void aFieldThatAKindCannotBeSelectedByIsRefused() {
        Kind configMaps = KindRegistry.standard().byPath("", "v1", "configmaps").orElseThrow();

        assertThatThrownBy(() -> Selectors.fields("data.x=y", configMaps)).hasMessage(
                "\"data.x\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        assertThatThrownBy(() -> Selectors.fields("spec.x=y", PODS)).hasMessage("field label not supported: spec.x");
    }
}
