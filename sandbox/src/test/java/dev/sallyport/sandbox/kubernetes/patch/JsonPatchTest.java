package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.sallyport.sandbox.kubernetes.patch.Trees.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonPatchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'a': 1}            | [{'op': 'add', 'path': '/b', 'value': 2}]                          | {'a': 1, 'b': 2}
            {'a': [1, 3]}       | [{'op': 'add', 'path': '/a/1', 'value': 2}]                        | {'a': [1, 2, 3]}
            {'a': [1]}          | [{'op': 'add', 'path': '/a/-', 'value': 2}]                        | {'a': [1, 2]}
            {'a': 1, 'b': 2}    | [{'op': 'remove', 'path': '/a'}]                                   | {'b': 2}
            {'a': [1, 2]}       | [{'op': 'remove', 'path': '/a/0'}]                                 | {'a': [2]}
            {'a': 1}            | [{'op': 'replace', 'path': '/a', 'value': {'b': 2}}]               | {'a': {'b': 2}}
            {'a': {'b': 1}}     | [{'op': 'move', 'from': '/a/b', 'path': '/c'}]                     | {'a': {}, 'c': 1}
            {'a': {'b': 1}}     | [{'op': 'copy', 'from': '/a', 'path': '/c'}]                       | {'a': {'b': 1}, 'c': {'b': 1}}
            {'a/b': 1, 'm~n': 2}| [{'op': 'remove', 'path': '/a~1b'}, {'op': 'test', 'path': '/m~0n', 'value': 2}] | {'m~n': 2}
            {'a': 1}            | [{'op': 'test', 'path': '/a', 'value': 1.0}]                       | {'a': 1}
            """)
    void operationsDoWhatTheStandardSays(String document, String patch, String expected) throws Exception {
        assertThat(JsonPatch.apply(json(document), json(patch))).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{'op': 'remove', 'path': '/nope'}]
            [{'op': 'replace', 'path': '/nope/b', 'value': 1}]
            [{'op': 'add', 'path': '/nope/b', 'value': 1}]
            [{'op': 'add', 'path': '/list/3', 'value': 1}]
            [{'op': 'add', 'path': '/list/01', 'value': 1}]
            [{'op': 'add', 'path': 'list', 'value': 1}]
            [{'op': 'add', 'path': '/x'}]
            [{'op': 'test', 'path': '/a', 'value': 2}]
            [{'op': 'move', 'from': '/object', 'path': '/object/b'}]
            [{'op': 'sing', 'path': '/a'}]
            [{'path': '/a'}]
            """)
    void whatCannotBeDoneIsRefused(String patch) {
        JsonNode document = json("{'a': 1, 'list': [1], 'object': {}}");

        assertThatThrownBy(() -> JsonPatch.apply(document, json(patch))).isInstanceOf(JsonPatch.NotApplicable.class);
    }

    @Property(tries = 200)
    void whatWasAddedCanBeTakenAway(@ForAll @AlphaChars @StringLength(min = 1, max = 8) String field,
            @ForAll int value) throws Exception {
        ObjectNode before = JsonNodeFactory.instance.objectNode().put("kept", true);
        ObjectNode add = JsonNodeFactory.instance.objectNode().put("op", "add").put("path", "/" + field)
                .put("value", value);
        ObjectNode remove = JsonNodeFactory.instance.objectNode().put("op", "remove").put("path", "/" + field);
        JsonNode both = JsonNodeFactory.instance.arrayNode().add(add).add(remove);

        JsonNode after = JsonPatch.apply(before, both);

        assertThat(after).isEqualTo(field.equals("kept") ? JsonNodeFactory.instance.objectNode() : before);
    }
}
